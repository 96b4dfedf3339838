"""git, and the files of a workspace as the work tree or a commit holds them.

Just below the adapters that need it: ``git`` runs the program with hardened options,
``trees`` reads files. Nothing here knows what a post or a ledger is.
"""
