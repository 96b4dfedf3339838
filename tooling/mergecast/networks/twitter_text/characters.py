"""The sets of characters that the rules speak of, as insides of regex classes.

Letters with accents are closed under case the way X's reference code (JavaScript) folds
it, which is why a few Greek and phonetic letters are among the accented Latin ones.
Observed from twitter-text 3.1.0 on 2026-11-22, code unit by code unit.
"""

from __future__ import annotations

SPACES = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DIRECTION_MARKS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
REFUSED = "\ufeff\ufffe\uffff"
"""A text with one of these is not valid."""

PUNCTUATION = r"!#-*,/:-@\[-\^{-~+\-._"
"""ASCII punctuation apart from the double quote and the grave accent."""

NOT_IN_HOSTS = r"!#-*,/:-@\[-\^{-~+" + SPACES + DIRECTION_MARKS + REFUSED
"""What no host name holds: all of the above but ``_``, ``-`` and ``.``."""

NOT_BEFORE_URLS = r"A-Za-z0-9@＠$#＃" + REFUSED
"""A link does not begin right after one of these."""

ACCENTED = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    r"\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
"""Latin letters beyond ASCII, and the marks that make them."""

ACCENTED_ANY_CASE = ACCENTED + (
    r"\u0260\u0269\u0275\u0280\u0283\u0288\u028a\u028c\u0292\u0399\u03b9\u1fbe\u2c65"
    r"\u2c66\u2c7e\u2c7f\ua7dc"
)

CYRILLIC_ANY_CASE = r"\u0400-\u04ff\u1c80-\u1c87"
