"""The work for a file is bounded, however it is made to be slow."""

from __future__ import annotations

import time

import pytest

from mergecast.loading.careful import careful
from mergecast.loading.front_door import read
from mergecast.loading.limits import MAX_BYTES

# CPU time, so that a busy machine changes nothing. What grows with the square of the
# size would need minutes for such a file.
SECONDS = 2.0
SIZE = MAX_BYTES // 3

MONSTERS = {
    "spaces in a text": "text: |\n  a" + " " * SIZE + "b\n",
    "spaces in a folded text": "text: >\n  a" + " " * SIZE + "b\n  c\n",
    "spaces before a comment": "text: a" + " " * SIZE + "#b\n",
    "spaces and a quote": "text:" + " " * SIZE + "“a\nb\n",
    "empty lines": "text: |\n  a\n" + "\n" * SIZE + "  b\n",
    "empty lines, folded": "text: >\n  a\n" + "\n" * SIZE + "  b\n",
    "empty lines in quotes": 'text: "a' + "\n" * SIZE + '  b"\n',
    "lines of spaces": "text: |\n  a\n" + " \n" * (SIZE // 2) + "  b\n",
    "no-break spaces": "text: a" + "\u00a0" * (SIZE // 2) + "b\n",
    "no-break spaces at the end": "owner: a" + "\u00a0" * (SIZE // 2) + "\n",
    "no-break spaces in a key": "\u00a0" * (SIZE // 2) + "a\nb: c\n",
    "dashes": "a: b\n" + "-" * SIZE + "\n",
    "dashes with spaces": "a: b\n" + "x- " * (SIZE // 3) + ": b\n",
    "colons": "a: b" + ": " * (SIZE // 2) + "\n",
    "colons with many spaces": "text: " + (": " + " " * 500) * (SIZE // 502) + "“\n",
    "hashes in a text": "text: |\n " + " #" * (SIZE // 2) + "\n",
    "hashes in lines": "text: |\n" + "  a #\n" * (SIZE // 6),
    "comments": "# a\n" * (SIZE // 4) + "a: b\n",
    "markers": "text: |\n  " + "mergecast: " * (SIZE // 11) + "\n",
    "hashes before a marker": "text: |\n  " + "#" * (SIZE - 40) + " mergecast:\n",
    "spaces before a marker": "text: |\n  a" + " " * (SIZE - 40) + "mergecast: x\n",
    "open quotes": "a: '" * (SIZE // 4),
    "two-sided quotes": "a: 'b' 'c'\n" * (SIZE // 11),
    "open brackets in lists": "- [\n" * (SIZE // 4),
    "backslashes": 'text: "' + "\\\\" * (SIZE // 2) + '"\n',
    "escaped breaks": 'text: "' + "a\\\n" * (SIZE // 3) + '"\n',
    "escaped bells": 'text: "' + "\\a" * (SIZE // 2) + '"\n',
    "controls": "text: " + "\x07" * SIZE,
    "zero-width spaces": "# " + "\u200b" * (SIZE // 3) + "\n",
    "zero-width spaces in texts": "text: |\n" + "  \u200b\n" * (SIZE // 6),
    "tags of emoji": "# " + "\U000e0061" * (SIZE // 4) + "\n",
    "variation selectors": "# 葛" + "\U000e0100" * (SIZE // 4) + "\n",
    "marks": "notes: " + "\u200e" * (SIZE // 3) + "\n",
    "the same key": "a:\n" * (SIZE // 3),
    "question marks": "? " * (SIZE // 2) + "\n",
    "many questions": "? a\n" * (SIZE // 4),
    "tabs": "text: |\n  a\n" + "  \tb\n" * (SIZE // 5),
    "tabs after keys": "".join(f"k{n}:\ta\n" for n in range(4900)),
    "folded lists": "thread:\n" + "  - a\n    - b\n    - c\n" * (SIZE // 22),
    "one long folded text": "text: a\n" + "  - 合并\n" * (SIZE // 11),
    "full-width colons": "- text：a\n" * (SIZE // 11),
    "directives": "%A b\n" * (SIZE // 5),
    "document ends": "a: b\n" + "...\n" * (SIZE // 4) + "c: d\n",
    "carriage returns": "\r" * SIZE,
    "windows lines": "text: |\r\n" + "  a \r\n" * (SIZE // 6),
    "a long key": "k" * SIZE + ": v\n",
    "a long plain text": "text: " + "a " * (SIZE // 2) + "\n",
    "a long list in one line": "thread: [" + "a #\n," * (SIZE // 5) + "]\n",
}


@pytest.mark.parametrize("text", MONSTERS.values(), ids=MONSTERS.keys())
def test_no_file_keeps_a_check_waiting(text: str) -> None:
    raw = text.encode()
    assert len(raw) <= MAX_BYTES
    start = time.process_time()
    reading = read("post.yaml", raw)
    careful("post.yaml", text)  # also where the quick way has no doubts
    assert time.process_time() - start < SECONDS
    assert reading.document or reading.remarks
