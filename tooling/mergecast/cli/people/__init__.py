"""What the commands about people do: who is there, what is missing or handed on."""
