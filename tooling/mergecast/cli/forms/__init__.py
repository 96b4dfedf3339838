"""What `intake` does: from an issue form to a draft."""
