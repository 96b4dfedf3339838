"""The checks: each in a file of its own, and all in the tables of ``table``.

This package loads none of them: publishing needs only ``hard_limits``.
"""
