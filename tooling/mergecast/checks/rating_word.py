"""Words that do not suit everyone are rated so.

Which words need which rating stands in styleguide/rating.yaml, under `words`. A post
with a lower rating (without one: G) does not have them.

Passes::

    # styleguide/rating.yaml
    words:
      - {rating: PG, words: [damn]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    rating: PG
    text: Damn, it is out.

Fails::

    # styleguide/rating.yaml
    words:
      - {rating: PG, words: [damn]}
    # calendar/2026/11/24-launch.yaml
    id: launch-2026
    accounts: [acme]
    publish_at: 2026-11-24 09:00
    text: Damn, it is out.
"""

from __future__ import annotations

from collections.abc import Iterator

from mergecast.checks.base import GUIDED, Context, Options, Traits
from mergecast.checks.basis import guided
from mergecast.findings import Remark, Severity
from mergecast.model.guide import RATINGS
from mergecast.model.post import Post

ID = "rating-word"
SEVERITY = Severity.WARNING
TRAITS: Traits = frozenset({GUIDED})
OPTIONS: Options = {}


def check(post: Post, context: Context) -> Iterator[Remark]:
    """Look for words above the post's own rating."""
    rating = context.workspace.guide.rating
    if rating is None:
        return
    own = RATINGS.index(post.text("rating") or RATINGS[0])
    above = [each for each in rating.words if RATINGS.index(each.rating) > own]
    for entry in above:
        pattern = guided.pattern_of(entry.words, ignorecase=True)
        for wording in guided.wordings(post, context):
            if not guided.is_for(entry.narrowed, wording, context):
                continue
            for route, text in guided.texts_of(wording):
                for start, end in guided.found(pattern, text):
                    word = text.value[start:end]
                    yield Remark(
                        guided.place(post, route, start, end),
                        f"'{word}' needs the rating {entry.rating}",
                        hint="write another word, or rate the post so",
                    )
