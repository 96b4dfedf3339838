"""The append-only record of what was claimed, sent, held and decided.

``ledger.Ledger`` opens it and appends to it, over a small store port (``store.Store``):
``git_store`` keeps it on a branch, ``memory_store`` in a simulation. ``genesis`` starts
one, ``verify`` checks one from end to end.

In the store's tree::

    head.json                 the last event, and the last two day files written
    events/YYYY/MM/DD.jsonl   events by the UTC day of their ``at``, one a line
    keys/<hh>/<sha256>        the present state of one key, by the sha256 of the key
"""
