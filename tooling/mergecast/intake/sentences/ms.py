"""The sentences in Malay."""

from __future__ import annotations

from collections.abc import Mapping

WEEKDAYS = ("Isn", "Sel", "Rab", "Kha", "Jum", "Sab", "Ahd")

SENTENCES: Mapping[str, str] = {
    # the comment on the issue
    "head-draft": "Draf anda di sini: #{pull}. Halaman itu menunjukkan rupanya nanti.",
    "head-none": "Draf belum ada: masih ada yang kurang.",
    "head-merged": "Ia telah diluluskan dan digabungkan dengan #{pull}.",
    "head-closed": (
        "Draf #{pull} telah ditutup. Buka semula isu ini untuk meneruskannya."
    ),
    "head-taken": (
        "{who} menyambung draf #{pull} sendiri. "
        "Perubahan anda di sini tidak sampai lagi ke situ: tulis di halaman itu."
    ),
    "goes-out": (
        "Ia disiarkan pada **{time}** ({zone}) di {accounts}, sebaik sahaja diluluskan."
    ),
    "goes-asap": (
        "Ia disiarkan di {accounts} sebaik sahaja diluluskan dan digabungkan, "
        "selewat-lewatnya **{time}** ({zone})."
    ),
    "goes-later": "Ia untuk {accounts} dan belum ada masa; `/time` memberinya masa.",
    "state-draft": (
        "Apabila anda puas hati, tulis `/ready`: rakan sekerja akan diminta menyemak."
    ),
    "state-ready": "Rakan sekerja telah diminta meluluskannya. Tiada lagi yang perlu.",
    "asks": "Yang masih perlu anda nyatakan:",
    "finds": "Yang ditemui di dalamnya:",
    "how": (
        "Untuk mengubahnya, sunting jawapan anda di atas, atau tulis komen: "
        "`/time 2026-11-24 09:00`, `/text` dengan teks baharu di bawahnya, "
        "`/alt 1 apa yang ada dalam gambar`. `/help` menerangkan semuanya."
    ),
    # the form
    "form-none": (
        "Isu ini tidak dibuat dengan borang, jadi tiada apa-apa untuk dijadikan "
        "hantaran. Sila buka isu baharu dengan borang."
    ),
    "form-doubled": (
        "Tajuk {label} ada lebih daripada sekali dalam jawapan anda, dan tidak jelas "
        "yang mana satu. Buang tajuk itu daripada teks anda sendiri."
    ),
    "failed": (
        "Ada masalah, dan tidak semuanya siap. Ahli pasukan boleh melihat sebabnya "
        "dalam larian {run}. Untuk mencuba lagi, sunting jawapan anda atau tulis "
        "komen itu sekali lagi."
    ),
    "stranger": (
        "Anda bukan ahli pasukan ini, jadi draf dibuat apabila seseorang daripada "
        "pasukan menulis `/accept` di sini."
    ),
    # the words
    "words-missing": "Tulis apa yang pembaca akan lihat.",
    "words-parts": (
        "Baris `---` sahaja memulakan bahagian baharu, dan ada lebih daripada {most}."
    ),
    "words-hidden": (
        "Ada aksara di dalamnya yang tidak kelihatan dan tidak dibenarkan dalam fail "
        "di sini: {what}. Taip semula bahagian itu, atau tampal tanpa format."
    ),
    # accounts and campaign
    "account-missing": "Nyatakan di akaun mana. Yang ada: {known}.",
    "account-unknown": "Tiada akaun {name}. Yang ada: {known}.",
    "account-ambiguous": (
        "{name} boleh bermaksud lebih daripada satu akaun. Guna nama pendek: {known}."
    ),
    "campaign-unknown": "Tiada kempen {name}. Yang ada: {known}.",
    # the time
    "when-asap-until": (
        "Secepat mungkin, tetapi sehingga bila? Tulis seperti "
        "`secepat mungkin, sebelum 2026-11-24 18:00`."
    ),
    "when-no-day": "Pada hari apa? Tulis seperti `2026-11-24 09:00`.",
    "when-no-time": "Pukul berapa? Tulis seperti `2026-11-24 09:00`.",
    "when-no-year": "Tahun berapa? Tulis seperti `2026-11-24 09:00`.",
    "when-no-such-day": "Tiada hari {day} dalam kalendar.",
    "when-no-such-time": "Tiada jam yang menunjukkan {time}.",
    "when-odd-part": "{time} dan {part} tidak sepadan. Tulis seperti `21:30`.",
    "when-other-weekday": "{day} jatuh pada hari lain. Yang mana satu dimaksudkan?",
    "when-passed": "{time} sudah berlalu. Tulis masa yang lebih lewat.",
    "when-skipped": (
        "Tiada {time} di {zone}: jam dicepatkan ketika itu. Selepasnya ialah {after}."
    ),
    "when-strange-zone": (
        "{zone} tidak cukup jelas. Buang jika mengikut jam di tempat akaun itu, "
        "atau namakan tempat: `2026-11-24 09:00 Asia/Kuala_Lumpur`."
    ),
    "when-too-long": "Masa itu teks yang panjang. Tulis seperti `2026-11-24 09:00`.",
    "when-twice": (
        "{time} berlaku dua kali di {zone}, kerana jam dilambatkan. "
        "Tulis `pertama` atau `kedua` di belakangnya."
    ),
    "when-two-days": "Ada lebih daripada satu hari. Tulis seperti `2026-11-24 09:00`.",
    "when-two-readings": "Adakah {one} atau {other}? Tulis yang dimaksudkan.",
    "when-two-times": "Ada lebih daripada satu masa. Tulis seperti `2026-11-24 09:00`.",
    "when-unknown-words": (
        "Perkataan {words} tidak difahami. Tulis seperti `2026-11-24 09:00`."
    ),
    "when-unknown-zone": (
        "{zone} bukan zon waktu. Namakan tempat, seperti `Asia/Kuala_Lumpur`."
    ),
    "when-weekday": "Itu haribulan berapa? Tulis seperti `2026-11-24 09:00`.",
    "when-which-half": "{time} itu pagi atau malam? Tulis seperti `21:00`.",
    "when-zones-differ": (
        "Akaun-akaun itu di zon waktu berlainan ({zones}). Tulis yang dimaksudkan di "
        "belakang masa."
    ),
    # pictures
    "alt-count": (
        "Ada {lines} penerangan dan {pictures} gambar. Tulis satu baris setiap satu, "
        "atau `/alt 1 ...`, `/alt 2 ...`."
    ),
    "alt-number": "Tiada gambar {number}; ada {pictures}.",
    "alt-words": (
        "Tulis apa yang ada dalam gambar: `/alt 1 Bas hijau pada waktu malam`."
    ),
    "picture-away": (
        "Gambar {url} tidak dapat diambil sekarang. Seret sekali lagi, atau cuba nanti."
    ),
    "picture-host": (
        "Gambar {url} berada di tempat lain. Seret failnya ke dalam borang: "
        "hanya yang dimuat naik di sini digunakan."
    ),
    "picture-large": "Gambar {url} melebihi {most} MB. Kecilkan dahulu.",
    "picture-heic": (
        "Satu gambar dalam format iPhone (HEIC). Simpan sebagai JPEG dahulu: "
        "buka gambar, pilih Eksport, kemudian JPEG; atau e-mel kepada diri sendiri."
    ),
    "picture-svg": "SVG tidak boleh disiarkan. Eksport sebagai PNG dan seret yang itu.",
    "picture-video": "Video belum boleh disiarkan. Guna gambar atau GIF.",
    "picture-type": "Fail {url} bukan gambar PNG, JPEG, GIF atau WebP.",
    "picture-many": "Ada lebih daripada {most} gambar. Buang sebahagian.",
    "pictures-dropped": "{count} gambar hilang bersama bahagiannya.",
    "pictures-first-part": (
        "Gambar berada di bahagian pertama bebenang. Untuk bahagian lain, letakkan "
        "gambar pada barisnya sendiri di bawah teks bahagian itu, dengan `/text`."
    ),
    # answers to comments
    "done": "Siap: draf #{pull} telah dikemas kini.",
    "done-nothing": "Draf #{pull} memang sudah begitu.",
    "done-no-draft": "Dicatat, tetapi draf belum ada: masih ada yang kurang.",
    "fixed": "Siap: {count} tempat dibetulkan dalam #{pull}.",
    "fixed-nothing": "Tiada yang boleh dibetulkan tanpa bertanya kepada anda.",
    "ready": "Siap: #{pull} bukan draf lagi, dan rakan sekerja diminta menyemak.",
    "ready-already": "#{pull} memang sudah sedia.",
    "ready-not": "Belum lagi: betulkan dahulu apa yang disenaraikan di atas.",
    "closed": "Siap: draf #{pull} ditutup, dan tiada apa-apa disiarkan.",
    "closed-already": "Draf itu sudah ditutup.",
    "merged-already": (
        "#{pull} sudah digabungkan, jadi draf ini tidak boleh diubah. "
        "Isi borang baharu, atau minta rakan menukar masanya atau menariknya balik."
    ),
    "no-draft": "Draf belum ada. Sunting jawapan anda dalam borang dahulu.",
    "not-allowed": (
        "Hanya orang yang meminta hantaran ini, dan yang ada akses tulis, boleh."
    ),
    "accept-only": "Hanya orang yang ada akses tulis boleh menerimanya.",
    "trend-scores": (
        "Tulis tiga markah dari 1 hingga 5, iaitu kaitan, keselamatan dan nilai: "
        "`/trend 4 5 3`."
    ),
    "unknown-order": "Tiada arahan {name}. Adakah anda maksudkan {near}?",
    "help": (
        "Tulis satu daripada ini di permulaan komen:\n"
        "\n"
        "- `/text` dan di bawahnya teks baharu, tepat seperti pembaca akan melihatnya; "
        "satu baris `---` sahaja di antara bahagian bebenang\n"
        "- `/time 2026-11-24 09:00` untuk masa lain; `/time belum` membuangnya\n"
        "- `/account acme` untuk akaun lain, dengan koma di antaranya\n"
        "- `/alt 1 apa yang ada dalam gambar`\n"
        "- `/trend 4 5 3` untuk yang tidak boleh menunggu: kaitan, keselamatan dan "
        "nilai, 1 hingga 5\n"
        "- `/fix` untuk membetulkan yang hanya ada satu jawapan\n"
        "- `/ready` apabila anda puas hati: rakan sekerja diminta meluluskan\n"
        "- `/close` untuk membatalkannya\n"
        "\n"
        "Menyunting jawapan dalam borang juga boleh."
    ),
}

FINDINGS: Mapping[str, str] = {
    "alt-text-missing": (
        "Nyatakan apa yang ada dalam gambar, untuk orang yang tidak dapat melihatnya: "
        "`/alt 1 ...`."
    ),
    "alt-text-too-long": "Penerangan gambar terlalu panjang.",
    "alt-text-useless": "Penerangan itu tidak menyatakan apa yang ada dalam gambar.",
    "campaign-outside": "Masanya di luar tarikh kempen.",
    "day-too-full": "Sudah banyak hantaran pada hari itu.",
    "link-dangerous": "Satu pautan bukan seperti yang kelihatan.",
    "media-too-large": "Fail gambar terlalu besar. Kecilkan.",
    "media-too-many": "Ada lebih banyak gambar daripada yang boleh dipaparkan.",
    "media-too-many-pixels": "Gambar terlalu lebar atau tinggi. Kecilkan.",
    "media-wrong-type": "Fail jenis ini tidak boleh disiarkan.",
    "spacing-too-close": "Ada hantaran lain sejurus sebelum atau selepasnya.",
    "text-bidi-controls": "Ada tanda dalam teks yang membalikkan susunan huruf.",
    "text-empty": "Tiada teks di dalamnya.",
    "text-invisible-characters": "Ada aksara yang tidak kelihatan.",
    "text-look-alikes": "Sesetengah huruf hanya serupa dengan yang dimaksudkan.",
    "text-not-nfc": "Sesetengah huruf disimpan dengan cara luar biasa. Guna `/fix`.",
    "text-repeated": "Teks yang sama pernah disiarkan, atau akan disiarkan.",
    "text-same-on-accounts": "Beberapa akaun menyatakan perkara yang sama.",
    "text-too-long": "Teks terlalu panjang. Pendekkan, atau jadikan bebenang.",
    "thread-too-long": "Bebenang itu terlalu banyak bahagian.",
    "time-just-passed": "Masanya baru sahaja berlalu. Guna `/time`.",
    "time-passed": "Masanya sudah berlalu. Guna `/time` untuk masa lain.",
}
