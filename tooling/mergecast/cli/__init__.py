"""The command line: one command a file. Only this layer prints and exits."""
