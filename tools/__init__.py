"""Scripts of the house that are run by hand; nothing imports them."""
