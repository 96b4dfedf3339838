r"""Characters that show nothing, and where writing really needs them.

Data, not a check. The invisible ones are Unicode's Default_Ignorable_Code_Point
(DerivedCoreProperties.txt, Unicode 17) with blanks that pass for letters, controls and
noncharacters, without the bidi controls (``text-bidi-controls``). The places where
they mean something follow UTS #51 (emoji), UTS #37 (ideographs) and chapters 9, 12,
16 and 23 of the Unicode Standard.
"""

from __future__ import annotations

import re
from functools import cache

_TAG = "\U000e0020-\U000e007f"
ZERO_WIDTH = (
    "\u00ad\u034f\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""They take no room: where they mean nothing, a text without them looks the same."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0\ufffc"
"""They take room and show nothing, so taking them away moves the rest."""
CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029"
"""Controls and line separators; tab and line feed are ordinary."""

BIDI_MARK = "\u061c\u200e\u200f"
"""They say which way one spot reads; honest in text from right to left."""
BIDI_CONTROL = "\u202a-\u202e\u2066-\u2069"
"""They turn around whatever follows, up to a closing one."""

_EMOJI = (  # whole blocks, so that the emoji of later years are there already
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINING = (  # cursive and Brahmic scripts, where ZWJ and ZWNJ choose a letter's form
    "\u0620-\u065f\u066e-\u06d5\u06ee\u06ef\u06fa-\u07ff\u0840-\u085b\u0860-\u08e1"
    "\u08e3-\u0dff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1807\u180a\u1820-\u18aa"
    "\u1a20-\u1bff\ua840-\ua877\ua880-\ua8ff\ua980-\ua9df\uabc0-\uabff\ufb50-\ufdcf"
    "\ufe70-\ufefc\U00010a00-\U00010aff\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
_UNSPACED = (  # no spaces between words: U+200B says where a line may break
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\u1950-\u19ff\u1a20-\u1aaf"
    "\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaadf"
)
_HAN = "\u3000-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff"
_JAMO = "\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
_BRAILLE = "\u2801-\u28ff"
_MODIFIED = "[\ufe0e\ufe0f]"

_INVISIBLE = f"[{ZERO_WIDTH}{BLANK}{CONTROL}](?:(?<=[{_TAG}])[{_TAG}]+)?"
_VISIBLE = f"[^\\s{ZERO_WIDTH}{BLANK}{CONTROL}{BIDI_MARK}{BIDI_CONTROL}]"
_ASCII_INK = re.compile("[!-~]")
_MEANT = "|".join(
    (
        f"(?<=[{_EMOJI}]){_MODIFIED}",
        "(?<=[0-9#*])\ufe0f(?=\u20e3)",
        f"(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]{_MODIFIED}))\u200d(?=[{_EMOJI}])",
        f"(?<=\U0001f3f4)[{_TAG}]+(?<=\U000e007f)",
        f"(?<=[{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?=[{_JOINING}])",
        f"(?<=[{_UNSPACED}])\u200b|\u200b(?=[{_UNSPACED}])",
        "(?<=[\u1820-\u18aa])[\u180b-\u180f]",
        f"(?<=[{_HAN}])[\ufe00-\ufe02\U000e0100-\U000e01ef]",
        "(?<=[\u1000-\u109f\u2190-\u2bff\ua840-\ua877\uaa60-\uaa7f])\ufe00",
        "(?<=[\u0591-\u05c7])\u034f",
        f"(?<=[{_JAMO}])[\u115f\u1160]|[\u115f\u1160](?=[{_JAMO}])",
        f"(?<=[{_BRAILLE}])\u2800|\u2800(?=[{_BRAILLE}])",
    )
)
"""Matches at an invisible character (or run of tags) that its neighbours call for."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression, compiled when a text first needs it.

    A class of letters from all over Unicode takes up to three milliseconds, and most
    runs meet no text that needs it.
    """
    return re.compile(pattern)


def meaningless(text: str) -> list[re.Match[str]]:
    """The invisible characters that nothing calls for; tags, which spell, as runs."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return []
    return [
        hidden
        for hidden in compiled(_INVISIBLE).finditer(text)
        if not compiled(_MEANT).match(text, hidden.start())
    ]


def shows_nothing(text: str) -> bool:
    """Whether a reader sees nothing of it."""
    return not _ASCII_INK.search(text) and not compiled(_VISIBLE).search(text)
