"""The few posts that may say the same as a new one are found among their files."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from mergecast.inspection.beside import Beside
from mergecast.inspection.look import readable
from mergecast.repository.trees import WorkTree

WORDS = "every change is reviewed by a colleague before anything goes out {}"


def written(folder: Path, day: date, name: str, text: str) -> str:
    path = f"calendar/{day:%Y/%m/%d}-{name}.yaml"
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"id: {name}\naccounts: [acme]\npublish_at: {day} 09:00\ntext: {text}\n"
    )
    return path


def test_posts_that_share_most_words_are_beside_it_within_the_days(
    tmp_path: Path,
) -> None:
    day = date(2026, 11, 24)
    own = written(tmp_path, day, "own-post", WORDS.format("now"))
    written(tmp_path, day + timedelta(40), "near-post", WORDS.format("today"))
    written(tmp_path, day + timedelta(140), "far-post", WORDS.format("then"))
    written(tmp_path, day, "other-post", "when something breaks, one command stops all")
    (tmp_path / "calendar/2026/11/25-broken.yaml").write_text(WORDS + ": [")
    beside = Beside(WorkTree(tmp_path))
    raw = (tmp_path / own).read_bytes()
    post = readable(own, raw)
    assert post is not None

    beside.take([day], timedelta(days=90))
    found = beside.like(post[0], raw)

    assert found[0].id == "near-post"
    assert not {"own-post", "far-post"} & {each.id for each in found}


def test_without_a_day_nothing_is_read(tmp_path: Path) -> None:
    beside = Beside(WorkTree(tmp_path))
    beside.take([], timedelta(days=90))
    own = written(tmp_path, date(2026, 11, 24), "own-post", WORDS)
    post = readable(own, (tmp_path / own).read_bytes())
    assert post is not None
    assert beside.like(post[0], b"") == ()
