"""What is wrong with the form of a file is said in plain words, once, at its place."""

from __future__ import annotations

from typing import Any

import pytest

from mergecast.errors import ExitCode, WorkspaceError
from mergecast.findings import Edit, Remark
from mergecast.loading.document import Document
from mergecast.loading.front_door import read
from mergecast.loading.shape import refuse_newer, shape
from mergecast.source import Route

HEAD = "id: launch-2026\naccounts: [acme]\n"
POST = f"{HEAD}text: It is out.\n"
SETTINGS = "version: 1\naccounts:\n  acme: {network: x, user: a, timezone: UTC}\n"


def document(text: str) -> Document:
    found = read("calendar/queue/launch.yaml", text.encode()).document
    assert found is not None
    return found


def said(text: str, kind: str = "post") -> list[tuple[str, Remark]]:
    data, remarks = shape(document(text), kind)
    assert (data is None) is bool(remarks)
    return list(remarks)


def only(text: str, kind: str = "post") -> tuple[str, Route, str, str]:
    """Id, route, message and hint of the one remark there is."""
    [(name, remark)] = said(text, kind)
    return name, remark.place.route, remark.message, remark.hint


def data(text: str, kind: str = "post") -> Any:  # noqa: ANN401 - any document
    found, remarks = shape(document(text), kind)
    assert remarks == ()
    return found


def test_a_valid_document_is_handed_on_as_it_is() -> None:
    valid = document(POST)

    assert shape(valid, "post")[0] is valid.data


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("text: 2026", "2026"),
        ("text: true", "true"),
        ("text: 1.50", "1.50"),
        ("text: -0", "-0"),
        ("text: 0", "0"),
        ("text: 00123", "00123"),
        ("text: -7", "-7"),
    ],
)
def test_numbers_and_true_are_text_where_text_is_wanted(line: str, text: str) -> None:
    assert data(f"{HEAD}{line}\n")["text"] == text


def test_numbers_are_text_at_any_depth() -> None:
    settings = SETTINGS.replace("timezone", "user_id: 783214, timezone")
    thread = f"{HEAD}thread: [2026, {{text: 1.0, media: [{{file: a.png, alt: 7}}]}}]\n"

    assert data(settings, "settings")["accounts"]["acme"]["user_id"] == "783214"
    assert data(thread)["thread"] == [
        "2026",
        {"text": "1.0", "media": [{"file": "a.png", "alt": "7"}]},
    ]


def test_the_document_itself_is_never_changed() -> None:
    given = document(f"{HEAD}text: 2026\n")

    shape(given, "post")

    assert given.data == {"id": "launch-2026", "accounts": ["acme"], "text": 2026}


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("date", "publish_at"),
        ("time", "publish_at"),
        ("when", "publish_at"),
        ("schedule", "publish_at"),
        ("publishAt", "publish_at"),
        ("Publish-At", "publish_at"),
        ("publish_att", "publish_at"),
        ("image", "media"),
        ("images", "media"),
        ("photo", "media"),
        ("author", "owner"),
        ("tz", "timezone"),
        ("ｏｗｎｅｒ", "owner"),
        ("buckett", "bucket"),
    ],
)
def test_an_unknown_key_is_named_with_the_one_that_was_meant(
    key: str, meant: str
) -> None:
    [(name, remark)] = said(f"{POST}{key}: x\n")

    assert name == "schema-unknown-key"
    assert remark.place.route == (key,)
    assert remark.place.on_key
    assert remark.message == f"'{key}' is not a key of a post"
    assert remark.hint.startswith(f"did you mean '{meant}'?")


@pytest.mark.parametrize("key", ["tweet", "body", "message", "Text"])
def test_a_misnamed_key_is_not_missing_as_well(key: str) -> None:
    name, _, _, hint = only(f"{HEAD}{key}: It is out.\n")

    assert (name, hint) == ("schema-unknown-key", "did you mean 'text'?")


def test_a_second_name_for_a_key_that_is_there_is_one_too_many() -> None:
    assert (
        only(f"{POST}tweet: x\n")[3] == "'text' is there already; keep one of the two"
    )


def test_a_letter_that_only_looks_right_is_named() -> None:
    hint = only(f"{POST}оwner: mei\n")[3]

    assert hint == "did you mean 'owner'? ('о' is cyrillic small letter o)"


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        (f"{POST}alt: A cat\n", "post", "it belongs under 'media'"),
        (f"{POST}minutes: 5\n", "post", "it belongs under 'poll'"),
        (f"{SETTINGS}late: hold\n", "settings", "it belongs under 'publishing'"),
        (
            f"{HEAD}thread: [{{text: a, owner: mei}}]\n",
            "post",
            "it belongs at the top of the file, not further in",
        ),
    ],
)
def test_a_key_in_the_wrong_place_is_sent_to_the_right_one(
    text: str, kind: str, hint: str
) -> None:
    assert only(text, kind)[3] == hint


def test_a_key_like_no_other_is_told_where_all_keys_are() -> None:
    hint = only(f"{POST}{'合并' * 100}: x\n")[3]

    assert "`mergecast schema`" in hint


@pytest.mark.parametrize(
    ("text", "route", "message", "hint"),
    [
        (
            "id: launch-2026\ntext: x\n",
            (),
            "a post has no 'accounts'",
            "write accounts: [acme]",
        ),
        (
            HEAD,
            (),
            "a post has no 'text'",
            "write text: and the words, or thread: and several parts",
        ),
        (
            f"{POST}media:\n  - alt: A cat\n",
            ("media", 0),
            "item 1 of 'media' has no 'file'",
            "write file: media/launch.png",
        ),
        (
            f"{POST}ignore:\n  - rule: alt-text-missing\n",
            ("ignore", 0),
            "item 1 of 'ignore' has no 'because'",
            "write because: logo only",
        ),
    ],
)
def test_a_missing_key_is_named_with_an_example(
    text: str, route: Route, message: str, hint: str
) -> None:
    assert only(text) == ("schema-missing-key", route, message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "id: abc\naccounts: acme\ntext: x\n",
            "'accounts' must be a list, not text",
            "write a list: accounts: [acme]",
        ),
        (
            "id: abc\naccounts: acme, acme-mx\ntext: x\n",
            "'accounts' must be a list, not text",
            "write a list: accounts: [acme, acme-mx]",
        ),
        (
            f"{POST}media: cat.jpg\n",
            "'media' must be a list, not text",
            "write a list: media: [{file: cat.jpg}]",
        ),
        (
            f"{POST}media: [cat.jpg]\n",
            "item 1 of 'media' must be keys and values, not text",
            "write file: cat.jpg",
        ),
        (
            f"{POST}media: {{file: cat.jpg}}\n",
            "'media' must be a list, not keys and values",
            "put '- ' before its first key, and two spaces before the others",
        ),
        (
            f"{HEAD}thread: Part one.\n",
            "'thread' must be a list, not text",
            "write a list: thread: [Part one.]",
        ),
        (
            f"{HEAD}thread: [a, [b]]\n",
            "item 2 of 'thread' must be text or keys and values, not a list",
            "write its words, or a mapping with text, media and poll",
        ),
        (
            f"{POST}paid: yes\n",
            "'paid' must be true or false, not text",
            "write true, without quotes",
        ),
        (
            f"{POST}paid: off\n",
            "'paid' must be true or false, not text",
            "write false, without quotes",
        ),
        (
            f'{POST}paid: "true"\n',
            "'paid' must be true or false, not text",
            "write true, without quotes",
        ),
        (
            f"{POST}poll: {{options: [a, b], minutes: 24h}}\n",
            "'minutes' must be a whole number, not text",
            "write 1440",
        ),
        (
            f"{POST}poll: {{options: [a, b], minutes: '1,440'}}\n",
            "'minutes' must be a whole number, not text",
            "write 1440, without quotes",
        ),
        (
            f"{POST}poll: yes\n",
            "'poll' must be keys and values, not text",
            "write it like this: poll: {options: [Yes, Not yet], minutes: 1440}",
        ),
        (
            f"{POST}owner:\n",
            "'owner' has no value",
            "write something after it, or remove the line",
        ),
        (
            f"{POST}publish_at: [asap]\n",
            "'publish_at' must be text, not a list",
            "write it without brackets: asap",
        ),
        (
            f"{HEAD}text: [a, b]\n",
            "'text' must be text, not a list",
            "several parts are a 'thread': write thread: instead of text:",
        ),
    ],
)
def test_another_type_is_explained_by_what_to_write(
    text: str, message: str, hint: str
) -> None:
    name, _, *words = only(text)

    assert name == "schema-wrong-type"
    assert words == [message, hint]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("- id: launch-2026\n", "a post must be keys and values, not a list"),
        ("It is out.\n", "a post must be keys and values, not text"),
    ],
)
def test_a_file_that_is_no_mapping_is_said_to_be_none(text: str, message: str) -> None:
    assert only(text)[:3] == ("schema-wrong-type", (), message)


@pytest.mark.parametrize(
    ("line", "message", "hint", "fix"),
    [
        (
            "publish_at: 2026-11-24T09:00",
            "'publish_at' cannot be '2026-11-24T09:00'",
            "write 2026-11-24 09:00",
            "2026-11-24 09:00",
        ),
        (
            "publish_at: 24/11/2026 09:00",
            "'publish_at' cannot be '24/11/2026 09:00'",
            "write 2026-11-24 09:00, if that is meant",
            None,
        ),
        (
            "publish_at: tomorrow",
            "'publish_at' cannot be 'tomorrow'",
            "write a date and time that exist, like 2026-11-24 09:00, or asap",
            None,
        ),
        (
            "bucket: evergren",
            "'bucket' cannot be 'evergren'",
            "did you mean 'evergreen'?",
            None,
        ),
        ("rating: pg13", "'rating' cannot be 'pg13'", "did you mean 'PG-13'?", "PG-13"),
        (
            "bucket: 新闻",
            "'bucket' cannot be '新闻'",
            "use one of: evergreen, industry, reactive",
            None,
        ),
        (
            "owner: ''",
            "'owner' cannot be '': it is empty",
            "write lower-case letters, digits and hyphens, at most 64",
            None,
        ),
        (
            "late: publish within 2 hours",
            "'late' cannot be 'publish within 2 hours'",
            "write publish-within 2h",
            "publish-within 2h",
        ),
    ],
)
def test_a_bad_value_is_shown_with_the_right_one_and_fixed_where_it_is_sure(
    line: str, message: str, hint: str, fix: str | None
) -> None:
    [(name, remark)] = said(f"{POST}{line}\n")

    assert name == "schema-bad-value"
    assert (remark.message, remark.hint) == (message, hint)
    assert (remark.fix.value if isinstance(remark.fix, Edit) else None) == fix
    assert remark.place.route == (line.split(":", maxsplit=1)[0],)


def test_a_key_that_cannot_be_one_is_pointed_at_itself() -> None:
    [(name, remark)] = said(f"{POST}variants: {{Acme_MX: {{text: a}}}}\n")

    assert name == "schema-bad-value"
    assert remark.place.route == ("variants", "Acme_MX")
    assert remark.place.on_key
    assert remark.message.startswith("a key cannot be 'Acme_MX'")
    assert remark.hint == "write acme-mx, if that is meant"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            f"{POST}poll: {{options: [a], minutes: 5}}\n",
            "'options' has 1 of at least 2 items",
            "add 1 more",
        ),
        (
            f"{POST}poll: {{options: [a, b, c, d, e], minutes: 5}}\n",
            "'options' has 5 of at most 4 items",
            "remove 1",
        ),
        (
            f"{POST}poll: {{options: [a, {'长' * 30}], minutes: 5}}\n",
            "item 2 of 'options' has 30 of at most 25 characters",
            "shorten it by 5",
        ),
        (
            f"{POST}poll: {{options: [a, b], minutes: 3}}\n",
            "'minutes' is 3, less than 5",
            "write 5 to 10080",
        ),
        (
            f"{POST}poll: {{options: [a, b], minutes: 20000}}\n",
            "'minutes' is 20000, more than 10080",
            "write 5 to 10080",
        ),
        (f"{HEAD}thread: []\n", "'thread' is empty", "fill it, or remove the line"),
        (
            f"{POST}variants: {{}}\n",
            "'variants' is empty",
            "fill it, or remove the line",
        ),
    ],
)
def test_too_little_and_too_much_are_said_with_limit_and_fact(
    text: str, message: str, hint: str
) -> None:
    name, _, *words = only(text)

    assert name == "schema-out-of-range"
    assert words == [message, hint]


def test_the_second_of_two_equal_items_is_the_one_too_many() -> None:
    text = "id: launch-2026\naccounts: [acme, acme-mx, acme]\ntext: x\n"

    name, route, message, _ = only(text)

    assert (name, route) == ("schema-repeated-item", ("accounts", 2))
    assert message == "'acme' stands in 'accounts' twice"


@pytest.mark.parametrize(
    ("start", "route"), [("", ()), ("variants:\n  acme:\n    ", ("variants", "acme"))]
)
def test_what_stands_beside_a_thread_is_pointed_at(start: str, route: Route) -> None:
    indent = "    " if start else ""
    top = POST if start else HEAD
    text = f"{top}{start}text: a\n{indent}media: []\n{indent}thread: [b]\n"

    found = said(text)

    assert {(name, remark.place.route) for name, remark in found} == {
        ("schema-not-together", (*route, "text")),
        ("schema-not-together", (*route, "media")),
    }


def test_every_mistake_of_a_file_is_said_once() -> None:
    text = "id: Launch\naccounts: acme\ntext: x\nbuckett: y\npoll: {options: [a]}\n"

    found = said(text)

    assert sorted((name, remark.place.route) for name, remark in found) == [
        ("schema-bad-value", ("id",)),
        ("schema-missing-key", ("poll",)),
        ("schema-out-of-range", ("poll", "options")),
        ("schema-unknown-key", ("buckett",)),
        ("schema-wrong-type", ("accounts",)),
    ]


def test_fifty_mistakes_are_listed_and_the_rest_is_mentioned() -> None:
    found = said(POST + "".join(f"k{number}: x\n" for number in range(200)))

    assert len(found) == 51
    assert found[-1][0] == "schema-more-mistakes"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("checks: {a: warn}", "did you mean 'warning'?"),
        ("checks: {a: false}", "did you mean 'off'?"),
        ("checks: {a: {severity: none}}", "did you mean 'off'?"),
        ("publishing: {spacing: 20}", "write 20m, 20h or 20d"),
        ("publishing: {wait: 15 minutes}", "write 15m"),
        ("forge: {kind: gitlab}", "use one of: github, offline"),
        (
            "forge: {kind: github, repository: https://github.com/acme/social.git}",
            "write acme/social",
        ),
        ("planning: {planned: [70]}", "add 1 more"),
        ("live: on", "write true, without quotes"),
    ],
)
def test_settings_are_explained_like_posts(line: str, hint: str) -> None:
    assert only(f"{SETTINGS}{line}\n", "settings")[3] == hint


def test_a_handle_is_written_without_its_sign() -> None:
    text = SETTINGS.replace("user: a", "user: '@acme_hq'")

    assert only(text, "settings")[3] == "write acme_hq"


def test_people_and_campaigns_are_explained_too() -> None:
    team = "members:\n  mei: {name: Mei Lin, role: creator}\n"
    campaign = "id: launch\nname: Launch\nstarts: 2026-11-24\nends: 2026-11-31\n"

    assert only(team, "team")[3] == "did you mean 'roles'?"
    found = {remark.message: remark.hint for _, remark in said(campaign, "campaign")}
    assert found == {
        "'name' is not a key of a campaign": "did you mean 'title'?",
        "'ends' cannot be '2026-11-31': November 2026 has 30 days": (
            "write a day that exists, like 2026-11-24"
        ),
    }


@pytest.mark.parametrize("version", ["2", "99999999999", "'2'"])
def test_a_newer_workspace_stops_the_tool(version: str) -> None:
    newer = document(f"version: {version}\naccounts: {{}}\n")

    with pytest.raises(WorkspaceError, match="newer mergecast") as stopped:
        shape(newer, "settings")

    assert stopped.value.exit_code is ExitCode.CANNOT_WORK
    assert "upgrade" in stopped.value.hint


@pytest.mark.parametrize("version", [" 0", " 1.5", " true", " '1'", " one", ""])
def test_any_other_version_is_a_finding(version: str) -> None:
    [(name, remark)] = said(f"version:{version}\naccounts: {{}}\n", "settings")

    assert name in {"schema-bad-value", "schema-wrong-type"}
    assert remark.place.route == ("version",)


@pytest.mark.parametrize("data", [None, [], {}, {"version": None}, "version: 2"])
def test_what_says_no_version_is_not_newer(data: object) -> None:
    refuse_newer(data)
