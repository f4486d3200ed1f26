"""The roots of Indonesian, worked out of its most used words: from how many of them each one is left when their affixes
are taken off. So no dictionary is needed (those that there are may not be sold), and what people write counts.
"""

import re
from collections import Counter
from functools import cache

from search.affixes import DERIVING, left_of, without_clitics
from words.frequency import shares

OLD_MARK = re.compile("tch|oe|dj|tj|sj|ch")
"""What today's words do not have; j and nj are letters of today too."""
KEPT = frozenset("""
    pemerintah
    dari dengan adalah mereka seperti jangan pernah sekarang beberapa selalu pertama kepada mulai masalah kemudian
    memang sekali sedang tetapi kalian kenapa terlalu sering bahkan sesuatu apakah sehingga laki sedikit tangan segera
    sementara perempuan keluar berapa menang segala bahan perang ketua nyaman maupun merah kering senang mengapa
    walaupun selatan sejarah kemarin demikian menteri alami terkadang langkah persen perangkat misi berangkat masjid
    kursi perut jari kawasan nasi sepak delapan ringan sebentar sejati materi setan pegawai perlahan sembilan peluang
    perdana babi pelan menara pandai majalah psikologi bukankah kasihan lengan pangan seragam serang dimensi sari
    persis badai perak kerap pedang selagi medali ketimbang divisi serangga permanen memori permen permisi adapun
    terminal misteri semen naskah perkara senyawa pengantin berkah sandi barusan terapi kejam kelamin padi seberang
    kuningan perwira serat permata persegi perawan firman tingkah wangi pesat berisik cuti mentah pesisir perisai
    keringat pelangi beruang paskah kerangka rentan teknisi kemeja bangku semak penjuru melayu gerai kalori berlian
    makalah pedoman percuma direktorat petinggi kemari keponakan asasi mempelai segenap bagasi kerang kejang ketik
    keranjang sejajar mentega senat petang cukai selang melati bangkai alangkah sungkan tirai kesatria emisi pelita
    selat astronomi kebaya praktisi mentor kelam bahari pelat seraya kemudi jerami petisi petak serasi kelabu sosiologi
    otonomi kenang sekar merak safari kerah kari empati tungku arisan perdata serakah arkeologi petik kenari senar
    terong risalah mendiang lintah membran pedal pekat keramat mendung bagan lamban memar kemiri semenanjung pertiwi
    kedap kompresi teratai milisi selokan terjal pelampung pekerti teologi rasi beranda merica mentimun terasi semarak
    kekar sekat selancar ironi erosi terjang kelontong merana serak setor petaka peranti petuah pelana pematang perjaka
    penggawa permadani perangai tirani kelereng sedimen audiensi seluncur serai kerut peniti perawi gawai bantah berani
    polisi ekonomi politisi pemuda partai pantai penting kepala kereta sekolah peristiwa kembali sendiri ketika pangku
    pangkat kental mental santai lantai rantai mandiri serikat peringkat dinding kunci perilaku terang perihal kami
    demi berkas dinas senin sisi tali papan balai kelola sekitar seksi survei gladi pendapa perhati kedung person
    disinfektan tandatangan tunggak dingin selaku sekadar seni
    aju aku acu uap api lingkung rombong rintang ramu keruk anyam bingkis taut hampar runding susur
""".split())  # fmt: skip
"""Words that have a meaning of their own though they look derived, of those that are used most: who looks for an order
(perintah) does not mean the government, which stands in every letterhead. The last line: roots that too few words prove."""
LEAST, LEAST_SHORT = 2, 4
"""Derived words that prove a root that is no word of its own (temu: bertemu, ditemukan); of one of three letters."""
_NO_ROOT = re.compile("^(m[^aeiou]|n[^aeiouyg]|n[yg][^aeiou]|[^aeiou]{3})|([^aeioun]|[^aeiou][^aeioug])[^aeiou]$")
"""Letters that no root begins or ends with: what was cut off behind a nasal (menjual: njual) or before an i."""


@cache
def words() -> dict[str, float]:
    """Some 30,000 words in lower case that are used most, in the spelling of today, and their shares of all text."""
    return {
        word: share
        for word, share in shares("id").items()
        if len(word) > 2 and word.isascii() and word.isalpha() and not OLD_MARK.search(word)
    }


@cache
def derived() -> Counter[str]:
    """Of each root, and of words that may be one, how many of the words are made with one confix: 0.2 s, once a
    process."""
    found = Counter(one for word in words() if bare(word) == word for one in left_of(word, 1))
    return Counter({root: many for root, many in found.items() if stands_alone(root) or _proved(root, found)})


def bare(word: str) -> str:
    """Without a particle or an owner behind it where it is used more so, the word itself else: suratnya, surat."""
    less = without_clitics(word)
    return less if words().get(less, 0) > words().get(word, 0) else word


def is_word(word: str) -> bool:
    """Whether a word in lower case is one of the language: one of those used most, or a root that they prove."""
    return stands_alone(word) or word in derived()


def stands_alone(word: str) -> bool:
    """Whether it is used as it is, or is kept."""
    return word in words() or word in KEPT


def _proved(root: str, found: Counter[str]) -> bool:
    """Whether enough is derived from what is no word of its own, and not all of it by way of one that has a suffix:
    evaluas- stands in evaluasi alone."""
    enough = found[root] >= (LEAST if len(root) > 3 else LEAST_SHORT) and not _NO_ROOT.search(root)
    return enough and all(found[root] > found[root + suffix] + 1 for suffix in DERIVING if root + suffix in words())
