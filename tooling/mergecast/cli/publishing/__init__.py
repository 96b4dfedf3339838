"""What `plan`, `publish` and `status` do: ticks over the real adapters."""
