"""The soak: minutes of good and hostile load beyond capacity, with a restart of the database in the middle."""
