"""What `act` does: orders that come by a comment or a button."""
