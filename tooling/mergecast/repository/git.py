"""The only place that starts git: hardened, deaf to its caller's hooks, never asking.

A ``git`` command is at the mercy of its surroundings: configuration may name programs
to run, a hook exports ``GIT_DIR`` and ``GIT_INDEX_FILE`` that point elsewhere, a prompt
waits for ever in a job without a terminal. So every command gets the same options and
an environment made by rule:

* ``GIT_*`` is dropped, since a hook's variables would make us read another index or
  object store, and the tracing ones print credentials. Kept is what says how to reach
  a remote (ssh, askpass, proxies, certificates), who the author is, where git finds its
  programs and configuration, and how far it may look for a repository. The numbered
  ``GIT_CONFIG_*`` are kept because jobs hand tokens to git that way; our ``-c`` options
  win over them. A job's own token is handed over that way, too (``job_token``).
* ``MERGECAST_*`` and ``X_*`` are dropped: git starts helpers, and none of them has a
  use for our keys.
* Paths are paths (``GIT_LITERAL_PATHSPECS``) and ids mean their own bytes
  (``GIT_NO_REPLACE_OBJECTS``). A caller may override both by ``env``.

Arguments are a list, never a shell line. A caller whose argument comes from content
puts ``--end-of-options`` or ``--`` before it.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mergecast.errors import GitError
from mergecast.repository.job_token import signed

_OPTIONS = (
    "protocol.ext.allow=never",  # ext:: runs any program
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",  # may name a program
    "gc.auto=0",
    "maintenance.auto=false",
    "submodule.recurse=false",
    "color.ui=false",
    "core.quotePath=false",
    "advice.detachedHead=false",
    "advice.pushUpdateRejected=false",
)
_PREFIX = ("git", *(part for option in _OPTIONS for part in ("-c", option)))

_KEPT = re.compile(
    r"GIT_(?:SSH|SSH_COMMAND|SSH_VARIANT|ASKPASS|PROXY_COMMAND"
    r"|SSL_\w+|PROXY_SSL_\w+|HTTP_\w+|HTTPS_\w+"
    r"|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)"
    r"|(?:AUTHOR|COMMITTER)_(?:NAME|EMAIL|DATE)"
    r"|EXEC_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)"
)
_DROPPED = ("GIT_", "MERGECAST_", "X_")
_SET = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ADVICE": "0",
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",  # glibc lets it win over LC_ALL=C.UTF-8
}

_USERINFO = re.compile(r"(?<=://)[^/\s@]+@")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_BLAME = re.compile(r"^(?:fatal: |error: | ! )", re.MULTILINE)

_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "not a git repository",
        "'{directory}' is not in a git repository",
        "run `git init` there, or name the right folder with --workspace",
    ),
    (
        "dubious ownership",
        "'{directory}' belongs to another user, so git will not read it",
        "run `git config --global --add safe.directory {directory}`",
    ),
    (
        "tell me who you are",
        "git does not know your name and mail address",
        "set them with `git config user.name` and `git config user.email`",
    ),
)
"""Part of what git says, what we say instead, and the next step."""


class Answer(NamedTuple):
    """How a command ended, and what it wrote."""

    status: int
    out: bytes
    said: bytes


@dataclass(frozen=True, slots=True)
class Git:
    """git in one directory; ``timeout`` is in seconds and bounds each command."""

    directory: Path
    timeout: float = 120.0

    def run(
        self,
        *args: str,
        stdin: bytes | None = None,
        ok: tuple[int, ...] = (0,),
        env: Mapping[str, str] | None = None,
    ) -> bytes:
        """What ``git ARGS`` prints.

        Args:
            args: the subcommand and its arguments.
            stdin: what it reads; nothing by default, and never the terminal.
            ok: the exit statuses that are answers, not failures.
            env: variables set on top of the clean environment.

        Raises:
            GitError: git is missing, failed, or did not answer in time.
        """
        status, out, said = self.answer(*args, stdin=stdin, env=env)
        if status not in ok:
            raise self._failure(args, said, status)
        return out

    def answer(
        self,
        *args: str,
        stdin: bytes | None = None,
        env: Mapping[str, str] | None = None,
    ) -> Answer:
        """How ``git ARGS`` ends, whichever way that is.

        Raises:
            GitError: git is missing, or did not answer in time.
        """
        process = self.start(*args, env=env, piped=stdin is not None)
        try:
            out, err = process.communicate(stdin, timeout=self.timeout)
        except subprocess.TimeoutExpired as expired:
            _end(process)
            raise GitError(
                f"`{_asked(args)}` did not answer within {self.timeout:g} s",
                hint="see whether the remote can be reached, then try again",
            ) from expired
        except BaseException:
            _end(process)
            raise
        return Answer(process.returncode, out, err)

    def text(
        self,
        *args: str,
        stdin: bytes | None = None,
        ok: tuple[int, ...] = (0,),
        env: Mapping[str, str] | None = None,
    ) -> str:
        """As ``run``, decoded, without the line breaks at its end."""
        answer = self.run(*args, stdin=stdin, ok=ok, env=env)
        return answer.decode("utf-8", "replace").rstrip("\n")

    def start(
        self, *args: str, env: Mapping[str, str] | None = None, piped: bool = True
    ) -> subprocess.Popen[bytes]:
        """Start ``git ARGS`` and leave it running; its starter closes and waits.

        In a session of its own: it has no terminal to prompt on, and a helper that
        hangs on the network ends together with it.

        Raises:
            GitError: git is missing, or could not be started.
        """
        try:
            return subprocess.Popen(  # noqa: S603 - an argument list of our own
                (*_PREFIX, *args),
                cwd=self.directory,
                env=environment(env),
                stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except (FileNotFoundError, NotADirectoryError) as error:
            if not self.directory.is_dir():
                raise GitError(f"there is no folder '{self.directory}'") from error
            raise GitError(
                "git is not installed, or not on the PATH",
                hint="install it: https://git-scm.com/downloads",
            ) from error
        except (OSError, ValueError) as error:
            # ValueError: a NUL in an argument.
            raise GitError(f"git could not be started: {error}") from error

    def _failure(self, args: tuple[str, ...], stderr: bytes, status: int) -> GitError:
        from mergecast.repository.git_trouble import (  # noqa: PLC0415 - on trouble alone
            next_step,
        )

        said = stderr.decode("utf-8", "replace")
        for part, message, hint in _KNOWN:
            if part in said:
                place = {"directory": self.directory}
                return GitError(message.format(**place), hint=hint.format(**place))
        reason = clean(said) or f"exit status {status}"
        return GitError(f"`{_asked(args)}` failed: {reason}", hint=next_step(said))


def clean(said: str) -> str:
    """The line of git's stderr that says why, without credentials or control codes."""
    blame = _BLAME.search(said)
    told = said[blame.end() :] if blame else said.lstrip()
    return redact(told.partition("\n")[0]).strip()[:300]


def redact(text: str) -> str:
    """Text from git or a URL, safe to show: no user or password, one line."""
    return _CONTROL.sub(" ", _USERINFO.sub("", text))


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment that git gets; the module's docstring says why."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_DROPPED) or _KEPT.fullmatch(name)
    }
    return kept | signed(os.environ) | _SET | dict(extra or {})


def _asked(args: tuple[str, ...]) -> str:
    asked = redact(shlex.join(("git", *args)))
    return asked if len(asked) <= 100 else asked[:99] + "…"


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()
    process.communicate()
