"""How X reads a text: what is a link, a mention, a hashtag, and how long it all is.

An own implementation of the rules that X publishes as twitter-text, configuration 3
(Apache-2.0, see NOTICE for the data that comes from there). ``length`` is the entry for
counting, ``urls`` and ``tags`` for finding.

X's reference code sees a text as UTF-16 code units. Most of the time that makes no
difference to code points; where it does (an emoji right before a bare domain), the
reference behaviour is kept, since the network's opinion is the one that counts.

Two limits are known. The reference knows the emoji of Unicode 11: sequences that came
later count as the sum of their members, so a text can come out longer here than X may
count it today, and never shorter. And text is normalised with the Unicode version of
the running Python.
"""
