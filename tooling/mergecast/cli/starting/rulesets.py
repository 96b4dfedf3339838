"""Rulesets to import into GitHub: what may happen to main, and to the ledger.

GitHub takes such files under Settings, Rules, Rulesets, "Import a ruleset".
"""

from __future__ import annotations

import json
from typing import Any

from mergecast.model.settings import LedgerSettings, Publishing

FOLDER = ".github/rulesets"
CHECKS = ("check", "approvals")
"""The statuses that a pull request needs, as review.yml sets them."""

_NO_REWRITING = ({"type": "deletion"}, {"type": "non_fast_forward"})


def files(people: int) -> dict[str, str]:
    """The files by path, for a team of so many."""
    ledger = f"refs/heads/{LedgerSettings().branch}"
    return {
        f"{FOLDER}/main.json": _text(main(people)),
        f"{FOLDER}/mergecast-ledger.json": _text(
            _ruleset("mergecast: the ledger is never rewritten", ledger, _NO_REWRITING)
        ),
    }


def main(people: int) -> dict[str, Any]:
    """Nothing is merged without a review; nobody alone can be reviewed."""
    branch = f"refs/heads/{Publishing().branch}"
    review = {
        "type": "pull_request",
        "parameters": {
            "required_approving_review_count": 1 if people > 1 else 0,
            # mergecast binds an approval to the words; a new comment in a file needs
            # no new one, and a new word does.
            "dismiss_stale_reviews_on_push": False,
            "require_code_owner_review": False,
            "require_last_push_approval": False,
            "required_review_thread_resolution": False,
        },
    }
    checks = {
        "type": "required_status_checks",
        "parameters": {
            "strict_required_status_checks_policy": False,
            "do_not_enforce_on_create": True,
            "required_status_checks": [{"context": each} for each in CHECKS],
        },
    }
    name = "mergecast: posts are reviewed"
    return _ruleset(name, branch, (*_NO_REWRITING, review, checks))


def _ruleset(name: str, branch: str, rules: tuple[Any, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "target": "branch",
        "enforcement": "active",
        "bypass_actors": [],
        "conditions": {"ref_name": {"include": [branch], "exclude": []}},
        "rules": list(rules),
    }


def _text(ruleset: dict[str, Any]) -> str:
    return json.dumps(ruleset, indent=2, ensure_ascii=False) + "\n"
