"""Edit people's YAML without disturbing it: splices of spans, proved by reading again.

Comments and layout survive, since nothing outside the span of the value is touched; and
an edit that would change anything but the value it means is refused.
"""
