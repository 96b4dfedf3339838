"""One encoder a sink: text from anyone goes in, text that cannot break out comes out.

What a stranger wrote in a pull request ends up on a reviewer's terminal, in a job's
log, in a comment, on a page, in a calendar. Each of these gives some characters a
power; the encoder of the sink takes it away and leaves the rest readable.
"""
