"""The self-check: is everything set up so that posts go out, and only those?"""
