"""What several checks stand on: characters, hosts, targets, rows. None is a check."""
