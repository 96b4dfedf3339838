"""Times as people write them on the command line."""
