"""What `check --score` does: judge what was published by what was found in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from mergecast.checks.table import AS_OF_CHECKS
from mergecast.cli.guiding.gone_out import day_of, gone_out
from mergecast.findings import Finding, FindingClass, Severity
from mergecast.renderers.encoders.ascii_json import encode_document
from mergecast.repository.trees import Tree
from mergecast.style.score import Scored, means

_NOBODY = "(nobody)"
_OF_TODAY = frozenset(check.ID for check in AS_OF_CHECKS)
"""What depends on the day on which one looks says nothing of a post."""


def scores(tree: Tree, findings: Iterable[Finding], now: datetime) -> str:
    """The scores of all posts up to today, as JSON."""
    by_path: dict[str, list[Finding]] = {}
    for each in findings:
        if each.kind is FindingClass.CONTENT and each.id not in _OF_TODAY:
            by_path.setdefault(each.path, []).append(each)
    posts = []
    for post, _ in gone_out(tree, now):
        ignored = post.data.get("ignore")
        posts.append(
            Scored(
                post.id,
                post.path,
                post.text("owner") or _NOBODY,
                day_of(post)[:7],
                tuple(by_path.get(post.path, ())),
                len(ignored) if isinstance(ignored, list) else 0,
            )
        )
    return encode_document(
        posts=[_post(each) for each in posts],
        authors=means(posts, "author"),
        months=means(posts, "month"),
    )


def _post(scored: Scored) -> dict[str, object]:
    counts = Counter(each.severity for each in scored.findings)
    return {
        "id": scored.id,
        "path": scored.path,
        "author": scored.author,
        "month": scored.month,
        "quality": scored.quality,
        "consistency": scored.consistency,
        "findings": {level.value: counts[level] for level in Severity},
        "ignored": scored.ignored,
    }
