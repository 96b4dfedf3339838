"""Ten pull requests as a team of four has them: real git history and the fake GitHub.

Each starts from the same main and ends in a branch ``topic`` with its pull request.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forge.github.hub import LI, Hub
from team_repository import AISYAH, MEI, TOM

NOW = "2026-11-22T08:00:00Z"
PNG = Path(__file__).parents[2] / "tooling/mergecast/demo/content/launch.png"

SETTINGS = """\
version: 1
forge: {kind: github, repository: acme/social}
accounts:
  acme: {network: x, user: acme_hq, user_id: "1000001", self_replies: confirmed,
         timezone: Asia/Kuala_Lumpur}
  acme-zh: {network: x, user: acme_zh, user_id: "1000002", timezone: Asia/Kuala_Lumpur}
  acme-ar: {network: x, user: acme_ar, user_id: "1000003", timezone: Asia/Kuala_Lumpur}
  acme-pro: {network: x, user: acme_pro, user_id: "1000004", tier: premium,
             timezone: Asia/Kuala_Lumpur}
"""
POLICY = """\
approval:
  valid_for: 30d
  rules:
    - {any_of: [brand], because: every post}
    - {campaigns: [launch], all_of: [legal], because: a claim about the product}
    - {paid: true, all_of: [legal], because: an advertisement}
"""
TEAM = """\
members:
  mei: {name: Mei Lin, login: mei, email: mei@example.org, timezone: Asia/Kuala_Lumpur,
        roles: [creator], languages: [en, ms, zh]}
  aisyah: {name: Aisyah, login: aisyah, email: aisyah@example.org, roles: [brand],
           timezone: Asia/Kuala_Lumpur, languages: [en, ms, ar]}
  tom: {name: Tom Baker, login: tom, email: tom@example.org, roles: [legal],
        timezone: Europe/London, languages: [en]}
  li: {name: 李娜, login: li, email: li@example.org, roles: [legal, brand],
       timezone: America/New_York, languages: [en, zh]}
"""
LAUNCH = """\
id: launch-2026
accounts: [acme]
publish_at: 2026-11-24 09:00
campaign: launch
text: |
  mergecast 1.0 is out. 🎉

  Review is the approval: merge it, and it goes out.
  https://example.org/launch
"""
LAUNCH_PATH = "calendar/2026/11/24-launch.yaml"
TIPS = """\
id: tips-1
accounts: [acme]
publish_at: 2026-11-26 12:30
text: |
  Tip of the week: write alt text as if you read it to a friend on the phone.
"""
TIPS_PATH = "calendar/2026/11/26-tips.yaml"


def base(hub: Hub) -> None:
    """What all of them start from: a team with a policy, and two posts on main."""
    team = hub.team
    team.write("mergecast.yaml", SETTINGS + POLICY)
    team.write("playbooks/team.yaml", TEAM)
    team.write(
        "calendar/campaigns/launch.yaml",
        "id: launch\ntitle: The launch\nstarts: 2026-11-01\nends: 2026-12-31\n",
    )
    team.commit("Who we are")
    hub.branch("first")
    team.write(LAUNCH_PATH, LAUNCH)
    team.write(TIPS_PATH, TIPS)
    hub.commit("calendar: The launch, and a tip")
    pull = hub.propose()
    hub.review(pull, AISYAH)
    hub.review(pull, TOM)
    hub.merge(pull, "squash")
    hub.branch("topic")


def picture(hub: Hub, name: str) -> None:
    """A picture that posts can show."""
    file = hub.team.folder / "calendar/media" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PNG.read_bytes())


def new_post(hub: Hub) -> None:
    """One new post that nobody has looked at."""
    hub.team.write(
        "calendar/2026/12/01-thanks.yaml",
        "id: thanks-2026\naccounts: [acme]\npublish_at: 2026-12-01 10:00\n"
        "owner: mei\ntext: |\n"
        "  Ten thousand of you merged a post this year. Terima kasih! 🙏\n"
        "  https://example.org/thanks\n",
    )
    hub.commit("calendar: Say thanks")
    hub.propose()


def thread(hub: Hub) -> None:
    """A thread of three parts with pictures, approved by one of two."""
    picture(hub, "queue.png")
    picture(hub, "review.png")
    hub.team.write(
        "calendar/2026/12/02-how.yaml",
        "id: how-it-works\naccounts: [acme]\npublish_at: 2026-12-02 09:00\n"
        "campaign: launch\nthread:\n"
        "  - text: |\n"
        "      How does a post get out of a pull request? Three steps 🧵\n"
        "  - text: |\n"
        "      1. You write it, and a check tells you what will not work.\n"
        "    media:\n"
        "      - file: media/queue.png\n"
        "        alt: A terminal that lists two findings, each with its line\n"
        "  - text: |\n"
        "      2. Your colleagues say yes, 3. it goes out at its minute.\n\n"
        "      https://example.org/how\n"
        "    media:\n"
        "      - file: media/review.png\n"
        "        alt: A pull request with two approvals\n",
    )
    hub.commit("calendar: How it works")
    hub.review(hub.propose(), AISYAH)


def languages(hub: Hub) -> None:
    """A poll on three accounts, each in its own language."""
    hub.team.write(
        "calendar/2026/12/03-poll.yaml",
        "id: poll-languages\naccounts: [acme, acme-zh, acme-ar]\n"
        "publish_at: 2026-12-03 20:00\nlocale: ms\n"
        "gloss: Which language shall our guide speak next?\n"
        "reply_settings: mentioned\n"
        "text: |\n"
        "  Bahasa apakah yang patut digunakan dalam panduan kami seterusnya?\n"
        "poll: {options: [Bahasa Melayu, English, 中文], minutes: 1440}\n"
        "variants:\n"
        "  acme-zh:\n"
        "    locale: zh-Hans\n"
        "    text: 我们的指南下一步应该使用哪种语言？\n"
        "    poll: {options: [马来语, 英语, 中文], minutes: 1440}\n"
        "  acme-ar:\n"
        "    locale: ar\n"
        "    text: ما اللغة التي يجب أن يتحدث بها دليلنا بعد ذلك؟\n"
        "    poll: {options: [الملايوية, الإنجليزية, الصينية], minutes: 1440}\n",
    )
    hub.commit("calendar: Ask for the language")
    hub.propose()


def words(hub: Hub) -> None:
    """Words changed after someone had approved them on this very pull request."""
    hub.team.write(LAUNCH_PATH, LAUNCH.replace("is out", "is here"))
    hub.commit("calendar: It is here")
    pull = hub.propose()
    hub.review(pull, TOM)
    hub.review(pull, AISYAH)
    hub.team.write(
        LAUNCH_PATH,
        LAUNCH.replace("is out", "is here").replace(
            "merge it, and it goes out", "merge it, and it goes out on the minute"
        ),
    )
    hub.commit("calendar: On the minute")
    hub.push(pull)
    hub.review(pull, AISYAH)


def moved(hub: Hub) -> None:
    """A post that goes out a day and two hours later, and nothing else."""
    later = "calendar/2026/11/25-launch.yaml"
    hub.team.git("mv", LAUNCH_PATH, later)
    hub.team.write(later, LAUNCH.replace("2026-11-24 09:00", "2026-11-25 11:00"))
    hub.commit("calendar: A day later")
    hub.propose()


def dropped(hub: Hub) -> None:
    """A post that is not wanted any more."""
    hub.team.git("rm", "-q", TIPS_PATH)
    hub.commit("calendar: No tip this week")
    hub.propose()


def week(hub: Hub) -> None:
    """Seven posts: some approved, one wrong, one moved, one long, one as it was."""
    for day, (name, text) in enumerate(WEEK.items(), 7):
        hub.team.write(
            f"calendar/2026/12/{day:02}-{name}.yaml",
            f"id: {name}\naccounts: [acme]\npublish_at: 2026-12-{day:02} 09:00\n"
            f"text: |\n  {text}\n",
        )
    hub.team.write(
        "calendar/2026/12/11-letter.yaml",
        "id: letter\naccounts: [acme-pro]\npublish_at: 2026-12-11 09:00\n"
        f"text: |\n  {LETTER}\n",
    )
    hub.team.write(TIPS_PATH, TIPS.replace("12:30", "13:00"))
    hub.team.write(LAUNCH_PATH, LAUNCH + "owner: mei\n")
    hub.commit("calendar: The second week of December")
    pull = hub.propose()
    hub.review(pull, LI)
    hub.team.write(
        "calendar/2026/12/08-numbers.yaml",
        "id: numbers\naccounts: [acme]\npublish_at: 2026-12-08 09:00\n"
        f"text: |\n  {WEEK['numbers']}\n  {'And more of it. ' * 20}\n",
    )
    hub.commit("calendar: More numbers")
    hub.push(pull)


WEEK = {
    "monday": "Selamat pagi! Apa rancangan anda minggu ini?",
    "numbers": "A year in numbers: 10,412 posts, 0 sent twice.",
    "mistakes": "Three mistakes that a check finds before your readers do.",
    "chinese": "审核即批准：合并之后，它会准时发布。",
}
LETTER = (
    "To everyone who publishes for a living: the queue is not the work. "
    "The work is the sentence that somebody reads on a bad day, and the colleague "
    "who said wait. We built the tool around that moment, and around nothing else. "
    "It does not write for you. It does not guess. It asks the people who have to "
    "know, shows them what readers get, to the letter, and then keeps its word."
)


def hostile(hub: Hub) -> None:
    """Texts that would like to be more than text."""
    hub.team.write(
        "calendar/2026/12/04-odd.yaml",
        "id: odd-words\naccounts: [acme]\npublish_at: 2026-12-04 09:00\n"
        "text: |\n"
        "  </details><script>alert(1)</script> **bold** @everyone #1 acme/social#2\n"
        "  ![x](https://evil.example/x.png) <img src=x onerror=alert(1)>\n"
        "  ```\n"
        "  ::error file=x::y ##[error]z\n"
        "  - [x] done <!-- tick 0123456789abcdef --> <!-- mergecast: review -->\n"
        "  # heading | a | b | $x$ :tada: ~~gone~~\n"
        "  [Approved](https://evil.example)\n"
        "notes: |\n  ##[set-env name=x]\n",
    )
    hub.commit("calendar: Odd words")
    hub.propose()


def errors(hub: Hub) -> None:
    """A post with much to mend: too long, undescribed, and too close to another."""
    picture(hub, "chart.png")
    hub.team.write(
        "calendar/2026/11/26-rush.yaml",
        "id: rush\naccounts: [acme]\npublish_at: 2026-11-26 12:35\nowner: nobody\n"
        "text: |\n"
        f"  {'So much to say, and so little room for it. ' * 8}\n"
        "media:\n  - file: media/chart.png\n",
    )
    hub.team.write("calendar/2026/11/27-broken.yaml", "id: broken\naccounts: acme\n")
    hub.commit("calendar: In a rush")
    hub.propose()


def policy(hub: Hub) -> None:
    """Somebody leaves the team who had approved what is scheduled."""
    people = TEAM.replace("Tom Baker, login: tom", "Tom Baker, login: tomb")
    hub.team.write(
        "playbooks/team.yaml", people.replace("roles: [brand]", "roles: [creator]")
    )
    hub.commit("playbooks: New roles")
    hub.propose()


PULLS: dict[str, Callable[[Hub], None]] = {
    "new-post": new_post,
    "thread": thread,
    "languages": languages,
    "words-changed": words,
    "moved": moved,
    "dropped": dropped,
    "week": week,
    "hostile": hostile,
    "errors": errors,
    "policy": policy,
}
__all__ = ["MEI", "NOW", "PULLS", "base"]
