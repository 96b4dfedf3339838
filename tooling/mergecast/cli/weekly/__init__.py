"""What `mergecast calendar week` is made of."""
