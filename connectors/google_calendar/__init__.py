"""Google Calendar, both ways."""
