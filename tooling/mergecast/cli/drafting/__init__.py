"""What `new`, `move`, `split`, `preview` and `format` do: one post's file."""
