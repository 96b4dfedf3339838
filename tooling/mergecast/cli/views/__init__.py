"""What `calendar` does: the calendar as people and their tools look at it."""
