"""YAML written by chance, in every style there is, together with what it means."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

WORDS = st.sampled_from(
    (
        *("launch", "now", "2026", "09:00", "yes", "no", "on", "~", "null", "true"),
        *("1_000", "010", "1e5", ".5", "3.14", "-7", "0x1F", "12:30:45", "2026-11-24"),
        *(
            "合并即发布，",
            "审核即批准。",
            "Tahniah!",
            "مرحبا",
            "👨‍👩‍👧",
            "café",
            "#1",
            "it's",
        ),
        *(
            '"so"',
            "a:b",
            "-",
            "--",
            "[x]",
            "{y}",
            "&",
            "*",
            "%",
            "@acme",
            "back\\slash",
        ),
        *("https://example.org/a#b", "?", "!", "|", ">", ",", "=", "<<", "：", "“q”"),
    )
)
LINES = st.lists(WORDS, min_size=0, max_size=5).map(" ".join)
TEXTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join)
KEYS = st.sampled_from(
    (
        "text",
        "alt",
        "id",
        "notes",
        "thread",
        "media",
        "variants",
        "acme-my",
        "标题",
        "k_1",
    )
)


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar as it stands in a file; ``first`` on the line of its key."""

    style: str
    first: str
    rest: tuple[str, ...] = ()

    def under(self, indent: int) -> str:
        """The scalar with its further lines indented; empty lines stay empty."""
        lines = (f"{' ' * indent}{line}" if line else "" for line in self.rest)
        return "\n".join((self.first, *lines))


@st.composite
def literals(draw: st.DrawFn) -> Written:
    """A ``|`` or ``>`` block, with any chomping and perhaps an indicator."""
    style = draw(st.sampled_from("|>"))
    lines = draw(TEXTS).split("\n")
    lines = [draw(st.sampled_from(("", "", "", " ", "   "))) + line for line in lines]
    lines = [line if line.strip() else "" for line in lines]
    words = next((line for line in lines if line), "")
    number = "2" if words.startswith(" ") or draw(st.booleans()) else ""
    chomp = draw(st.sampled_from(("", "", "-", "+")))
    comment = draw(st.sampled_from(("", "", " # a comment")))
    tail = [""] * draw(st.integers(0, 2))
    return Written(style, f"{style}{number}{chomp}{comment}", (*lines, *tail))


@st.composite
def quoted(draw: st.DrawFn) -> Written:
    """A quoted scalar, on one line or folded over several."""
    style = draw(st.sampled_from("'\""))
    words = draw(st.lists(WORDS, max_size=8))
    if style == "'":
        safe = [word.replace("'", "''") for word in words]
    else:
        safe = [draw(escaped(word)) for word in words]
    joints = [draw(st.sampled_from((" ", " ", "  ", "\n", "\n\n"))) for _ in safe[1:]]
    if style == '"':
        joints = [draw(st.sampled_from((each, each, "\\\n", "\\n"))) for each in joints]
    text = "".join(
        word + joint for word, joint in zip(safe, [*joints, ""], strict=False)
    )
    first, *rest = f"{style}{text}{style}".split("\n")
    return Written(style, first, tuple(rest))


@st.composite
def escaped(draw: st.DrawFn, word: str) -> str:
    """A word for double quotes, some characters as escapes."""
    out = []
    for one in word:
        forms = [f"\\U{ord(one):08x}"]
        forms += [f"\\u{ord(one):04X}"] if ord(one) < 0x10000 else []
        forms += [f"\\x{ord(one):02x}"] if ord(one) < 0x100 else []
        plain = f"\\{one}" if one in '"\\' else one
        out.append(draw(st.sampled_from((plain, plain, plain, *forms))))
    return "".join(out)


@st.composite
def plain(draw: st.DrawFn) -> Written:
    """An unquoted scalar, now and then over several lines."""
    words = draw(
        st.lists(
            st.from_regex(
                r"[a-z0-9合并é.👍][a-z0-9合并é.:#'\"?!-]{0,5}[a-z0-9]", fullmatch=True
            ),
            min_size=1,
            max_size=6,
        )
    )
    breaks = st.sampled_from((" ", " ", " ", "  ", "\n", "\n\n"))
    text = "".join(draw(breaks) + word for word in words).lstrip()
    first, *rest = text.split("\n")
    return Written("", first, tuple(rest))


SCALARS = st.one_of(literals(), quoted(), plain(), WORDS.map(lambda w: Written("", w)))


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole file in block style, most often valid."""
    lines: list[str] = draw(st.sampled_from(([], [], ["---"], ["# 开头", ""])))
    lines = list(lines)
    for key in draw(st.lists(KEYS, min_size=1, max_size=5, unique=True)):
        lines.append(draw(entries(key, 0)))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "\n", "", "\n\n", "\n# end")))


@st.composite
def entries(draw: st.DrawFn, key: str, indent: int) -> str:
    """A key with its value, at an indentation."""
    pad = " " * indent
    kind = draw(st.sampled_from(("scalar",) * 4 + ("flow", "list", "map")))
    if kind == "scalar" or indent > 4:
        comment = draw(st.sampled_from(("", "", "", " # why")))
        written = draw(SCALARS)
        comment = comment if not written.rest and written.style not in "|>" else ""
        return f"{pad}{key}: {written.under(indent + 2)}{comment}"
    if kind == "flow":
        items = draw(st.lists(st.one_of(quoted(), plain()), max_size=3))
        return f"{pad}{key}: [{', '.join(item.under(indent + 2) for item in items)}]"
    if kind == "list":
        items = draw(st.lists(SCALARS, min_size=1, max_size=3))
        return "\n".join(
            (f"{pad}{key}:", *(f"{pad}  - {item.under(indent + 4)}" for item in items))
        )
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    inner = [draw(entries(each, indent + 2)) for each in keys]
    return "\n".join((f"{pad}{key}:", *inner))
