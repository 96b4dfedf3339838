"""The sentences in English."""

from __future__ import annotations

from collections.abc import Mapping

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

SENTENCES: Mapping[str, str] = {
    # the comment on the issue
    "head-draft": "Your draft is here: #{pull}. That page shows how it will look.",
    "head-none": "There is no draft yet: something is missing.",
    "head-merged": "It was approved and merged with #{pull}.",
    "head-closed": "The draft #{pull} was closed. Open this issue again to go on.",
    "head-taken": (
        "{who} goes on with the draft #{pull} by hand. "
        "What you change here does not reach it any more: write to them on that page."
    ),
    "goes-out": (
        "It goes out on **{time}** ({zone}), on {accounts}, once it is approved."
    ),
    "goes-asap": (
        "It goes out on {accounts} as soon as it is approved and merged, "
        "until **{time}** ({zone}) at the latest."
    ),
    "goes-later": "It is for {accounts} and has no time yet; `/time` gives it one.",
    "state-draft": "When you are content, write `/ready`: then colleagues are asked.",
    "state-ready": "Colleagues are asked for their approval. Nothing more is needed.",
    "asks": "What you still have to say:",
    "finds": "What was found in it:",
    "how": (
        "To change something, edit your answers above, or write a comment: "
        "`/time 2026-11-24 09:00`, `/text` with the new words below it, "
        "`/alt 1 what the picture shows`. `/help` tells all of it."
    ),
    # the form
    "form-none": (
        "This was not made with the form, so there is nothing to make a post from. "
        "Please open a new issue with the form."
    ),
    "form-doubled": (
        "The heading {label} stands in your answers more than once, and it is not "
        "clear which one counts. Take it out of your own text."
    ),
    "failed": (
        "Something went wrong, and not all of it was done. Somebody of the team can "
        "see why in run {run} of the workflow. To try again, edit your answers or "
        "write the comment once more."
    ),
    "stranger": (
        "You are not on this team, so a draft is made when somebody of the team "
        "writes `/accept` here."
    ),
    # the words
    "words-missing": "Write what readers are to see.",
    "words-parts": (
        "A line with only `---` begins a new part, and there are more than {most}."
    ),
    "words-hidden": (
        "There is a character in it that nobody can see, and that no file here may "
        "have: {what}. Type that place again, or paste it without formatting."
    ),
    # accounts and campaign
    "account-missing": "Say on which account. There are: {known}.",
    "account-unknown": "There is no account {name}. There are: {known}.",
    "account-ambiguous": (
        "{name} may be more than one account. Use the short name: {known}."
    ),
    "campaign-unknown": "There is no campaign {name}. There are: {known}.",
    # the time
    "when-asap-until": (
        "As soon as possible, but until when? Write it like "
        "`as soon as possible, until 2026-11-24 18:00`."
    ),
    "when-no-day": "On which day? Write it like `2026-11-24 09:00`.",
    "when-no-time": "At what time? Write it like `2026-11-24 09:00`.",
    "when-no-year": "In which year? Write it like `2026-11-24 09:00`.",
    "when-no-such-day": "No calendar has a day {day}.",
    "when-no-such-time": "No clock shows {time}.",
    "when-odd-part": "{time} and {part} do not go together. Write it like `21:30`.",
    "when-other-weekday": "{day} is another day of the week. Which one is meant?",
    "when-passed": "{time} has passed already. Write a later time.",
    "when-skipped": (
        "There is no {time} in {zone}: clocks are set forward then. "
        "{after} would be next."
    ),
    "when-strange-zone": (
        "{zone} is not clear enough. Leave it out for the clocks of the account, "
        "or name a place: `2026-11-24 09:00 Asia/Kuala_Lumpur`."
    ),
    "when-too-long": "The time is a long text. Write it like `2026-11-24 09:00`.",
    "when-twice": (
        "{time} happens twice in {zone}, since clocks are set back. "
        "Write `first` or `second` behind it."
    ),
    "when-two-days": (
        "There is more than one day in it. Write it like `2026-11-24 09:00`."
    ),
    "when-two-readings": "Is that {one} or {other}? Write the one that is meant.",
    "when-two-times": (
        "There is more than one time in it. Write it like `2026-11-24 09:00`."
    ),
    "when-unknown-words": (
        "The words {words} are not understood. Write it like `2026-11-24 09:00`."
    ),
    "when-unknown-zone": "{zone} is no time zone. Name a place, like `Europe/London`.",
    "when-weekday": "Which date is that? Write it like `2026-11-24 09:00`.",
    "when-which-half": (
        "Is {time} in the morning or in the evening? Write it like `21:00`."
    ),
    "when-zones-differ": (
        "The accounts are in several time zones ({zones}). Write the one that is meant "
        "behind the time."
    ),
    # pictures
    "alt-count": (
        "There are {lines} descriptions and {pictures} pictures. Write one line each, "
        "or `/alt 1 ...`, `/alt 2 ...`."
    ),
    "alt-number": "There is no picture {number}; there are {pictures}.",
    "alt-words": "Write what the picture shows: `/alt 1 A green bus at night`.",
    "picture-away": (
        "The picture {url} cannot be had just now. Drag it in once more, or try later."
    ),
    "picture-host": (
        "The picture {url} is somewhere else. Drag the file into the form: "
        "only what was uploaded here is used."
    ),
    "picture-large": "The picture {url} has more than {most} MB. Make it smaller.",
    "picture-heic": (
        "A picture is in the format of an iPhone (HEIC). Save it as JPEG first: "
        "open it, choose Export, then JPEG; or send it to yourself by mail."
    ),
    "picture-svg": "An SVG cannot be posted. Export it as PNG, and drag that in.",
    "picture-video": "Videos cannot be posted yet. Take a picture or a GIF.",
    "picture-type": "The file {url} is no PNG, JPEG, GIF or WebP picture.",
    "picture-many": "There are more than {most} pictures. Take some out.",
    "pictures-dropped": "{count} pictures went away together with their parts.",
    "pictures-first-part": (
        "The pictures are on the first part of the thread. For another part, put the "
        "picture on a line of its own below its words, with `/text`."
    ),
    # answers to comments
    "done": "Done: the draft #{pull} has it.",
    "done-nothing": "The draft #{pull} had that already.",
    "done-no-draft": "Taken note of, but there is no draft yet: something is missing.",
    "fixed": "Done: {count} places were mended in #{pull}.",
    "fixed-nothing": "There is nothing that can be mended without asking you.",
    "ready": "Done: #{pull} is no draft any more, and colleagues are asked.",
    "ready-already": "#{pull} is ready already.",
    "ready-not": "Not yet: mend first what is listed above your comment.",
    "closed": "Done: the draft #{pull} is closed, and nothing goes out.",
    "closed-already": "The draft is closed already.",
    "merged-already": (
        "#{pull} is merged, so this draft cannot be changed. "
        "Fill in a new form, or ask a colleague to move or take back the post."
    ),
    "no-draft": "There is no draft yet. Edit your answers in the form first.",
    "not-allowed": (
        "Only who asked for the post, and people with write access, can do that."
    ),
    "accept-only": "Only people with write access can accept it.",
    "trend-scores": (
        "Write three scores from 1 to 5, relevance, safety and value: `/trend 4 5 3`."
    ),
    "unknown-order": "There is no command {name}. Did you mean {near}?",
    "help": (
        "Write one of these at the beginning of a comment:\n"
        "\n"
        "- `/text` and below it the new words, exactly as readers will see them; "
        "a line with only `---` is between the parts of a thread\n"
        "- `/time 2026-11-24 09:00` for another time; `/time queue` takes it away\n"
        "- `/account acme` for other accounts, with commas between\n"
        "- `/alt 1 what the picture shows`\n"
        "- `/trend 4 5 3` for what cannot wait: how relevant, safe and valuable it "
        "is, from 1 to 5\n"
        "- `/fix` to mend what has only one right answer\n"
        "- `/ready` when you are content: colleagues are asked for their approval\n"
        "- `/close` to drop it\n"
        "\n"
        "Editing your answers in the form works, too."
    ),
}

FINDINGS: Mapping[str, str] = {
    "alt-text-missing": (
        "Say what the picture shows, for people who cannot see it: `/alt 1 ...`."
    ),
    "alt-text-too-long": "The description of the picture is too long.",
    "alt-text-useless": "The description does not say what the picture shows.",
    "campaign-outside": "The time is not within the days of the campaign.",
    "day-too-full": "There are many posts on that day already.",
    "link-dangerous": "A link in it is not what it seems to be.",
    "media-too-large": "The picture has too many bytes. Make it smaller.",
    "media-too-many": "There are more pictures than one post can show.",
    "media-too-many-pixels": "The picture is too wide or too high. Make it smaller.",
    "media-wrong-type": "Files of this kind cannot be posted.",
    "spacing-too-close": "Another post goes out shortly before or after it.",
    "text-bidi-controls": "There are marks in the words that turn letters around.",
    "text-empty": "There are no words in it.",
    "text-invisible-characters": "There are letters in it that nobody can see.",
    "text-look-alikes": "Some letters only look like those that are meant.",
    "text-not-nfc": "Some letters are stored in an uncommon way. `/fix` mends that.",
    "text-repeated": "The same words went out before, or will soon.",
    "text-same-on-accounts": "Several accounts say the very same.",
    "text-too-long": "The words are too long. Shorten them, or make it a thread.",
    "thread-too-long": "The thread has too many parts.",
    "time-just-passed": "The time has just passed. `/time` gives it another one.",
    "time-passed": "The time has passed. `/time` gives it another one.",
}
