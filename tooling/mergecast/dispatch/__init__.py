"""Decide what goes out now, and send it once: decisions over ports."""
