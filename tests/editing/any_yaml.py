"""Random YAML in every scalar style, as people might lay it out.

The text is put together by hand, not by a YAML writer: what no writer would write is
just what edits have to survive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from mergecast.editing.comments import comments
from mergecast.editing.tree import top
from mergecast.loading import front_door
from mergecast.loading.nodes import Node, walk
from mergecast.loading.shape import shape
from mergecast.source import Route

WORDS = st.sampled_from(
    [
        *(
            "a",
            "we",
            "are",
            "out",
            "it's",
            "C#",
            "x:y",
            "say",
            '"so"',
            "50%",
            "-",
            "&c",
        ),
        *(
            "发布",
            "了！",
            "Jom",
            "مرحبا",
            "👨‍👩‍👧‍👦",
            "https://example.org/a?b=c",
            "né",
            "(1)",
        ),
        *("number", "#1", "note:", "[x]", "{y}", "|", ">", "'q'", "!", "*", "@me", "%"),
    ]
)
PLAIN = st.sampled_from(
    [
        "we",
        "are",
        "out",
        "it's",
        "发布",
        "Jom",
        "مرحبا",
        "👋🏽",
        "https://example.org/a",
        "né",
    ]
)
KEYS = st.sampled_from(["text", "alt", "notes", "gloss", "owner", "x-1", "late", "a_b"])
SPACES = st.sampled_from([" ", " ", " ", "  ", "    "])
COMMENT = st.sampled_from(
    ["# why", "# ", "#", "# it's: [odd] #", "# 谁改这个文件", "# 'quote", "# - item"]
)
VALUES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    st.lists(
        st.one_of(
            WORDS, st.sampled_from(["", " ", "  indented", "\ttab", "end ", "\n"])
        ),
        max_size=8,
    ).map("\n".join),
    st.sampled_from(["", " ", "yes", "null", "12:30", "010", "1.5", "~", "- a", "? b"]),
    st.text("ab #:'\"\\-\n|>&*!%@`{}[],?\t\u00e9\u4e00\U0001f389", max_size=12),
)
"""What may be written into a file: nothing that the front door refuses."""


@dataclass(frozen=True)
class Written:
    """A text that the front door lets in, and what it says."""

    text: str
    data: object

    def nodes(self) -> Iterator[tuple[Route, Node]]:
        root = top(self.text)
        assert root is not None
        return walk(root)

    def scalars(self) -> list[Route]:
        return [route for route, node in self.nodes() if node.is_scalar and route]

    def said(self) -> list[str]:
        return said(self.text)


def said(text: str) -> list[str]:
    return [text[start:end].rstrip() for start, end in comments(text)]


def read(text: str) -> object:
    document = front_door.read("", text.encode()).document
    assert document is not None
    return document.data


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """A file: comments, keys and values in all styles, either kind of line break."""
    lines = draw(block_mapping(0, 0))
    lead = draw(st.lists(st.one_of(COMMENT, st.just("")), max_size=2))
    own = draw(st.sampled_from([["id: launch"], ["id: 'launch' # ours"]]))
    lines = draw(st.sampled_from([[*lines, *own], [*own, *lines]]))
    text = "\n".join([*lead, *lines])
    text += draw(st.sampled_from(["\n", "\n", "\n", "", "\n\n", "\n# end\n"]))
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    document = front_door.read("", text.encode()).document
    if document is None or not isinstance(document.data, dict):
        # Some layouts are none; what stands there instead is known to be good.
        text = 'id: a # b\ntext: "c\n\n  d" # e\nlist:\n- |2-\n    f\n  g\n'
        return Written(text, read(text))
    return Written(text, document.data)


@st.composite
def block_mapping(draw: st.DrawFn, left: int, depth: int) -> list[str]:
    """The lines of a mapping that begins at a column."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    found: list[str] = []
    for key in keys:
        found += draw(entry(key, left, depth))
        found += draw(st.lists(between(left), max_size=1))
    return found


def between(left: int) -> st.SearchStrategy[str]:
    """A line between two keys."""
    return st.one_of(st.just(""), COMMENT.map(lambda each: " " * left + each))


@st.composite
def entry(draw: st.DrawFn, key: str, left: int, depth: int) -> list[str]:
    pad = " " * left
    kinds = ["scalar", "scalar", "scalar", "empty", "flow"]
    kind = draw(st.sampled_from([*kinds, *(["map", "list"] if depth < 2 else [])]))
    if kind == "scalar":
        first, *rest = draw(scalar(left))
        return [f"{pad}{key}:{draw(SPACES)}{first}", *rest]
    if kind == "empty":
        return [f"{pad}{key}:{draw(tail())}"]
    if kind == "flow":
        return [f"{pad}{key}: {draw(flow(depth))}{draw(tail())}"]
    step = draw(st.integers(1, 4))
    if kind == "map":
        return [
            f"{pad}{key}:{draw(tail())}",
            *draw(block_mapping(left + step, depth + 1)),
        ]
    dash = left + draw(st.sampled_from([0, 2, 2, 4]))
    return [f"{pad}{key}:{draw(tail())}", *draw(block_list(dash, depth + 1))]


@st.composite
def block_list(draw: st.DrawFn, dash: int, depth: int) -> list[str]:
    found: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        gap = draw(SPACES)
        left = dash + 1 + len(gap)
        if depth < 3 and draw(st.booleans()):
            lines = draw(block_mapping(left, depth + 1))
        else:
            lines = draw(scalar(dash))
        found += [" " * dash + "-" + gap + lines[0].lstrip(" "), *lines[1:]]
        found += draw(st.lists(between(dash), max_size=1))
    return found


@st.composite
def tail(draw: st.DrawFn) -> str:
    """What may follow a value on its line."""
    comment = draw(st.one_of(st.just(""), st.just(""), COMMENT))
    return draw(SPACES) + comment if comment else draw(st.sampled_from(["", "", " "]))


@st.composite
def flow(draw: st.DrawFn, depth: int) -> str:
    plain = st.lists(PLAIN, min_size=1, max_size=3).map(" ".join)
    one = st.one_of(plain, quoted_single(), quoted_double())
    inner = st.one_of(one, flow(depth + 1)) if depth < 2 else one
    end = draw(st.sampled_from(["", "", ",", " "]))
    items = draw(st.lists(inner, max_size=3))
    if draw(st.booleans()):
        joined = draw(SPACES).join(f"{item}," for item in items)[:-1]
        return f"[{joined}{end if items else ''}]"
    names = draw(st.lists(KEYS, min_size=len(items), max_size=len(items), unique=True))
    pairs = (f"{name}: {item}" for name, item in zip(names, items, strict=True))
    return "{" + ", ".join(pairs) + (end if items else "") + "}"


def quoted_single() -> st.SearchStrategy[str]:
    words = st.lists(WORDS, max_size=4).map(" ".join)
    return words.map(lambda each: "'" + each.replace("'", "''") + "'")


def quoted_double() -> st.SearchStrategy[str]:
    escapes = st.sampled_from([r"\n", r"\t", r"\"", r"\\", r"\u00e9", r"\x41", r"\/"])
    words = st.one_of(WORDS.map(lambda each: each.replace('"', '\\"')), escapes)
    return st.lists(words, max_size=5).map(lambda found: f'"{" ".join(found)}"')


@st.composite
def scalar(draw: st.DrawFn, left: int) -> list[str]:
    """The lines of a scalar: the first without indentation."""
    style = draw(st.sampled_from(["plain", "single", "double", "|", ">", "|", ">"]))
    if style in {"|", ">"}:
        return draw(block(style, left))
    if style == "plain":
        words = draw(st.lists(PLAIN, min_size=1, max_size=6))
        lines = draw(broken(" ".join(words), left))
    elif style == "single":
        lines = draw(broken(draw(quoted_single()), left))
    else:
        lines = draw(
            broken(draw(quoted_double()), left, draw(st.sampled_from(["", "\\"])))
        )
    return [*lines[:-1], lines[-1] + draw(tail())]


@st.composite
def broken(draw: st.DrawFn, line: str, left: int, escape: str = "") -> list[str]:
    """A line, or several that mean nearly the same."""
    words = line.split(" ")
    lines = [words[0]]
    for word in words[1:]:
        # A "#" at the beginning of a line would end a plain scalar.
        if word and word[0] not in "#-" and draw(st.integers(0, 3)) == 0:
            lines[-1] += escape
            if not escape:
                lines += [""] * draw(st.sampled_from([0, 0, 1]))
            lines.append(" " * (left + draw(st.integers(1, 4))) + word)
        else:
            lines[-1] += f" {word}"
    return lines


@st.composite
def block(draw: st.DrawFn, sign: str, left: int) -> list[str]:
    step = draw(st.integers(1, 4))
    explicit = draw(st.sampled_from(["", "", str(step)]))
    chomp = draw(st.sampled_from(["", "-", "+"]))
    header = sign + draw(st.sampled_from([explicit + chomp, chomp + explicit]))
    header += draw(tail())
    words = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
    odd = st.one_of(words, words, st.just(""), words.map(lambda each: f"  {each}"))
    first = draw(odd if explicit else words)
    lines = [first, *draw(st.lists(odd, max_size=4))]
    pad = " " * (left + step)
    return [header, *(pad + line if line else "" for line in lines)]


WHEN = "09:00"
_TIMES = (
    ["2026-11-24 09:00"],
    ["'2026-11-24 09:00'"],
    ['"2026-11-24 09:00"'],
    ['"2026-11-24', '   09:00"'],
    ["|-", "  2026-11-24 09:00"],
    [">-", "    2026-11-24", "    09:00"],
)


@st.composite
def posts(draw: st.DrawFn) -> Written:
    """A valid post of the team's account, its words in any style, its keys anyhow."""
    fields = [
        [f"id:{draw(SPACES)}launch-2026{draw(tail())}"],
        [f"accounts: [acme]{draw(tail())}"],
        _field("publish_at", draw(st.sampled_from(_TIMES)), draw(tail())),
        ["text: " + (lines := draw(scalar(0)))[0], *lines[1:]],
        ["notes: |", "  never published", ""],
        [
            "media:",
            "- file: media/a.png",
            "  alt: " + (alt := draw(scalar(2)))[0],
            *alt[1:],
        ],
    ]
    found: list[str] = draw(st.lists(COMMENT, max_size=2))
    for lines in draw(st.permutations(fields)):
        found += [*lines, *draw(st.lists(between(0), max_size=1))]
    text = "\n".join(found) + "\n"
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    document = front_door.read("", text.encode()).document
    if document is None or shape(document, "post")[0] is None:
        return Written(PLAIN_POST, read(PLAIN_POST))
    return Written(text, document.data)


def _field(key: str, lines: list[str], comment: str) -> list[str]:
    """A key with a scalar, and a comment where one may stand."""
    at = 0 if lines[0] in {"|-", ">-"} else -1
    made = [f"{key}: {lines[0]}", *lines[1:]]
    made[at] += comment
    return made


PLAIN_POST = """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: Hello
"""
