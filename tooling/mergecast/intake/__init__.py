"""Drafts by people who never use git: what a form or a comment says of a post."""
