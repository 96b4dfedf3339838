"""What a workspace holds, as frozen values without I/O."""
