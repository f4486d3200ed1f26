"""Words of a plain sentence that say how the others are meant, in Indonesian, English and Dutch.

They are written by hand, and short: what is left out here is never searched in a sentence of several words. A word that
stands in letters for itself as often as for its part in a sentence ("mana", "atas nama") is better searched.
"""


def _table(**words: str) -> dict[str, str]:
    return {word: name for name, some in words.items() for word in some.split()}


LEANS = _table(
    sender="dari oleh from by",
    recipients="kepada to aan",
    subject="tentang mengenai perihal hal soal terkait about regarding concerning betreffende",
    signer="ditandatangani signed ondertekend",
    copies="tembusan",
)
"""What stands behind such a word is looked for in a field rather than elsewhere."""
LEFT = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "pada",
        "dalam",
        "dengan",
        "untuk",
        "itu",
        "ini",
        "tersebut",
        "adalah",
        "ialah",
        "akan",
        "telah",
        "sudah",
        "oleh",
        "para",
        "kami",
        "kita",
        "saya",
        "anda",
        "ada",
        "apa",
        "apakah",
        "mana",
        "siapa",
        "semua",
        "semuanya",
        "segala",
        "seluruh",
        "cari",
        "carikan",
        "tolong",
        "mohon",
        "lihat",
        "tampilkan",
        "tunjukkan",
        "temukan",
        "the",
        "a",
        "an",
        "and",
        "in",
        "on",
        "at",
        "of",
        "for",
        "with",
        "this",
        "that",
        "these",
        "those",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "our",
        "my",
        "your",
        "their",
        "we",
        "i",
        "you",
        "it",
        "its",
        "everything",
        "anything",
        "all",
        "any",
        "find",
        "show",
        "me",
        "please",
        "search",
        "where",
        "which",
        "who",
        "what",
        "when",
        "de",
        "het",
        "een",
        "en",
        "van",
        "met",
        "voor",
        "op",
        "te",
        "dat",
        "die",
        "deze",
        "dit",
        "is",
        "zijn",
        "was",
        "waren",
        "ons",
        "onze",
        "mijn",
        "uw",
        "alles",
        "alle",
        "zoek",
        "toon",
    ]
)
"""What a sentence may do without."""
LETTERS = frozenset(
    [
        "surat",
        "naskah",
        "dokumen",
        "berkas",
        "letter",
        "letters",
        "document",
        "documents",
        "mail",
        "correspondence",
        "file",
        "files",
        "brief",
        "brieven",
        "stuk",
        "stukken",
    ]
)
"""What is looked for: of no use where a sentence goes on to say which."""
KINDS = frozenset(
    ["company", "firm", "agency", "office", "organisation", "organization", "perusahaan", "firma", "bedrijf"]
)
"""What a name in capital letters is: letters have the name alone."""
ANSWERS = frozenset(
    [
        "jawaban",
        "balasan",
        "tanggapan",
        "menjawab",
        "membalas",
        "menanggapi",
        "menindaklanjuti",
        "tindak",
        "answer",
        "answers",
        "answering",
        "reply",
        "replies",
        "replying",
        "response",
        "responses",
        "responding",
        "antwoord",
        "antwoorden",
    ]
)
"""Letters that refer to the number behind it."""
BETWEEN = (
    frozenset(
        [
            "lanjut",
            "atas",
            "terhadap",
            "dari",
            "nomor",
            "no",
            "number",
            "nr",
            "tanggal",
            "to",
            "op",
            "our",
            "your",
            "kami",
            "saudara",
            "kita",
        ]
    )
    | LEFT
    | LETTERS
)
"""What may stand between such a word and the number."""
NUMBERED = frozenset(["nomor", "no", "number", "nr", "num"])
"""Before a number, whatever that looks like."""
OF_YEAR = frozenset(["tahun", "thn", "th"])
"""Between the number of an order and its year: 12 tahun 2019."""
SPEAKING = LEFT | LETTERS | KINDS | ANSWERS | NUMBERED | LEANS.keys()
"""All of them, as folded words."""
