"""Everything that can be wrong with the form of a file, in one table.

Its examples run as tests, and `mergecast explain ID` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mergecast.findings import Severity


@dataclass(frozen=True, slots=True)
class Shape:
    """One way in which a file does not have the form of its kind.

    ``passes`` and ``fails`` are whole files of ``kind``.
    """

    id: str
    severity: Severity
    title: str
    explanation: str
    passes: str
    fails: str
    kind: str = "post"


_ALL = (
    Shape(
        "schema-unknown-key",
        Severity.ERROR,
        "a key that nobody knows",
        "A misspelt key would be ignored, and the post would go out at another time or "
        "as another post than its author meant. So every key must be known.",
        passes="""\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: It is out.
""",
        fails="""\
id: launch-2026
accounts: [acme]
schedule: 2026-11-24 09:00
text: It is out.
""",
    ),
    Shape(
        "schema-missing-key",
        Severity.ERROR,
        "a key that is missing",
        "Every post needs an id, accounts, and text or thread; other files have keys "
        "that they cannot do without, too.",
        passes="""\
id: launch-2026
accounts: [acme]
text: It is out.
""",
        fails="""\
id: launch-2026
text: It is out.
""",
    ),
    Shape(
        "schema-wrong-type",
        Severity.ERROR,
        "another type of value is wanted",
        "A list is wanted and there is text, or a number and there are words, or a key "
        "has no value at all. Numbers and true/false are taken as text where text is "
        "wanted; nothing else is changed in silence.",
        passes="""\
id: launch-2026
accounts: [acme]
text: 2026
paid: true
""",
        fails="""\
id: launch-2026
accounts: acme
text: 2026
paid: true
""",
    ),
    Shape(
        "schema-bad-value",
        Severity.ERROR,
        "a value that is not possible here",
        "The value has another form than the field asks for: a time with an offset, a "
        "day that no calendar has, a word that is not among the choices.",
        passes="""\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: It is out.
bucket: evergreen
""",
        fails="""\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24T09:00:00Z
text: It is out.
bucket: evergreen
""",
    ),
    Shape(
        "schema-out-of-range",
        Severity.ERROR,
        "too little or too much",
        "A number, a text or a list is smaller or larger than the field allows. How "
        "long a post may be is another matter: that depends on the network.",
        passes="""\
id: launch-2026
accounts: [acme]
text: Which one first?
poll: {options: [Threads, Polls], minutes: 1440}
""",
        fails="""\
id: launch-2026
accounts: [acme]
text: Which one first?
poll: {options: [Threads], minutes: 1440}
""",
    ),
    Shape(
        "schema-repeated-item",
        Severity.ERROR,
        "the same item twice in a list",
        "A list of accounts, answers or roles names each one once.",
        passes="""\
id: launch-2026
accounts: [acme, acme-mx]
text: It is out.
""",
        fails="""\
id: launch-2026
accounts: [acme, acme]
text: It is out.
""",
    ),
    Shape(
        "schema-not-together",
        Severity.ERROR,
        "keys that exclude each other",
        "A thread has its own texts, images and polls, part by part. Beside it, text, "
        "media and poll would belong to no part.",
        passes="""\
id: launch-2026
accounts: [acme]
thread: [It is out., And it is free.]
""",
        fails="""\
id: launch-2026
accounts: [acme]
text: It is out.
thread: [It is out., And it is free.]
""",
    ),
    Shape(
        "schema-more-mistakes",
        Severity.ERROR,
        "more mistakes than can be listed",
        "Fifty mistakes of one file are listed; more would only bury them.",
        passes="""\
id: launch-2026
accounts: [acme]
text: It is out.
""",
        fails="id: launch-2026\naccounts: [acme]\ntext: It is out.\n"
        + "".join(f"key{number}: x\n" for number in range(51)),
    ),
)

SHAPES: Mapping[str, Shape] = {shape.id: shape for shape in _ALL}
"""By id; ids of checks, rules, hazards and shapes are all different."""
