"""What `resolve`, `retract`, `freeze` and `thaw` do."""
