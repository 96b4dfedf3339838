"""mergecast: social posts as reviewed YAML, published on schedule, exactly once."""

__version__ = "0.1.0"
