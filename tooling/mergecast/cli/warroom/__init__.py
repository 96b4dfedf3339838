"""What `freeze`, `thaw` and `crisis` do, step by step."""
