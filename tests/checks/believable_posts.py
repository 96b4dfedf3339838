"""Texts as social editors really write them. No check has anything to say of them.

Grouped by what a check could stumble over. Each fits one post on X.
"""

from __future__ import annotations

ENGLISH = (
    "mergecast 1.0 is out. Review is the approval. https://example.org/launch",
    "Doors open at 9 a.m. — coffee's on us ☕️ See you at Hall 3, booth 17!",
    "We're hiring: 2 designers → https://example.org/jobs?utm_source=x&utm_medium=s#all",
    "“It just works,” said nobody, ever. So we tested it 10,000 times. #QA #testing",
    "Thank you @acme_my for hosting us 🙏🏽 Photos: https://example.org/@acme/album",
    "Q3 in numbers:\n\n• 1,204 posts\n• 0 sent twice\n• 3 held back\n\nWhat's next? 👇",
    "Save the date!\n\n📅 24 Nov 2026\n⏰ 09:00 MYT / 02:00 CET\n📍 Kuala Lumpur",
    "Accuracy: ±0.5 °C, 10 µm, 4.7 kΩ, 20 μSv/h. https://example.org/docs/sensor.pdf",
    "Résumé tips from our team: keep it short, naïve claims out, façade off.",
    "Step 1️⃣ write. Step 2️⃣ review. Step 3️⃣ merge. #️⃣nofilter ©️ 2026 Acme™️",
    "Data: it's complicated. JavaScript: less so. Let x = β·t, with E = hν.",
    "The meeting is at 10:30, not 10.30. Room C4, code 192.168 (joke). See v2.0.1!",
)
CHINESE = (
    "合并即发布，审核即批准。mergecast 1.0 今天上线！",
    "【新品上市】Ａ款已售罄，Ｂ款限量３００件。详情：https://example.org/zh了解更多",
    "感谢大家的支持！！扫码关注我们的公众号，查看 iPhone 版 App 下载方式。",
    "請到 https://example.com.tw/活動 報名，名額有限，額滿為止。",
    "11月24日（周二）上午九点，吉隆坡，我们不见不散～🎉🎊",
    "问：为什么只发一次？\n答：因为读者只想看一次。\n\n了解更多👉https://example.org。",
)
MALAY = (
    "Semak, gabung, dan ia terus terbit. Tahniah kepada semua pasukan! 🎉",
    "Selamat Hari Raya 🌙 Maaf zahir & batin daripada kami sekeluarga 👨‍👩‍👧‍👦",
    "Tawaran s/d 30 November: diskaun 20% untuk e-dagang. T&S: https://example.my/ts",
    "Jom sertai bengkel percuma di Kuala Lumpur, Sabtu ini jam 10 pagi!",
)
ARABIC = (
    "صدر الإصدار الأول من mergecast اليوم. المراجعة هي الموافقة.",
    "نرحّب بكم في معرضنا يوم الثلاثاء، الساعة ٩ صباحًا، قاعة رقم ٣.",
    "السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ وَبَرَكَاتُهُ",
    "حمّل تطبيقنا الجديد بلغة C++\u200f الآن: https://example.org/ar",
    "التاريخ: ١٥ رمضان ١٤٤٨ ه\u200d. كل عام وأنتم بخير 🌙",
)
OTHERS = (
    "به‌روزرسانی جدید می‌آید. نظر شما را می‌خواهیم بدانیم.",  # Persian
    "הגרסה החדשה כאן! הורידו מה-App Store או מGoogle Play. שָׁלוֹם",
    "हमारा नया संस्करण आ गया है। क्‍या आपने देखा? र्‍य",  # Hindi with joiners
    "เปิดตัววันนี้\u200bที่กรุงเทพฯ พบกันเวลา 9 โมงเช้า",  # Thai with a break
    "新機能のお知らせ：ＮＨＫさんの番組でTシャツをYouTube配信します。葛󠄀飾区にて",
    "새로운 기능을 소개합니다! Android 및 iOS에서 사용해 보세요.",
    "Сегодня выходит mergecast 1.0. IT-компании, PDFка внутри, скидка 20 % в СберID.",
    "Ура! Мы открылись. Wi‑Fi, 3D-печать и кофе — бесплатно. https://example.ru",
    "Νέα έκδοση σήμερα! Κατεβάστε το app από το App Store. Το ΑΕΠ ανέβηκε 2%.",
    "Đã ra mắt phiên bản mới! Cảm ơn các bạn rất nhiều ❤️",
    "Neu ab heute: größer, schöner, für 9,99 €. Übrigens: „Straße“ bleibt Straße.",
    "Quoi de neuf ? Tout, dès 9 h 00 ! Détails : https://exemple.fr/été",
    "¡Ya está aquí! ¿Qué te parece? Año nuevo, versión nueva 🥳",
)
EMOJI = (
    "Family day: 👨‍👩‍👧 👩‍👩‍👧‍👦 👨🏽‍🤝‍👨🏻 👩🏿‍🚀 🧑‍🧑‍🧒‍🧒 welcome!",
    "Flags up: 🇲🇾 🇸🇬 🇩🇪 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈 🏳️‍⚧️ 🏴‍☠️",
    "Moods: ❤️‍🔥 ❤︎ 😮‍💨 🙂‍↔️ 🐦‍⬛ 🐻‍❄️ 👁️‍🗨️ ⛓️‍💥 ✔️ ☑️ ▶️ ↗️ ‼️ ℹ️",
    "👏👏👏",
)

TEXTS = (*ENGLISH, *CHINESE, *MALAY, *ARABIC, *OTHERS, *EMOJI)

DESCRIPTIONS = (
    "A merged pull request turning into a post",
    "Bar chart: posts per month rose from 20 in May to 85 in October 2026",
    "Mei stands on a stage and points at the words “merge it”",
    "一位编辑在笔记本电脑前审阅文章，屏幕上显示绿色的合并按钮",
    "Dua orang menyemak kalendar di dinding pejabat",
    "شخصان يراجعان تقويما على الحائط",
    "Acme logo",
    "2026 in review",
    "Photographers wait in front of the hall",
    "Picture frames on a white wall",
    "Logo: a fish that jumps out of a branch",
    "Screenshot of the plan, with three posts marked as due today",
)
