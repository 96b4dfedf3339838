"""The words of the pages, in each language that they come in."""

from __future__ import annotations

from datetime import date

from mergecast.planning.agenda import Stage

LANGUAGES = ("en", "zh")

_ZH = {
    "Calendar": "日历",
    "Board": "看板",
    "Mix": "内容比例",
    "Skip to the posts": "跳到帖子",
    "Pages": "页面",
    "Months": "月份",
    "Earlier": "上个月",
    "Later": "下个月",
    "Today": "今天",
    "Time zone": "时区",
    "My own": "我的时区",
    "Look": "外观",
    "Dark or light": "深色或浅色",
    "Account": "账号",
    "Bucket": "类别",
    "Who": "负责人",
    "All": "全部",
    "New post": "新帖子",
    "Close": "关闭",
    "times in": "时间：",
    "made on": "生成于",
    "Needs a person": "需要有人处理",
    "Ideas": "想法",
    "Scheduled": "已排期",
    "Going out": "正在发布",
    "On record": "有记录",
    "Live": "已发布",
    "nothing here": "这里没有内容",
    "nothing in this month": "这个月没有帖子",
    "as soon as possible, until": "尽快发布，截止",
    "no time yet": "还没有时间",
    "Owner": "负责人",
    "Campaign": "活动",
    "File": "文件",
    "On the network": "查看帖子",
    "Alt text of image": "图片说明",
    "part": "第",
    "of": "共",
    "agreed": "约定",
    "fine": "正常",
    "more needed": "还差",
    "too many": "多出",
    "without a bucket": "没有类别",
    "open for": "投票时间",
    "min": "分钟",
    "planned": "计划内",
    "evergreen": "常青",
    "industry": "行业",
    "reactive": "即时",
    "Paid partnership": "付费合作",
    "Made with AI": "由人工智能生成",
    Stage.HELD.value: "已暂停",
    Stage.MISSED.value: "已错过",
    Stage.BY_HAND.value: "手动发布",
    Stage.GOING.value: "正在发布",
    Stage.PARTLY.value: "部分已发布",
    Stage.LIVE.value: "已发布",
    Stage.RETRACTED.value: "已撤回",
    Stage.CANCELLED.value: "已取消",
    Stage.UNREAD.value: "有记录",
    Stage.SCHEDULED.value: "已排期",
    Stage.IDEA.value: "想法",
}

_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def say(language: str, words: str) -> str:
    """Words of ours in the reader's language; English where there are no others."""
    return _ZH.get(words, words) if language == "zh" else words


def translated() -> frozenset[str]:
    """All words that have a translation."""
    return frozenset(_ZH)


def month(language: str, day: date) -> str:
    """A month and its year."""
    if language == "zh":
        return f"{day.year}年{day.month}月"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def weekday(language: str, day: date) -> str:
    """A day of the week, short."""
    return _DAYS[language][day.weekday()]
