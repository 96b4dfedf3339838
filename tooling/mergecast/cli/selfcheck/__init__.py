"""What `doctor` wants to know of this workspace."""
