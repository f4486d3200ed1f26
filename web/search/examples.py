"""Examples of the query language for the help: English and Indonesian of the same question, and what it does.

A test asks them all and finds a letter with each; docs/searching.md has the same ones."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

Examples = Sequence[tuple[str, str, object]]
GROUPS: Mapping[object, Examples] = {
    _l("Plain sentences"): (
        (
            "letters from dinas pekerjaan umum about jembatan",
            "surat dari dinas pekerjaan umum tentang jembatan",
            _l("From whom, to whom and about what: found elsewhere too, but first where it is meant."),
        ),
        ("jembatan last month", "jembatan bulan lalu", _l("Of a time, counted from today.")),
        (
            "jembatan since March 2016",
            "jembatan sejak maret 2016",
            _l("Since, before, after, from one time to another."),
        ),
        ("jembatan 2019", "jembatan 2019", _l("Dated so, or with the date in the text.")),
        (
            "answer to our letter 005/127/DPU/2019",
            "jawaban atas surat kami 005/127/DPU/2019",
            _l("Letters that refer to a number."),
        ),
        ("rusak AND dan", "rusak DAN dan", _l("With AND all words are taken as they are, small ones too.")),
    ),
    _l("Words"): (
        ("perbaikan jembatan", "perbaikan jembatan", _l("All the words, in any order and any form: perbaiki too.")),
        ('"jembatan gantung"', '"jembatan gantung"', _l("Exactly these words, one after the other.")),
        ('"jembatan rusak"~5', '"jembatan rusak"~5', _l("At most five words between them, in either order.")),
        ("jembatan NEAR rusak", "jembatan DEKAT rusak", _l("At most ten words between them; NEAR/5: five.")),
        ("jembatan OR jalan", "jembatan ATAU jalan", _l("One of them is enough.")),
        ("jembatan NOT gantung", "jembatan BUKAN gantung", _l("Without a word. A minus before it does the same.")),
        ("jembatan AND rusak", "jembatan DAN rusak", _l("Both words, and never only one of them.")),
        ("(jembatan OR jalan) desa", "(jembatan ATAU jalan) desa", _l("Parentheses keep together.")),
        ("perbai*", "perbai*", _l("All words that begin so.")),
        ("jem*tan", "jem*tan", _l("Any letters in the place of *; three letters must be there.")),
        ("j?mbatan", "j?mbatan", _l("One letter in the place of ?.")),
        ("jembtan~", "jembtan~", _l("Words that differ in a letter or two, or as a bad scan is misread.")),
    ),
    _l("Numbers of letters"): (
        (
            "005/127/DPU/2019",
            "005/127/DPU/2019",
            _l("The letter with this number comes first, then those that refer to it."),
        ),
        ("5 / 127 / dpu / 2019", "5 / 127 / dpu / 2019", _l("In any form: blanks, hyphens, without zeros, O for 0.")),
        ("005/127/2019", "005/127/2019", _l("With parts left out.")),
        ("no 127", "no 127", _l("One part of it.")),
        ("number:127/DPU", "nomor:127/DPU", _l("Only the letter's own number.")),
    ),
    _l("In one field"): (
        ("subject:jembatan", "perihal:jembatan", _l("Only in one field.")),
        (
            'sender:"pekerjaan umum"',
            'dari:"pekerjaan umum"',
            _l("Several words in one field stand in quotation marks."),
        ),
        (
            "subject:(jembatan OR jalan)",
            "perihal:(jembatan ATAU jalan)",
            _l("The field holds for the whole parenthesis."),
        ),
        ("sender?:pekerjaan", "dari?:pekerjaan", _l("Rather in this field, but elsewhere too.")),
        ("direction:incoming -gantung", "arah:masuk -gantung", _l("Incoming letters without a word.")),
    ),
    _l("Dates"): (
        ("year:2015..2019", "tahun:2015..2019", _l("From one year to another; 2015.. and ..2019 are open.")),
        ("date:2019-03", "tanggal:3/2019", _l("A month.")),
        ("date:5 March 2019", "tanggal:5 maret 2019", _l("A day.")),
        ("date:>=2019-03-05", "tanggal:>=5/3/2019", _l("On a day or later.")),
        ("date:3/2016..6/2019", "tanggal:3/2016..6/2019", _l("From one month to another.")),
        ("date:last-month", "tanggal:bulan-lalu", _l("Counted from today: yesterday, this week, last 30 days.")),
        ("added:today", "diterima:hari-ini", _l("Which came in today.")),
    ),
}
