"""The style guide and the playbooks as pages that people read."""
