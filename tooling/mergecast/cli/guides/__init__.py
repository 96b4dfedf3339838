"""What `process` does: guides as pages, and the lists that they begin with."""
