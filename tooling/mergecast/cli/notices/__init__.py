"""What `alarms` does: tell people what they must see."""
