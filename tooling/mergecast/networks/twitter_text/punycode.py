"""How long a host name becomes on the wire (RFC 3492), without making it.

X drops a link when a label of its host is longer than 63 characters in punycode. Python
has an encoder, but it is slow and cannot stop early.
"""

from __future__ import annotations

import re

from mergecast.networks.twitter_text.utf16 import code_points

LABEL_MAX = 63
PREFIX = len("xn--")

BASE, T_MIN, T_MAX, SKEW, DAMP = 36, 1, 26, 38, 700
FIRST_BIAS, FIRST_CODE_POINT = 72, 128

DOT_LIKE = re.compile("[。．｡]")


def label_fits(label: str) -> bool:
    """Whether the label has 1 to 63 characters once encoded.

    Ideographic full stops cut a label in pieces that are encoded one by one.
    """
    if label.isascii():
        return 1 <= len(label) <= LABEL_MAX
    length = -1
    for piece in DOT_LIKE.split(code_points(label)):
        length += 1 + _encoded_length(piece, LABEL_MAX)
        if length > LABEL_MAX:
            return False
    return length >= 1


def _encoded_length(label: str, enough: int) -> int:
    """The length with prefix; counting stops soon after ``enough``."""
    if label.isascii():
        return len(label)
    points = [ord(character) for character in label]
    plain = sum(point < FIRST_CODE_POINT for point in points)
    length = PREFIX + plain + (plain > 0)
    if length + len(points) - plain > enough:  # each takes a digit at least
        return enough + 1
    delta, bias, code_point, done = 0, FIRST_BIAS, FIRST_CODE_POINT, plain
    for following in sorted({p for p in points if p >= FIRST_CODE_POINT}):
        delta += (following - code_point) * (done + 1)
        code_point = following
        for point in points:
            if point < code_point:
                delta += 1
            elif point == code_point:
                length += _digits(delta, bias)
                bias = _adapt(delta, done + 1, first=done == plain)
                delta, done = 0, done + 1
        if length > enough:
            return length
        delta, code_point = delta + 1, code_point + 1
    return length


def _digits(delta: int, bias: int) -> int:
    """How many digits the generalised variable-length integer has."""
    count, k = 1, BASE
    while delta >= (threshold := min(max(k - bias, T_MIN), T_MAX)):
        delta = (delta - threshold) // (BASE - threshold)
        count, k = count + 1, k + BASE
    return count


def _adapt(delta: int, points: int, *, first: bool) -> int:
    """The next bias (RFC 3492, section 6.1)."""
    delta = delta // DAMP if first else delta // 2
    delta += delta // points
    k = 0
    while delta > ((BASE - T_MIN) * T_MAX) // 2:
        delta //= BASE - T_MIN
        k += BASE
    return k + (BASE - T_MIN + 1) * delta // (delta + SKEW)
