"""One network a file: what really talks to it. Imported only when something is due."""
