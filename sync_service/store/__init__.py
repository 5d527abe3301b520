"""What is kept between two cycles, and nothing that is not needed for the next one."""
