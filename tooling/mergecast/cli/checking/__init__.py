"""What `check` and `explain` do."""
