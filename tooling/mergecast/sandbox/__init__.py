"""A local stand-in for X: the API shapes mergecast uses, and a page to look at.

It is what the demo publishes to, what a team rehearses against, and the peer of the
tests. It listens on the loopback interface only and knows no real credential.
"""
