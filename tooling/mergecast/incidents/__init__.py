"""Incidents and thaws: decisions over what a ledger and a forge say."""
