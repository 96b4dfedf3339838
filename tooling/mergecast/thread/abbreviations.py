"""Full stops that end no sentence: the usual abbreviations of posts.

Unicode's rules know no language, so that ``Dr. Lim`` would be two sentences. The list
is short on purpose: one that is missing costs a less pleasant break, no more.
"""

from __future__ import annotations

import re

_ENGLISH = "mr mrs ms mx dr prof st jr sr vs etc approx dept est fig inc ltd co corp no"
_MORE_ENGLISH = "vol pp ed eds gen gov rep sen rev hon e.g i.e a.m p.m u.s u.k"
_MALAY = "en pn cik tn hj hjh dato datuk sdn bhd jln kg dll dsb spt no tel ruj bil"
_KNOWN = frozenset(f"{_ENGLISH} {_MORE_ENGLISH} {_MALAY}".split())
_LAST = re.compile(r"(?:^|[\s(\[“‘\"'])(\w[\w.]*)\.\s*\Z")


def ends_with_abbreviation(text: str) -> bool:
    """Whether the full stop at the end belongs to a word, or to a single letter.

    >>> [ends_with_abbreviation(each) for each in ("Ask Dr. ", "J. ", "It is out. ")]
    [True, True, False]
    """
    found = _LAST.search(text[-40:])
    if found is None:
        return False
    word = found[1]
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    return initial or word.lower() in _KNOWN
