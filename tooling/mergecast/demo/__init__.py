"""The main job as a story: real files, a real git remote, and the local sandbox.

Everything is done by the same commands that a team types, so that what is shown is what
happens.
"""
