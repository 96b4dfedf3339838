"""mergecast: social posts as reviewed YAML, published on schedule, exactly once."""
