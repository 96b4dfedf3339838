"""What libyaml refuses, in words for people who do not write YAML for a living.

libyaml says where it gave up and what it wanted there; the reason often stands a line
above. So the lines are looked at first for signs that people mistake, then each of
libyaml's complaints has its own reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mergecast.loading import mistakes, mistakes_quotes
from mergecast.loading.events import MarkedYAMLError, ScalarEvent, YAMLError, source
from mergecast.loading.failure import Failure
from mergecast.loading.remarks import File, Said
from mergecast.loading.signs import odd_line

_LEADING = re.compile(r"[ \t]*(?:-[ \t]+)*")
_COLON_MISSED = {
    "mapping values are not allowed in this context",
    "could not find expected ':'",
}


def explain(file: File, problem: YAMLError) -> Said:
    """Say what is wrong where libyaml gave up."""
    if not isinstance(problem, MarkedYAMLError) or problem.problem_mark is None:
        return file.say(
            "yaml-syntax", (0, 0), f"this is no YAML: {problem}", "write it anew"
        )
    since = problem.context_mark.index if problem.context_mark else None
    failure = Failure(
        file,
        problem.problem or "",
        problem.context or "",
        min(problem.problem_mark.index, len(file.text)),
        since,
    )
    return (
        _tab(failure)
        or _sign(failure)
        or _long_quote(failure)
        or _read(failure)
        or _unknown(failure)
    )


def _read(failure: Failure) -> Said | None:
    for words, reading in _CONTEXTS:
        if words in failure.context:
            return reading(failure)
    reading_of_problem = _PROBLEMS.get(failure.problem)
    return reading_of_problem(failure) if reading_of_problem else None


_PROBLEMS: dict[str, Callable[[Failure], Said | None]] = {
    "mapping values are not allowed in this context": mistakes.colon,
    "could not find expected ':'": mistakes.no_colon,
    "did not find expected key": mistakes.no_key,
    "did not find expected '-' indicator": mistakes.no_item,
    "did not find expected ',' or ']'": mistakes.open_bracket,
    "did not find expected ',' or '}'": mistakes.open_bracket,
    "did not find expected node content": mistakes.open_bracket,
    "did not find expected <document start>": mistakes.after_end,
    "found character that cannot start any token": mistakes.special_start,
    "block sequence entries are not allowed in this context": mistakes.special_start,
    "mapping keys are not allowed in this context": mistakes.special_start,
}
_CONTEXTS: tuple[tuple[str, Callable[[Failure], Said | None]], ...] = (
    ("a quoted scalar", mistakes_quotes.quoted),
    ("a block scalar", mistakes.block),
    ("an alias", mistakes.special_start),
    ("an anchor", mistakes.special_start),
    ("a tag", mistakes.special_start),
    ("a node", mistakes.special_start),
    ("directive", mistakes.directive),
)


def _tab(failure: Failure) -> Said | None:
    """A tab where only spaces may stand."""
    start, end = failure.line
    leading = _LEADING.match(failure.file.text, start, end)
    tab = leading[0].find("\t") if leading else -1
    if tab < 0 or "quoted" in failure.context:
        return None
    return failure.file.say(
        "tab-indentation",
        (start + tab, start + tab + 1),
        "a tab stands where YAML allows only spaces",
        "write spaces: two for each level of indentation, one after a dash",
    )


def _sign(failure: Failure) -> Said | None:
    """A full-width sign, curly quote or odd space that was meant as YAML's."""
    if "quoted" in failure.context:
        return None
    places = [failure.line]
    if failure.problem in _COLON_MISSED:
        places.append(failure.line_above)
        if failure.since is not None:
            places.insert(0, failure.file.line_around(failure.since))
    return next(filter(None, (odd_line(failure.file, *each) for each in places)), None)


def _long_quote(failure: Failure) -> Said | None:
    """A quote that was closed by the next one, lines below."""
    quoted = _last_scalar(failure.file)
    if quoted is None or quoted.style not in {'"', "'"}:
        return None
    start, end = quoted.start_mark, quoted.end_mark
    if start is None or end is None or start.line == end.line:
        return None
    if end.index > failure.at or failure.file.line_of(failure.at) != end.line + 1:
        return None
    return mistakes_quotes.unclosed(
        failure.file, start.index, f"is closed only in line {end.line + 1}"
    )


def _last_scalar(file: File) -> ScalarEvent | None:
    last = None
    try:
        for event in iter(source(file.text), None):
            if isinstance(event, ScalarEvent):
                last = event
    except YAMLError:
        return last
    return last


def _unknown(failure: Failure) -> Said:
    wanted = failure.problem.replace("did not find expected", "expected")
    return failure.file.say(
        "yaml-syntax",
        (failure.at, failure.at + 1),
        f"the file cannot be read from here on ({wanted})",
        "look here and in the line above for a missing colon, quote, bracket or space",
    )
