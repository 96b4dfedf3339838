"""What `plan --pr` does: what a branch brings."""
