"""Files are written whole or not at all, and nothing is replaced unasked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mergecast.editing.files import (
    read_exactly,
    staged,
    write_atomically,
    write_new,
)
from mergecast.editing.settings import naming


def test_line_ends_are_read_and_written_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    write_atomically(file, "a: 1\r\nb: 发布\n")

    assert file.read_bytes() == "a: 1\r\nb: 发布\n".encode()
    assert read_exactly(file) == "a: 1\r\nb: 发布\n"


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("old")
    file.chmod(0o640)
    write_atomically(file, "new")

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("full")

    file = tmp_path / "a.yaml"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        write_atomically(file, "new")

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    with pytest.raises(OSError, match="not a regular file"):
        write_atomically(link, "new")

    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "old"


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.yaml"
    write_new(file, "first")
    with pytest.raises(FileExistsError):
        write_new(file, "second")

    assert file.read_text() == "first"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("version: 1\n", "version: 1\nledger: {genesis: sha256:abc}\n"),
        ("version: 1", "version: 1\nledger: {genesis: sha256:abc}\n"),
        (
            "ledger: {branch: b} # ours\r\nversion: 1\r\n",
            "ledger: {branch: b, genesis: sha256:abc} # ours\r\nversion: 1\r\n",
        ),
        (
            "ledger:\n  branch: b # ours\nversion: 1\n",
            "ledger:\n  branch: b # ours\n  genesis: sha256:abc\nversion: 1\n",
        ),
        ("ledger:\nversion: 1\n", "ledger: {genesis: sha256:abc}\nversion: 1\n"),
    ],
)
def test_the_ledger_s_id_goes_into_the_settings(before: str, after: str) -> None:
    assert naming(before, genesis="sha256:abc") == after


def test_the_name_of_the_ledger_s_key_goes_into_the_settings() -> None:
    before = "version: 1\nledger: {genesis: sha256:abc}\n"
    after = 'version: 1\nledger: {genesis: sha256:abc, key: "2026-11"}\n'

    assert naming(before, key="2026-11") == after


def test_a_staged_file_waits_for_its_call(tmp_path: Path) -> None:
    file = tmp_path / "mergecast.yaml"
    file.write_text("old")
    with staged(file, "new") as put_in_place:
        assert file.read_text() == "old"
        put_in_place()
    assert file.read_text() == "new"


def test_a_staged_file_that_is_not_called_for_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mergecast.yaml"
    file.write_text("old")
    with (
        pytest.raises(RuntimeError, match="the push failed"),
        staged(file, "new"),
    ):
        raise RuntimeError("the push failed")

    assert [each.name for each in tmp_path.iterdir()] == ["mergecast.yaml"]
    assert file.read_text() == "old"
