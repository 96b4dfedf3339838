"""What `--slot` and `calendar fill` do: posts into slots, and the queue into them."""
