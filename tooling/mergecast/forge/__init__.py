"""Where reviews happen: what each forge can prove about an approval."""
