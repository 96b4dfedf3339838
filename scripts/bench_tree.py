"""Make calendars to measure with: believable posts of about 800 bytes, many of them.

15 % are Chinese, 15 % Malay; some have images, a thread or a poll. The same count gives
the same tree, byte for byte.
"""

from __future__ import annotations

import random
import struct
import sys
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

ENGLISH = (
    "Merge it, and it goes out. A pull request is the draft, its review the approval.",
    "We wrote down what happens when a runner dies between a claim and a post.",
    "Your calendar can be read by people who never open a terminal.",
    "Two people said yes, and the ledger remembers which words they said it to.",
    "The quarter in one page: themes, campaigns, and who keeps the calendar.",
)
CHINESE = (
    "合并之后,它就会按时发布。拉取请求是草稿,审核就是批准。",
    "我们写下了运行器在认领与发布之间中断时会发生什么。",
    "不打开终端的人也能读懂你的发布日历。",
    "两个人点了头,账本记得他们同意的是哪些字。",
)
MALAY = (
    "Gabungkan, dan ia akan keluar tepat pada masanya. Semakan ialah kelulusan.",
    "Kami catatkan apa yang berlaku apabila pelari terhenti di tengah jalan.",
    "Kalendar anda boleh dibaca oleh sesiapa sahaja, tanpa terminal.",
    "Dua orang bersetuju, dan lejar mengingati setiap patah kata.",
)
SETTINGS = """\
version: 1
language: en
accounts:
  acme:
    {network: x, user: acme_hq, user_id: "1000001", timezone: Asia/Kuala_Lumpur,
     self_replies: confirmed}
  acme-my:
    {network: x, user: acme_my, user_id: "1000002", timezone: Asia/Kuala_Lumpur,
     self_replies: confirmed}
  acme-cn:
    {network: x, user: acme_cn, user_id: "1000003", timezone: Asia/Kuala_Lumpur,
     self_replies: confirmed}
publishing: {spacing: 5m, per_day: 100}
"""
TEAM = """\
members:
  mei: {name: Mei Lin Tan, roles: [creator]}
  aisyah: {name: Aisyah binti Rahman, roles: [moderator]}
  tom: {name: Tom Okafor, roles: [strategist]}
roles:
  creator: {title: Creator}
  moderator: {title: Moderator}
  strategist: {title: Strategist}
"""
CAMPAIGN = """\
id: spring
title: Spring
starts: 2027-01-01
ends: 2039-12-31
"""
PER_DAY = 24
FIRST_DAY = datetime(2027, 1, 1)  # noqa: DTZ001 - a wall clock, as in a post


def make(root: Path, count: int) -> None:
    """Write a workspace of ``count`` posts under ``root``."""
    rng = random.Random(count)  # noqa: S311 - the same tree every time
    (root / "playbooks").mkdir(parents=True)
    (root / "calendar/media").mkdir(parents=True)
    (root / "mergecast.yaml").write_text(SETTINGS)
    (root / "playbooks/team.yaml").write_text(TEAM)
    (root / "calendar/campaigns").mkdir()
    (root / "calendar/campaigns/spring.yaml").write_text(CAMPAIGN)
    for number in range(20):
        image = root / f"calendar/media/picture-{number:02}.png"
        image.write_bytes(png(number))
    for number in range(count):
        path, text = post(number, rng)
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def post(number: int, rng: random.Random) -> tuple[str, str]:
    """The path and text of one post."""
    at = FIRST_DAY + timedelta(days=number // PER_DAY, hours=number % PER_DAY)
    account, locale, sentences = _language(rng.random())
    name = f"post-{number:06}"
    lines = [
        f"id: {name}",
        f"accounts: [{account}]",
        f"publish_at: {at:%Y-%m-%d %H:%M}",
        f"locale: {locale}",
        f"bucket: {rng.choice(['evergreen', 'evergreen', 'industry'])}",
        f"owner: {rng.choice(['mei', 'aisyah', 'tom'])}",
        "late: publish-within 2h",
        *(["campaign: spring"] if number % 2 else []),
        f"requested_by: {rng.choice(['Events', 'Support', 'Product'])}",
        *([f'gloss: "{rng.choice(ENGLISH)}"'] if locale != "en" else []),
        *_words(number, rng, sentences),
        "notes: |",
        *(f"  {line}" for line in rng.choices(ENGLISH, k=rng.randrange(2, 5))),
        "# Written by the calendar's keeper; times are in the account's own zone.",
    ]
    path = f"calendar/{at:%Y/%m/%d}-{name}.yaml"
    return path, "\n".join(lines) + "\n"


def _language(chance: float) -> tuple[str, str, tuple[str, ...]]:
    if chance < 0.15:
        return "acme-cn", "zh", CHINESE
    if chance < 0.30:
        return "acme-my", "ms", MALAY
    return "acme", "en", ENGLISH


def _words(number: int, rng: random.Random, words: tuple[str, ...]) -> Iterator[str]:
    link = f"https://example.org/notes/{number}"
    if number % 20 == 0:
        yield "thread:"
        for part in range(3):
            yield f"  - text: |\n      {rng.choice(words)} ({number}, {part + 1}/3)"
            yield from _media(rng, rng.choice((0, 0, 1)), "    ")
        return
    yield "text: |"
    yield f"  {rng.choice(words)} No. {number}"
    yield f"  {rng.choice(words)}"
    yield f"  {link}"
    yield from _media(rng, rng.choice((0, 0, 1, 1, 2, 4)), "")


def _media(rng: random.Random, count: int, indent: str) -> Iterator[str]:
    if count:
        yield f"{indent}media:"
    for picture in rng.sample(range(20), count):
        yield f"{indent}  - file: media/picture-{picture:02}.png"
        yield f"{indent}    alt: A coloured square, picture {picture} of the series"


def png(shade: int) -> bytes:
    """A small valid PNG of one colour."""
    size = 64
    row = b"\0" + bytes([shade * 12, 90, 200 - shade * 5]) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(row * size)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
