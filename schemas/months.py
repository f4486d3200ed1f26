"""What months are called: Indonesian names of today and old ones, Dutch, English, short forms, Roman numbers."""

MONTHS = {
    1: "januari djanuari djanoeari january januarij jan",
    2: "februari pebruari pebroeari febroeari february februarij feb febr peb",
    3: "maret maart march mrt mar",
    4: "april apr",
    5: "mei may meij",
    6: "juni djuni djoeni june junij jun",
    7: "juli djuli djoeli july julij jul",
    8: "agustus agoestoes augustus august agust agt agst ags aug",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
MONTH = {name: number for number, names in MONTHS.items() for name in names.split()}
"""The months by their names, as above."""
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def in_words(number: int) -> str:
    """A day yyyymmdd as Indonesian letters write it: 22 November 2026; of a day that is only partly known (00) what is
    known."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    name = MONTHS[month].split()[0].capitalize() if month in MONTHS else ""
    return " ".join(str(part) for part in (day, name, year) if part)
