"""Check a tree: files in, findings out; in parallel, and cached by git's ids."""
