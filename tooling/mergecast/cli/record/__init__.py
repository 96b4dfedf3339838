"""What `ledger` does: the record, reached, shown, verified."""
