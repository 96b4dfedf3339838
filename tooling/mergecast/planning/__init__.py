"""The calendar as a plan: what is in it, day by day. Pure."""
