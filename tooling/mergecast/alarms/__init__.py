"""What a person has to see: which alarms stand, and whom each one calls."""
