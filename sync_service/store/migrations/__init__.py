"""How the tables came to be; a revision is appended, never changed."""
