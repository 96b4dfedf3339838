"""Write the events that tests begin with, from GitHub's own examples of them.

    npm pack @octokit/webhooks-examples && tar xzf octokit-webhooks-examples-*.tgz
    python scripts/webhook_examples.py package > tests/workflows/payloads.json

Addresses are left out: they are most of an example, and a test has others anyway.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WANTED = {
    "push": None,
    "workflow_dispatch": None,
    "repository_dispatch": "on-demand-test",
    "pull_request": "opened",
    "pull_request_review": "submitted",
    "issues": "opened",
    "issue_comment": "created",
    "workflow_run": "completed",
}
"""One example of each, by its ``action``."""


def plain(value: object) -> object:
    """A value without addresses."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: plain(each)
        for name, each in value.items()
        if not (name.endswith("url") or name == "_links")
    }


def main(package: Path) -> None:
    """Print the examples."""
    about = json.loads((package / "package.json").read_text("utf-8"))
    known = json.loads((package / "api.github.com/index.json").read_text("utf-8"))
    examples = {each["name"]: each["examples"] for each in known}
    source = (
        f"{about['name']} {about['version']} ({about['license']}), without addresses"
    )
    found = {
        name: next(plain(one) for one in examples[name] if one.get("action") == action)
        for name, action in WANTED.items()
    }
    print(json.dumps({"source": source, **found}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
