"""The sentences in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

SENTENCES: Mapping[str, str] = {
    # the comment on the issue
    "head-draft": "您的草稿在这里：#{pull}。打开那一页就能看到发布后的样子。",
    "head-none": "还没有草稿：缺少一些内容。",
    "head-merged": "已获批准，并随 #{pull} 合并。",
    "head-closed": "草稿 #{pull} 已关闭。要继续的话，请重新打开这个 issue。",
    "head-taken": (
        "{who} 正在手工修改草稿 #{pull}。"
        "您在这里做的修改不会再进入草稿，请到那一页给对方留言。"
    ),
    "goes-out": "获批后将于 **{time}**（{zone}）在 {accounts} 发布。",
    "goes-asap": (
        "获批并合并后立即在 {accounts} 发布，最晚不超过 **{time}**（{zone}）。"
    ),
    "goes-later": "账号是 {accounts}，还没有定时间；用 `/time` 可以定时间。",
    "state-draft": "满意后请写 `/ready`，就会请同事审批。",
    "state-ready": "已经请同事审批，您不用再做什么。",
    "asks": "还需要您说明：",
    "finds": "检查发现：",
    "how": (
        "要修改，可以编辑上面的回答，也可以写评论："
        "`/time 2026-11-24 09:00`；`/text` 并在下面写新的正文；"
        "`/alt 1 图片里有什么`。`/help` 列出全部命令。"
    ),
    # the form
    "form-none": (
        "这个 issue 不是用表单创建的，没有内容可以生成帖子。请用表单新建一个。"
    ),
    "form-doubled": (
        "标题 {label} 在您的回答里出现了不止一次，不清楚以哪个为准。"
        "请把它从您自己的文字里去掉。"
    ),
    "failed": (
        "出了点问题，没有全部完成。团队成员可以在工作流的第 {run} 次运行里看到原因。"
        "要再试一次，请编辑您的回答，或者再写一遍评论。"
    ),
    "stranger": "您不是这个团队的成员，需要团队里有人在这里写 `/accept` 才会生成草稿。",
    # the words
    "words-missing": "请写下读者会看到的文字。",
    "words-parts": ("单独一行的 `---` 会开始新的一条，现在超过了 {most} 条。"),
    "words-hidden": (
        "里面有一个看不见、这里的文件也不允许的字符：{what}。"
        "请重新输入那个地方，或者粘贴时不带格式。"
    ),
    # accounts and campaign
    "account-missing": "请说明发在哪个账号。可选：{known}。",
    "account-unknown": "没有账号 {name}。可选：{known}。",
    "account-ambiguous": "{name} 可能指不止一个账号。请用简称：{known}。",
    "campaign-unknown": "没有活动 {name}。可选：{known}。",
    # the time
    "when-asap-until": (
        "尽快发布，但最晚到什么时候？请写成 `尽快，最晚 2026-11-24 18:00`。"
    ),
    "when-no-day": "哪一天？请写成 `2026-11-24 09:00`。",
    "when-no-time": "几点？请写成 `2026-11-24 09:00`。",
    "when-no-year": "哪一年？请写成 `2026-11-24 09:00`。",
    "when-no-such-day": "日历上没有 {day} 这一天。",
    "when-no-such-time": "没有 {time} 这个时间。",
    "when-odd-part": "{time} 和 {part} 对不上。请写成 `21:30`。",
    "when-other-weekday": "{day} 是另一个星期几。到底是哪一天？",
    "when-passed": "{time} 已经过去了，请写一个以后的时间。",
    "when-skipped": (
        "{zone} 没有 {time} 这个时间：那时要把时钟拨快。之后的时间是 {after}。"
    ),
    "when-strange-zone": (
        "{zone} 不够明确。以账号所在地的时钟为准的话请去掉它，"
        "否则请写地名：`2026-11-24 09:00 Asia/Kuala_Lumpur`。"
    ),
    "when-too-long": "时间写得太长了。请写成 `2026-11-24 09:00`。",
    "when-twice": (
        "{zone} 那天要把时钟拨慢，{time} 会出现两次。请在后面写“第一次”或“第二次”。"
    ),
    "when-two-days": "里面不止一个日期。请写成 `2026-11-24 09:00`。",
    "when-two-readings": "是 {one} 还是 {other}？请写您想要的那一个。",
    "when-two-times": "里面不止一个时间。请写成 `2026-11-24 09:00`。",
    "when-unknown-words": "看不懂 {words}。请写成 `2026-11-24 09:00`。",
    "when-unknown-zone": "{zone} 不是时区。请写地名，例如 `Asia/Shanghai`。",
    "when-weekday": "那是几月几号？请写成 `2026-11-24 09:00`。",
    "when-which-half": "{time} 是上午还是晚上？请写成 `21:00`。",
    "when-zones-differ": "这些账号在不同时区（{zones}）。请在时间后面写上以哪个为准。",
    # pictures
    "alt-count": (
        "有 {lines} 行说明，{pictures} 张图片。请每张图片写一行，"
        "或者用 `/alt 1 ……`、`/alt 2 ……`。"
    ),
    "alt-number": "没有第 {number} 张图片，一共 {pictures} 张。",
    "alt-words": "请写图片里有什么：`/alt 1 夜里的一辆绿色巴士`。",
    "picture-away": "暂时取不到图片 {url}。请再拖进来一次，或者稍后再试。",
    "picture-host": "图片 {url} 在别的地方。请把文件拖进表单：只使用上传到这里的图片。",
    "picture-large": "图片 {url} 超过 {most} MB，请缩小一些。",
    "picture-heic": (
        "有一张图片是 iPhone 的格式（HEIC）。请先存成 JPEG："
        "打开图片，选择“导出”，再选 JPEG；或者用邮件发给自己。"
    ),
    "picture-svg": "SVG 不能发布。请导出为 PNG 再拖进来。",
    "picture-video": "目前还不能发布视频。请用图片或 GIF。",
    "picture-type": "文件 {url} 不是 PNG、JPEG、GIF 或 WebP 图片。",
    "picture-many": "图片超过 {most} 张，请去掉一些。",
    "pictures-dropped": "{count} 张图片随所在的部分一起去掉了。",
    "pictures-first-part": (
        "图片放在第一条里。要放在别的一条，请用 `/text`，"
        "把图片单独写一行放在那一条的文字下面。"
    ),
    # answers to comments
    "done": "好了：草稿 #{pull} 已更新。",
    "done-nothing": "草稿 #{pull} 里已经是这样了。",
    "done-no-draft": "记下了，但还没有草稿：缺少一些内容。",
    "fixed": "好了：#{pull} 里改正了 {count} 处。",
    "fixed-nothing": "没有可以不问您就改正的地方。",
    "ready": "好了：#{pull} 不再是草稿，已经请同事审批。",
    "ready-already": "#{pull} 已经准备好了。",
    "ready-not": "还不行：请先改正上面列出的问题。",
    "closed": "好了：草稿 #{pull} 已关闭，什么都不会发出去。",
    "closed-already": "草稿已经关闭了。",
    "merged-already": (
        "#{pull} 已经合并，草稿不能再改。请填一份新的表单，或请同事改期、撤回。"
    ),
    "no-draft": "还没有草稿。请先编辑表单里的回答。",
    "not-allowed": "只有申请人和有写权限的人可以这样做。",
    "accept-only": "只有有写权限的人可以接受。",
    "trend-scores": (
        "请写三个 1 到 5 的分数，依次是相关、安全、价值：`/trend 4 5 3`。"
    ),
    "unknown-order": "没有命令 {name}。您是指 {near} 吗？",
    "help": (
        "请在评论开头写下面的命令之一：\n"
        "\n"
        "- `/text`，并在下面写新的正文，一字不改地给读者看；"
        "多条之间单独写一行 `---`\n"
        "- `/time 2026-11-24 09:00` 改时间；`/time 待定` 取消时间\n"
        "- `/account acme` 改账号，多个之间用逗号隔开\n"
        "- `/alt 1 图片里有什么`\n"
        "- `/trend 4 5 3` 用于不能等的帖子：相关、安全、价值，各 1 到 5 分\n"
        "- `/fix` 改正只有一种正确答案的地方\n"
        "- `/ready` 表示满意，请同事审批\n"
        "- `/close` 放弃\n"
        "\n"
        "也可以直接编辑表单里的回答。"
    ),
}

FINDINGS: Mapping[str, str] = {
    "alt-text-missing": "请为看不到图片的人说明图片里有什么：`/alt 1 ……`。",
    "alt-text-too-long": "图片说明太长了。",
    "alt-text-useless": "图片说明没有说出图片里有什么。",
    "campaign-outside": "时间不在活动的日期之内。",
    "day-too-full": "那一天的帖子已经很多了。",
    "link-dangerous": "里面有一个链接和看上去的不一样。",
    "media-too-large": "图片文件太大，请缩小。",
    "media-too-many": "图片数量超过了一条帖子能显示的数量。",
    "media-too-many-pixels": "图片太宽或太高，请缩小。",
    "media-wrong-type": "这种文件不能发布。",
    "spacing-too-close": "前后不久还有另一条帖子。",
    "text-bidi-controls": "文字里有会把字母顺序颠倒的符号。",
    "text-empty": "没有文字。",
    "text-invisible-characters": "里面有看不见的字符。",
    "text-look-alikes": "有些字母只是看起来像该用的字母。",
    "text-not-nfc": "有些字符的存储方式不常见。`/fix` 可以改正。",
    "text-repeated": "同样的文字以前发过，或者很快要发。",
    "text-same-on-accounts": "几个账号说的完全一样。",
    "text-too-long": "文字太长了。请缩短，或者分成几条。",
    "thread-too-long": "条数太多了。",
    "time-just-passed": "时间刚刚过去。请用 `/time` 改时间。",
    "time-passed": "时间已经过去了。请用 `/time` 改时间。",
}
