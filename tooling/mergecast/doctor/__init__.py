"""The self-check: whether a workspace could publish today, and what would stop it.

``table.py`` lists all checks. Each is a plain function of ``facts.py`` in a file by
subject; nothing here asks anybody anything.
"""
