"""Mistakes in `approval:` and in away.yaml are said in words."""

from __future__ import annotations

import pytest

from mergecast.loading.workspace import read

SETTINGS = "version: 1\naccounts: {}\napproval:\n  "
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJwYc5B9MjmrjVbrdJUFmXXRbB3LlUTiGfr4rlvWPZBB"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        (
            "rules: [{paid: true}]",
            "item 1 of 'rules' has no 'count'",
            "write all_of: or any_of: and roles, or count: and a number",
        ),
        (
            "rules: [{account: [acme], count: 1}]",
            "'account' is not a key of item 1 of 'rules'",
            "did you mean 'accounts'?",
        ),
        (
            "rules: [{paid: true, all_of: legal}]",
            "'all_of' must be a list, not text",
            "write a list: all_of: [legal]",
        ),
        (
            "policy: {count: 0}",
            "'count' is 0, less than 1",
            "write 1 to 9",
        ),
        (
            "profile: big",
            "'profile' cannot be 'big'",
            "use one of: team, small",
        ),
        (
            "valid_for: 3 weeks",
            "'valid_for' cannot be '3 weeks'",
            "write 21d",
        ),
    ],
)
def test_a_mistake_in_a_policy_is_named(line: str, message: str, hint: str) -> None:
    found = read("mergecast.yaml", f"{SETTINGS}{line}\n".encode(), "settings")

    assert found.data is None
    assert [(r.message, r.hint) for _, r in found.said] == [(message, hint)]


def test_anyone_may_be_let_move_posts() -> None:
    text = f"{SETTINGS}reschedule: {{count: 0}}\n"

    assert read("mergecast.yaml", text.encode(), "settings").data is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("away: [{member: mei, from: 2026-12-21}]", "item 1 of 'away' has no 'to'"),
        (
            "away: [{member: mei, from: 2026-02-30, to: 2026-03-01}]",
            "'from' cannot be '2026-02-30': February 2026 has 28 days",
        ),
        (
            "away: [{member: mei, from: 2026-12-21, to: 2026-12-22, reason: ill}]",
            "'reason' is not a key of item 1 of 'away'",
        ),
    ],
)
def test_a_mistake_in_the_leave_file_is_named(text: str, message: str) -> None:
    found = read("playbooks/away.yaml", f"{text}\n".encode(), "away")

    assert [remark.message for _, remark in found.said] == [message]


@pytest.mark.parametrize("key", [KEY, f"{KEY} mei@laptop"])
def test_a_signing_key_may_have_a_comment(key: str) -> None:
    text = f"members:\n  mei:\n    name: Mei\n    signing_keys:\n      - {key}\n"

    assert read("playbooks/team.yaml", text.encode(), "team").data is not None


@pytest.mark.parametrize("key", ["ssh-ed25519", "-----BEGIN", KEY.replace(" ", "")])
def test_what_is_no_public_key_is_refused(key: str) -> None:
    text = f"members:\n  mei:\n    name: Mei\n    signing_keys: ['{key}']\n"

    assert read("playbooks/team.yaml", text.encode(), "team").data is None
