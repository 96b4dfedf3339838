"""Keys of accounts: got, kept, hidden."""
