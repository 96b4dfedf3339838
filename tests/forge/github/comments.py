"""What is said under an issue or a pull request, and the reactions to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.github.issues import LONGEST, as_issue
from forge.github.shapes import (
    REPO,
    Behaviour,
    Said,
    Told,
    invalid,
    page_of,
    shaped,
    user,
)

if TYPE_CHECKING:
    from forge.github.description import Json
    from forge.github.state import FakeGitHub


def _comment(github: FakeGitHub, number: int, known: dict[str, Any]) -> Json:
    by = user(github, known.get("by", github.me))
    where = page_of(github, f"issues/{number}#issuecomment-{known['id']}")
    return shaped(
        "issue-comment",
        id=known["id"],
        body=known["body"],
        user=by or user(github, "app[bot]"),
        html_url=where,
        **({"body_html": known["html"]} if "html" in known else {}),
        **({"created_at": known["at"]} if "at" in known else {}),
        **({"updated_at": known.get("edited", known["at"])} if "at" in known else {}),
    )


def _comments(github: FakeGitHub, told: Told, _body: Json) -> Json:
    number = int(told["issue_number"])
    if as_issue(github, number) is None:
        return None
    return [_comment(github, number, each) for each in github.comments.get(number, [])]


def _new_comment(github: FakeGitHub, told: Told, body: Json) -> Json:
    number = int(told["issue_number"])
    if as_issue(github, number) is None:
        return None
    if len(body["body"]) > LONGEST:
        return invalid(f"body is too long (maximum is {LONGEST} characters)")
    made = {"id": _next_comment(github), "body": body["body"], "by": github.me}
    github.comments.setdefault(number, []).append(made)
    return _comment(github, number, made)


def _next_comment(github: FakeGitHub) -> int:
    known: list[int] = [
        each["id"] for thread in github.comments.values() for each in thread
    ]
    return max([500, *known]) + 1


def _found_comment(github: FakeGitHub, told: Told) -> tuple[int, dict[str, Any]] | None:
    wanted = int(told["comment_id"])
    for number, thread in github.comments.items():
        for each in thread:
            if each["id"] == wanted:
                return number, each
    return None


def _one_comment(github: FakeGitHub, told: Told, _body: Json) -> Json:
    found = _found_comment(github, told)
    return found and _comment(github, *found)


def _edit_comment(github: FakeGitHub, told: Told, body: Json) -> Json:
    found = _found_comment(github, told)
    if found is None:
        return None
    found[1]["body"] = body["body"]
    return _comment(github, *found)


def _subject(github: FakeGitHub, told: Told) -> str | None:
    if "comment_id" in told:
        known = _found_comment(github, told) is not None
        return f"comment:{told['comment_id']}" if known else None
    known = as_issue(github, int(told["issue_number"])) is not None
    return f"issue:{told['issue_number']}" if known else None


def _reactions(github: FakeGitHub, told: Told, _body: Json) -> Json:
    subject = _subject(github, told)
    if subject is None:
        return None
    return [
        shaped("reaction", id=number, user=user(github, who), content=what)
        for number, (who, what) in enumerate(github.reactions.get(subject, ()), 1)
    ]


def _react(github: FakeGitHub, told: Told, body: Json) -> Json | Said:
    subject = _subject(github, told)
    if subject is None:
        return None
    known = github.reactions.setdefault(subject, [])
    one = (github.me, body["content"])
    again = one in known
    if not again:
        known.append(one)
    by = user(github, github.me)
    made = shaped("reaction", id=known.index(one) + 1, user=by, content=body["content"])
    return Said(200 if again else 201, made)


_ISSUE = f"{REPO}/issues/{{issue_number}}"
_COMMENT = f"{REPO}/issues/comments/{{comment_id}}"
COMMENTS: dict[str, Behaviour] = {
    f"GET {_ISSUE}/comments": _comments,
    f"POST {_ISSUE}/comments": _new_comment,
    f"GET {_COMMENT}": _one_comment,
    f"PATCH {_COMMENT}": _edit_comment,
    f"GET {_ISSUE}/reactions": _reactions,
    f"POST {_ISSUE}/reactions": _react,
    f"GET {_COMMENT}/reactions": _reactions,
    f"POST {_COMMENT}/reactions": _react,
}
