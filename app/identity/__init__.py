"""Who calls: the bearer token and the purpose of a request become a `Caller`."""
