"""What stops the tool, as opposed to findings, which are about the content.

Every error says what happened, what was *not* done, and the next step. The one
boundary in ``cli`` prints it and exits with its code; nothing else catches it.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Every exit status of every command (docs/reference/exit-codes.md)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    CANNOT_WORK = 3
    PERSON_NEEDED = 4
    LEDGER_DAMAGED = 5
    BUG = 70
    INTERRUPTED = 130


class MergecastError(Exception):
    """The tool cannot go on.

    Args:
        message: what happened, lower case, no full stop.
        hint: the next step, in the imperative.
        not_done: what did not happen because of it ("nothing was posted").
    """

    exit_code = ExitCode.CANNOT_WORK

    def __init__(self, message: str, *, hint: str = "", not_done: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.not_done = not_done


class UsageError(MergecastError):
    """The command was called in a way that cannot be meant."""

    exit_code = ExitCode.USAGE


class WorkspaceError(MergecastError):
    """Settings, git, forge or credentials do not let the tool work."""


class GitError(WorkspaceError):
    """git is missing, refused, or answered something unexpected."""


class LedgerDamagedError(MergecastError):
    """The ledger is missing, rewritten, or its chain does not verify."""

    exit_code = ExitCode.LEDGER_DAMAGED
