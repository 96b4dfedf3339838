"""What a change brings, for the people who review it: pure."""
