"""Long texts as threads: where a text may be parted, and where it is best parted."""
