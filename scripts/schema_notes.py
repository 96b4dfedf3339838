"""What the schemas cannot know: where a file is, and what works in this version."""

from __future__ import annotations

TITLES = {
    "post": "Post",
    "series": "Series",
    "settings": "Settings",
    "team": "Team",
    "away": "Leave",
    "rota": "Rota",
    "campaign": "Campaign",
    "blackouts": "Days without posts",
    "year": "Plan of a year",
    "quarter": "Plan of a quarter",
    "month": "Plan of a month",
    "week": "Plan of a week",
    "levels": "Levels of a crisis",
    "matrix": "Who decides in a crisis",
    "crisis": "Crisis playbook",
    "statement": "Holding statement",
    "process": "Process guide",
    "meeting": "Meeting",
    "minutes": "Minutes",
    "handover": "Handover",
    "decision": "Decision",
    "incident": "Incident",
    "names": "Names",
    "voice": "Voice",
    "rating": "Rating",
    "branding": "Branding",
    "asset": "Asset",
    "conduct": "Conduct",
}
WHERE = {
    "post": "A post is a file under `calendar/`: `calendar/2026/11/24-launch.yaml` for "
    "one that goes out on that day, `calendar/queue/NAME.yaml` for a draft without a "
    "time.",
    "series": "A series is a file `calendar/recurring/NAME.yaml`.",
    "settings": "The settings are in `mergecast.yaml`, at the top of the workspace.",
    "team": "The team is in `playbooks/team.yaml`.",
    "away": "Leave is in `playbooks/away.yaml`.",
    "rota": "The rota is in `playbooks/rota.yaml`.",
    "campaign": "A campaign is a file `calendar/campaigns/ID.yaml`.",
    "blackouts": "Days without posts are in `calendar/blackouts.yaml`.",
    "year": "The plan of a year is a file `calendar/plan/2026.yaml`.",
    "quarter": "The plan of a quarter is a file `calendar/plan/2026-Q4.yaml`.",
    "month": "The plan of a month is a file `calendar/plan/2026-11.yaml`.",
    "week": "The plan of a week is a file `calendar/plan/2026-W48.yaml`.",
    "levels": "The levels are in `playbooks/levels.yaml`.",
    "matrix": "The matrix is in `playbooks/matrix.yaml`.",
    "crisis": "A crisis playbook is a file `playbooks/crisis/ID.yaml`.",
    "statement": "A statement is a file `playbooks/statements/ID.yaml`.",
    "process": "A process guide is a file `playbooks/process/ID.yaml`.",
    "meeting": "A meeting is a file `playbooks/meetings/ID.yaml`.",
    "minutes": "Minutes are a file `playbooks/minutes/DAY-MEETING.yaml`.",
    "handover": "A handover is a file `playbooks/handovers/DAY-SHIFT.yaml`.",
    "decision": "A decision is a file `playbooks/decisions/NNNN-TITLE.yaml`.",
    "incident": "An incident is a file `playbooks/incidents/ID.yaml`.",
    "names": "Names are in `styleguide/names.yaml`.",
    "voice": "The voice is in `styleguide/voice.yaml`.",
    "rating": "Ratings are in `styleguide/rating.yaml`.",
    "branding": "Branding is in `styleguide/branding.yaml`.",
    "asset": "An asset is a file `styleguide/assets/NAME.yaml`, one a media file.",
    "conduct": "The rules of conduct are in `styleguide/conduct.yaml`.",
}

LATER = {
    "post": {
        "template": "",
        "vars": "",
    },
    "series": {},
    "settings": {
        "language": "Messages are in English.",
    },
    "team": {},
    "away": {},
    "rota": {},
    "blackouts": {},
    "campaign": {},
    "year": {},
    "quarter": {},
    "month": {},
    "week": {},
    "levels": {},
    "matrix": {},
    "crisis": {},
    "statement": {},
    "process": {},
    "meeting": {},
    "minutes": {},
    "handover": {},
    "decision": {},
    "incident": {},
    "names": {},
    "voice": {},
    "rating": {},
    "branding": {},
    "asset": {},
    "conduct": {},
}
"""Traits that are accepted and have no effect yet, with what that means in practice."""

NOTES = {
    "post": {
        "locale": "It says who can approve the post, and which rules of the style "
        "guide hold for it.",
        "rating": "Rules for approvals may ask for it.",
        "trend": "It counts for the risk of the post, rules for approvals may ask for "
        "that, and the fast lane asks for all three.",
        "bucket": "`mergecast calendar mix` measures the mix.",
        "theme": "Checks look for it in the plans; `calendar week` counts by it.",
        "campaign": "Its days, accounts, budget and link tags are checked.",
        "lane": "A `realtime` post with `asap`, `until` and high enough scores needs "
        "one approval by somebody on duty, where the settings allow it "
        "(`approval.fast_lane`). A late one keeps no distance to others.",
        "manual": "At its time an alarm has all that it takes, and so has `mergecast "
        "resolve KEY --manual`; `--posted URL` records the link. `false` has a run try "
        "what `publishing.refused` would leave to a person.",
        "owner": "A check says whether there is such a person; `today`, `team balance` "
        "and the calendar go by it.",
        "quote": "`quote-refused` says so in review; with `publishing.refused: manual` "
        "a person posts it.",
        "retract": "`mergecast retract` writes it. It takes an approval of its own; "
        "[how to take a post back](../how-to/take-a-post-back.md).",
    },
    "series": {
        "rule": "`mergecast preview ID` names the days that it means.",
        "texts": "Each is checked like the words of a post.",
        "min_gap": "A check holds the days against it.",
        "owner": "A check says whether there is such a person.",
        "retract": "`mergecast retract ID~DAY` writes it. It takes an approval of its "
        "own: `mergecast approve ID~DAY`, or the review of the change.",
    },
    "settings": {
        "forge": "With `github` a token has to be in the environment "
        "(`GITHUB_TOKEN`), or posts wait.",
        "planning": "`mergecast calendar mix` measures against it, `mix-drifts` and "
        "the comment on a pull request tell of drift.",
        "public": "With `true` the team's pages are refused, and `doctor` takes people "
        "and leave in the repository for meant.",
        "publishing.spacing": "A check warns of posts that stand too close; late ones "
        "wait.",
        "publishing.per_day": "A check warns of days that are too full; late posts "
        "wait.",
    },
    "team": {},
    "away": {},
    "rota": {},
    "blackouts": {},
    "campaign": {
        "starts": "A check warns of it; publishing does not stop.",
        "ends": "A check warns of posts after it; publishing does not stop.",
        "approvers": "One approval of each, and one person may stand for several. This "
        "file is no part of the policy: what has to hold whoever changes it is a rule "
        "in mergecast.yaml.",
    },
    "year": {},
    "quarter": {},
    "month": {},
    "week": {},
    "levels": {},
    "matrix": {},
    "crisis": {},
    "statement": {},
    "process": {},
    "meeting": {},
    "minutes": {},
    "handover": {},
    "decision": {},
    "incident": {},
    "names": {},
    "voice": {
        "voice": "It is for people; no check measures it.",
        "tone": "It is for people; no check measures it.",
    },
    "rating": {},
    "branding": {"colours": "They are for people; no check looks for them."},
    "asset": {},
    "conduct": {},
}
"""Where a field does less than its schema says, for now."""

EXAMPLES = {
    "post": """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
text: |
  mergecast 1.0 is out. Review is the approval. https://example.org/launch
media:
  - file: media/launch.png
    alt: A merged pull request turning into a post
bucket: evergreen
owner: mei
""",
    "settings": """\
version: 1
forge: {kind: offline}
accounts:
  acme:
    network: x
    user: acme_hq
    user_id: "783214"
    timezone: Asia/Kuala_Lumpur
publishing:
  late: publish-within 2h
  spacing: 20m
  per_day: 6
live: false
checks:
  spacing-too-close: info
""",
}
"""What a page begins with, where that is not the schema's first example."""
