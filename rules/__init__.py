"""The pure core: what the product knows about training. No I/O, no clock, no environment."""
