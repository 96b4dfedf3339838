"""What holds in a crisis: how grave it is, who decides what, which words are ready."""
