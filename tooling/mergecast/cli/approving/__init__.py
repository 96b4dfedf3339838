"""What `approvals`, `approve` and `codeowners` do: who said yes."""
