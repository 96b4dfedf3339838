"""Tables for other tools, read back as these tools read them."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from planning.calendar_posts import post, shown

from mergecast.model.post import Post
from mergecast.model.team import Member
from mergecast.renderers.export_documents import export_json, export_trello
from mergecast.renderers.exports import BOM, TABLES, Export, export_table

ZONE = ZoneInfo("Asia/Kuala_Lumpur")
MEI = Member("mei", "陈美玲", email="mei@acme.example")
LAUNCH = post(
    "launch",
    text='It is out: "1.0", at last\n=HYPERLINK("https://evil.example")',
    owner="mei",
    bucket="evergreen",
    campaign="first",
)


def _export(*posts: Post) -> Export:
    return Export([shown(each) for each in posts], ZONE, {"mei": MEI})


def _rows(tool: str, *posts: Post) -> list[dict[str, str]]:
    text = export_table(_export(*posts), tool).removeprefix(BOM)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_asana_gets_its_columns_in_its_order_and_days_as_it_reads_them() -> None:
    (row,) = _rows("asana", LAUNCH)

    first = ["Name", "Description", "Section", "Assignee"]
    assert list(row)[:4] == first
    assert row["Name"] == 'It is out: "1.0", at last'
    assert row["Assignee"] == "mei@acme.example"
    assert datetime.strptime(row["Due Date"], "%m/%d/%Y").month == 11  # noqa: DTZ007 - a day
    assert row["Section"] == "Scheduled"


def test_monday_and_notion_get_days_that_no_country_reads_otherwise() -> None:
    (monday,), (notion,) = _rows("monday", LAUNCH), _rows("notion", LAUNCH)

    assert (monday["Date"], monday["Time"]) == ("2026-11-24", "09:00")
    assert monday["Owner"] == "mei@acme.example"
    assert notion["Date"] == "2026-11-24 09:00"
    assert notion["Owner"] == "陈美玲"


def test_a_spreadsheet_gets_the_instant_too_and_knows_that_it_is_utf_8() -> None:
    (row,) = _rows("csv", LAUNCH)

    assert export_table(_export(LAUNCH), "csv").startswith(BOM)
    assert row["utc"] == "2026-11-24T01:00:00Z"
    assert row["file"] == LAUNCH.path


def test_trello_gets_an_instant_labels_and_a_list_for_each_state() -> None:
    (row,) = _rows("trello", LAUNCH)

    assert row["Due Date"] == "2026-11-24T01:00:00Z"
    assert row["Labels"] == "evergreen, first"


@pytest.mark.parametrize("tool", TABLES)
def test_what_has_no_time_yet_is_a_row_without_a_date(tool: str) -> None:
    (row,) = _rows(tool, post("later", None))

    assert not any(row.get(name) for name in ("Date", "Due Date", "date", "utc"))
    assert "Idea" in row.values() or "idea" in row.values()


@pytest.mark.parametrize("tool", TABLES)
def test_no_cell_of_any_table_is_a_formula(tool: str) -> None:
    hostile = post("evil", text="=1+1", owner="@SUM(A1)", campaign="+x", bucket="-1")

    for row in _rows(tool, hostile, LAUNCH):
        assert not any(cell.startswith(tuple("=+-@")) for cell in row.values())


@pytest.mark.parametrize("tool", TABLES)
def test_every_row_leads_back_to_its_post(tool: str) -> None:
    (row,) = _rows(tool, LAUNCH)

    assert "launch" in (row.get("Post"), row.get("id"))


def test_a_trello_board_hangs_together() -> None:
    board: dict[str, Any] = json.loads(
        export_trello(_export(LAUNCH, post("later", None)))
    )

    lists = {each["id"]: each["name"] for each in board["lists"]}
    launch, later = board["cards"]
    assert lists[launch["idList"]] == "Scheduled"
    assert lists[later["idList"]] == "Idea"
    assert launch["due"] == "2026-11-24T01:00:00.000Z"
    assert later["due"] is None
    assert launch["idLabels"] == [each["id"] for each in board["labels"]]


def test_json_has_all_words_and_who_looks_after_them() -> None:
    (told,) = json.loads(export_json(_export(LAUNCH)))["posts"]

    assert told["texts"] == [LAUNCH.parts[0].text]
    assert told["owner_name"] == "陈美玲"
    assert told["at"] == "2026-11-24T09:00:00+08:00"
