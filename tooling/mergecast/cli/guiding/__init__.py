"""What `style` and `check --score` do."""
