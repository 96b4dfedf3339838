"""How much the front door costs over libyaml's bare events, per post.

Run it: ``python tests/loading/bench_front_door.py``. Both are measured in turns in one
process, so that a busy machine slows both; the best round of each counts.
"""
# ruff: noqa: T201 - a script prints

from __future__ import annotations

import time
from collections.abc import Callable

from mergecast.loading.events import source
from mergecast.loading.front_door import read

ENGLISH = """\
# The launch team writes these; change them until the week before.
id: launch-2026-0417
accounts: [acme, acme-my]
publish_at: 2026-11-24 09:00
timezone: Asia/Kuala_Lumpur
text: |
  mergecast 1.0 is out! Review is the approval. https://example.org/launch
  Scheduled posts, style guides and crisis playbooks: all in one repository.
  #opensource #git
media:
  - file: media/launch.png
    alt: A merged pull request turning into a post
bucket: evergreen
campaign: launch
owner: mei
late: publish-within 2h
variants:
  bluesky:
    text: |
      mergecast 1.0 is out. The pull request is the draft, and its review is the
      approval: once, on time.
    locale: en
notes: never published, but good to know when somebody asks where this came from
"""
CHINESE = ENGLISH.replace(
    "mergecast 1.0 is out! Review is the approval.",
    "mergecast 1.0 发布了！审核即批准，“合并”就会准时发布：一次，不多不少。",
).replace(
    "Scheduled posts, style guides and crisis playbooks: all in one repository.",
    "排期、风格指南和危机预案都是同一个仓库里的文件。👨‍👩‍👧",
)
PLAIN = ENGLISH.replace("  #opensource #git\n", "  Read more, and join us.\n")
ROUNDS, REPEAT = 60, 200


def bare(raw: bytes) -> None:
    """Take libyaml's events, and nothing else."""
    step = source(raw)
    while step() is not None:
        pass


def through_the_door(raw: bytes) -> None:
    """Read as every command does."""
    read("calendar/2026/11/24-launch.yaml", raw)


def seconds(function: Callable[[bytes], None], raw: bytes) -> float:
    """CPU seconds of one call, over a round."""
    start = time.process_time()
    for _ in range(REPEAT):
        function(raw)
    return (time.process_time() - start) / REPEAT


def main() -> None:
    """Print the costs of each kind of post."""
    for name, text in (("English", ENGLISH), ("no #", PLAIN), ("Chinese", CHINESE)):
        raw = text.encode()
        assert read("f.yaml", raw).remarks == ()
        rounds = [
            (seconds(bare, raw), seconds(through_the_door, raw)) for _ in range(ROUNDS)
        ]
        floor, door = (min(each) * 1e6 for each in zip(*rounds, strict=True))
        print(
            f"{name:8} {len(raw)} bytes: bare events {floor:5.1f} us, "
            f"front door {door:5.1f} us, ratio {door / floor:.2f}"
        )


if __name__ == "__main__":
    main()
