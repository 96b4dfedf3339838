"""Spread work over processes: fork, because a child then needs nothing sent to it."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK = 250


def spread(
    work: Callable[[Sequence[T]], R], items: Sequence[T], *, jobs: int
) -> Iterator[R]:
    """Results of ``work`` on chunks of ``items``, in the items' order.

    Raises:
        RuntimeError: a worker ended before its work was done.
    """
    chunks = [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]
    if jobs <= 1 or len(chunks) < 2 * jobs or not hasattr(os, "fork"):
        yield from map(work, chunks)
        return
    with ExitStack() as stack:
        pipes = [
            stack.enter_context(_fork(work, chunks[first::jobs], stack))
            for first in range(jobs)
        ]
        for number in range(len(chunks)):
            try:
                yield pickle.load(pipes[number % jobs])  # noqa: S301 - of our own child
            except EOFError:
                raise RuntimeError("a worker ended before its work was done") from None


def _fork(
    work: Callable[[Sequence[T]], R], chunks: Sequence[Sequence[T]], stack: ExitStack
) -> BinaryIO:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        stack.callback(os.waitpid, pid, 0)
        return os.fdopen(reader, "rb")
    status = 1
    try:
        os.close(reader)
        with os.fdopen(writer, "wb") as out:
            for chunk in chunks:
                pickle.dump(work(chunk), out, pickle.HIGHEST_PROTOCOL)
                out.flush()
        status = 0
    except BrokenPipeError:
        pass  # the parent stopped listening; it says why
    finally:
        # Not sys.exit: the parent's buffers and handlers are not ours to flush.
        os._exit(status)
