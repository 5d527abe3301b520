"""Everything that talks to calendars: readers, writers, and the one event shape they share."""
