"""The endpoint that a good engineer would write by hand for the same pages: the yardstick of the read path."""
