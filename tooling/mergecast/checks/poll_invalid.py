"""A poll is one that its network can run.

On X it has two to four different answers of 1 to 25 characters, runs from 5 minutes
to 7 days (10,080 minutes), stands alone without images, and asks its question in the
text.

Passes::

    id: which-first
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Which one do you open first in the morning?
    poll:
      options: [Mail, Chat, Neither]
      minutes: 1440

Fails::

    id: which-first
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Which one do you open first in the morning?
    poll:
      options: [Mail, The company's own timeline]
      minutes: 1440

Fails::

    id: which-first
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Which one do you open first in the morning?
    poll:
      options: [Mail, Chat]
      minutes: 1440
    media:
      - {file: media/launch.png, alt: A mailbox and a speech bubble}
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import Context, Options, Traits
from mergecast.checks.basis.characters import shows_nothing
from mergecast.checks.basis.targets import targets
from mergecast.findings import Remark, Severity
from mergecast.model.post import Part, Poll, Post
from mergecast.networks.base import Limits, Network
from mergecast.source import Place

ID = "poll-invalid"
SEVERITY = Severity.ERROR
TRAITS: Traits = frozenset({"poll", "thread", "variants"})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Compare each poll with what each of its networks can run."""
    if not any(part.poll for part in post.wordings):
        return
    found = (
        remark
        for parts, network, _, limits in targets(post, context)
        for part in parts
        if part.poll
        for remark in (
            *_beside(post, part, part.poll, network),
            *_answers(post, part.poll, network, limits),
            *_minutes(post, part.poll, network, limits),
        )
    )
    yield from dict.fromkeys(found)


def _beside(post: Post, part: Part, poll: Poll, network: Network) -> Iterator[Remark]:
    if part.media:
        yield Remark(
            Place(post.path, poll.route, on_key=True),
            f"a poll together with images, which {network.NAME} does not show",
            hint="keep one of them, or put the images into another part of a thread",
        )
    if shows_nothing(part.text):
        yield Remark(
            Place(post.path, poll.route, on_key=True),
            "a poll without a question",
            hint="ask it in the text",
        )


def _answers(
    post: Post, poll: Poll, network: Network, limits: Limits
) -> Iterator[Remark]:
    route, (least, most) = (*poll.route, "options"), limits.poll_options
    if not least <= len(poll.options) <= most:
        yield Remark(
            Place(post.path, route),
            f"the poll has {len(poll.options)} answers; "
            f"{network.NAME} takes {least} to {most}",
            hint="add one" if len(poll.options) < least else "drop some",
        )
    for index, answer in enumerate(poll.options):
        place = Place(post.path, (*route, index))
        if len(answer) > limits.poll_option_chars:
            yield Remark(
                Place(
                    post.path,
                    (*route, index),
                    within=(limits.poll_option_chars, len(answer)),
                ),
                f"answer '{answer}' has {len(answer)} characters; "
                f"{network.NAME} takes at most {limits.poll_option_chars}",
                hint="shorten it",
            )
        if shows_nothing(answer):
            yield Remark(place, "an empty answer", hint="write it, or delete it")
        elif answer in poll.options[:index]:
            yield Remark(place, f"answer '{answer}' stands twice", hint="delete one")


def _minutes(
    post: Post, poll: Poll, network: Network, limits: Limits
) -> Iterator[Remark]:
    shortest, longest = limits.poll_minutes
    if shortest <= poll.minutes <= longest:
        return
    yield Remark(
        Place(post.path, (*poll.route, "minutes")),
        f"the poll runs for {poll.minutes:,} minutes; {network.NAME} runs one for "
        f"{shortest:,} to {longest:,}",
        hint="a day is 1440 minutes, a week 10080",
    )
