"""Ratios to the reference programs (`make bench`)."""
