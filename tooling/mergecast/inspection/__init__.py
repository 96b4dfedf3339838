"""Check a tree: files in, findings out; in parallel, and cached where nothing changed."""
