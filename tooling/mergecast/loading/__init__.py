"""Adapters that read: YAML files, media facts, and the workspace made of them."""
