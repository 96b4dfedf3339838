"""Who said yes to what: pure policy over what a forge can prove."""
