"""git is started one way only: hardened, quiet, and with errors people understand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mergecast.errors import ExitCode, GitError
from mergecast.repository.git import Git, clean, environment, redact
from mergecast.repository.git_trouble import next_step


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    git = Git(tmp_path / "work")
    git.directory.mkdir()
    git.run("init", "-q", "-b", "main")
    return git


def _identity() -> dict[str, str]:
    return {
        f"GIT_{role}_{field}": value
        for role in ("AUTHOR", "COMMITTER")
        for field, value in (("NAME", "Mei"), ("EMAIL", "mei@example.org"))
    }


def _program(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_what_git_prints_is_returned_as_bytes_or_text(repository: Git) -> None:
    oid = repository.text("hash-object", "-w", "--stdin", stdin="早安\n".encode())

    assert repository.run("cat-file", "blob", oid) == "早安\n".encode()
    assert repository.text("cat-file", "blob", oid) == "早安"


def test_an_accepted_status_is_an_answer(repository: Git) -> None:
    assert repository.run("rev-parse", "-q", "--verify", "nowhere", ok=(0, 1)) == b""


def test_a_refusal_names_what_was_asked_and_why(repository: Git) -> None:
    with pytest.raises(GitError) as refused:
        repository.run("cat-file", "blob", "nowhere")

    message = "`git cat-file blob nowhere` failed: Not a valid object name nowhere"
    assert refused.value.message == message
    assert refused.value.exit_code is ExitCode.CANNOT_WORK


def test_outside_a_repository_the_message_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="is not in a git repository") as refused:
        Git(tmp_path).run("status")
    assert "git init" in refused.value.hint


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"there is no folder '.*gone'"):
        Git(tmp_path / "gone").run("status")


def test_a_missing_git_is_said_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        Git(tmp_path).run("status")


def test_an_argument_with_a_nul_is_no_traceback(repository: Git) -> None:
    with pytest.raises(GitError, match="could not be started"):
        repository.run("cat-file", "blob", "a\0b")


def test_an_unknown_author_is_told_how_to_say_who_they_are(
    repository: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in _identity():
        monkeypatch.delenv(name, raising=False)
    repository.run("config", "user.useConfigOnly", "true")
    with pytest.raises(GitError, match="does not know your name"):
        repository.run("commit", "-q", "--allow-empty", "-m", "x")


def test_a_hooks_variables_do_not_redirect_us(
    repository: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))

    assert repository.text("rev-parse", "--show-toplevel") == str(repository.directory)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("GIT_SSH_COMMAND", True),
        ("GIT_ASKPASS", True),
        ("GIT_CONFIG_GLOBAL", True),
        ("GIT_CONFIG_COUNT", True),
        ("GIT_CONFIG_KEY_0", True),
        ("GIT_COMMITTER_EMAIL", True),
        ("GIT_SSL_CAINFO", True),
        ("HTTPS_PROXY", True),
        ("GIT_CONFIG_PARAMETERS", False),
        ("GIT_TRACE_CURL", False),
        ("GIT_TRACE", False),
        ("GIT_ALLOW_PROTOCOL", False),
        ("GIT_INDEX_FILE", False),
        ("GIT_PREFIX", False),
        ("MERGECAST_LEDGER_KEY", False),
        ("X_API_SECRET", False),
    ],
)
def test_the_environment_keeps_the_way_to_the_remote_and_nothing_else(
    name: str, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    monkeypatch.setenv(name, "value")

    assert (name in environment()) is kept


def test_git_never_asks_and_speaks_plainly() -> None:
    env = environment({"GIT_LITERAL_PATHSPECS": "0"})

    assert env["GIT_TERMINAL_PROMPT"] == "0"
    assert env["LC_ALL"] == "C.UTF-8"
    assert env["GIT_LITERAL_PATHSPECS"] == "0", "a caller may decide otherwise"


def test_hooks_of_the_repository_do_not_run(repository: Git) -> None:
    hook = repository.directory / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    _program(hook, "exit 1")

    repository.run("commit", "-q", "--allow-empty", "-m", "x", env=_identity())


def test_the_ext_protocol_is_refused_whatever_the_configuration_says(
    repository: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext")
    repository.run("config", "protocol.ext.allow", "always")
    mark = tmp_path / "ran"
    with pytest.raises(GitError, match="not allowed"):
        repository.run("ls-remote", f"ext::sh -c touch% {mark}")
    assert not mark.exists()


def test_a_path_with_magic_characters_is_only_a_path(repository: Git) -> None:
    for name in ("a[b].yaml", "ab.yaml"):
        (repository.directory / name).write_text("x")
    repository.run("add", "--", "a[b].yaml")

    assert repository.text("ls-files") == "a[b].yaml"


def test_a_command_that_hangs_is_ended_with_what_it_started(
    repository: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ssh = _program(tmp_path / "ssh", "sleep 60")
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    started = time.monotonic()
    with pytest.raises(GitError, match=r"did not answer within 0\.5 s"):
        Git(repository.directory, timeout=0.5).run("ls-remote", "ssh://example.org/x")

    # The helper held git's stderr: had it lived on, we would have waited for it.
    assert time.monotonic() - started < 10


def test_a_password_in_a_url_is_never_shown(repository: Git) -> None:
    with pytest.raises(GitError) as refused:
        repository.run("ls-remote", "http://mei:hunter2@127.0.0.1:1/x.git")

    assert "hunter2" not in str(refused.value)
    assert "127.0.0.1" in str(refused.value)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("warning: x\nfatal: no such ref\nhint: y\n", "no such ref"),
        ("remote: busy\nerror: \x1b[31mred\x1b[0m alert\n", "[31mred [0m alert"),
        ("something else\nmore", "something else"),
        ("From x\n ! [rejected] a -> b (stale)\n", "[rejected] a -> b (stale)"),
        ("fatal: unable to access 'https://u:p@h/'", "unable to access 'https://h/'"),
        ("", ""),
    ],
)
def test_the_line_that_says_why_is_found_and_cleaned(said: str, shown: str) -> None:
    assert clean(said) == shown


def test_text_is_redacted_to_one_line() -> None:
    assert redact("https://tok:x-oauth@h/a\r\nssh://git@h/b") == "https://h/a ssh://h/b"


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("fatal: could not read Username for 'https://h': terminal prompts", "token"),
        ("git@h: Permission denied (publickey).", "without a question"),
        ("fatal: unable to access: The requested URL returned error: 403", "contents"),
        ("fatal: unable to access: The requested URL returned error: 503", "later"),
        ("fatal: unable to access: Could not resolve host: h", "later"),
        ("fatal: unable to access: Failed to connect to h port 443", "later"),
        ("fatal: write error: No space left on device", "make room"),
        ("fatal: bad revision 'x'", ""),
    ],
)
def test_trouble_that_people_can_end_comes_with_a_next_step(
    said: str, step: str
) -> None:
    assert step in next_step(said)
    assert bool(step) is bool(next_step(said))


def test_how_a_command_ended_can_be_asked_without_an_error(repository: Git) -> None:
    answer = repository.answer("rev-parse", "--verify", "--quiet", "nothing")
    assert (answer.status, answer.out) == (1, b"")
    assert b"unknown revision" in repository.answer("log", "nothing..").said
