"""Hazards of bytes and characters: what a reviewer cannot see, or sees wrongly."""

from __future__ import annotations

from mergecast.findings import Severity
from mergecast.loading.hazard import Hazard
from mergecast.loading.limits import MAX_BYTES

_ERROR = Severity.ERROR

HIDDEN = (
    Hazard(
        "file-too-large",
        _ERROR,
        "file is too large",
        f"A file of words has at most {MAX_BYTES:,} bytes. What is larger is no post, "
        "and would keep everyone's checks waiting.",
        "text: hello\n",
        f"text: {'hello ' * (MAX_BYTES // 6)}\n",
    ),
    Hazard(
        "not-utf-8",
        _ERROR,
        "file is not UTF-8",
        "Files are read as UTF-8 only. In another encoding the same bytes are other "
        "letters, so reviewers and readers would see different words.",
        "text: café\n",
        "text: caf\udce9\n",
    ),
    Hazard(
        "byte-order-mark",
        _ERROR,
        "file has a byte order mark",
        "Some editors put the invisible U+FEFF before the first letter. It does "
        "nothing in UTF-8, and becomes a part of the first key for some programs.",
        "text: hello\n",
        "\ufefftext: hello\n",
    ),
    Hazard(
        "nul-character",
        _ERROR,
        "file has a NUL character",
        "Programs written in C take U+0000 for the end of the text.",
        "text: hello\n",
        "text: hel\0lo\n",
    ),
    Hazard(
        "control-character",
        _ERROR,
        "file has a control character",
        "Control characters move the cursor, colour or clear the screen: a terminal "
        "can show something else than what is in the file.",
        "text: hello\n",
        "text: \x1b[31mhello\n",
    ),
    Hazard(
        "hidden-line-break",
        _ERROR,
        "a line break that nobody sees",
        "U+0085, U+2028, U+2029 and a lone carriage return begin a new line for YAML. "
        "Most viewers of a diff show none, so what looks like a text or comment can "
        "hide a key that replaces the text that was approved.",
        "text: hello\n# note\n",
        "# note\u2028text: evil\n",
    ),
    Hazard(
        "bidi-control",
        _ERROR,
        "a character that changes the reading direction",
        "U+202A to U+202E and U+2066 to U+2069 change the order in which a line is "
        "shown. Arabic and Hebrew do not need them: their letters have a direction.",
        "text: مرحبا بالعالم\n",
        "text: the file gnp\u202exe.exe\n",
    ),
    Hazard(
        "invisible-character",
        _ERROR,
        "an invisible character",
        "Zero-width spaces, soft hyphens and their like make two words look the same "
        "that are not. Emoji, flags and scripts that need such characters are left "
        "alone; the texts of a post have their own check "
        "(`text-invisible-characters`).",
        "owner: mei\ntext: 一家人 👨\u200d👩\u200d👧 ❤\ufe0f\n",
        "owner: m\u200bei\n",
        refuses=False,
    ),
    Hazard(
        "direction-mark",
        Severity.WARNING,
        "a mark for right-to-left text",
        "U+200E, U+200F and U+061C settle a single spot in Arabic or Hebrew. In a file "
        "without such letters they came along by copying.",
        "owner: mei\nnotes: نسخة C++\u200f جديدة\n",
        "owner: mei\u200e\n",
        refuses=False,
    ),
    Hazard(
        "hidden-escape",
        _ERROR,
        "a control character written as an escape",
        r'Between double quotes, "\e", "\0" and "\u2028" stand for characters that are '
        "refused everywhere else.",
        'text: "one\\ntwo\\tthree"\n',
        'text: "\\e[31mhello"\n',
    ),
)
