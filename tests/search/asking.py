"""Letters and questions made by chance, the same each time, to hold one engine against another."""

from collections.abc import Iterator
from random import Random

from bench.corpus import Corpus
from search.contract import SORTS, Request
from search.entry import FACETS, IndexEntry
from search.nearly import called, parts_of
from search.query import parse
from search.synonyms import Synonyms
from search.tree import Tree
from search.widened import widened

UNITS = tuple(f"unit:u{number}" for number in range(12))
FIRST_YEAR, YEARS = 1985, 35


def entries(number: int, random: Random) -> list[IndexEntry]:
    """Letters of different lengths; of some the sender, the subject, the date or what stands beside is not known,
    some have suggestions."""
    corpus = Corpus()
    found = []
    for place, text in enumerate(corpus.texts(number)):
        words = text.split()[: random.choice((12, 40, 90, 200))]
        year = random.choice((0, *range(FIRST_YEAR, FIRST_YEAR + YEARS)))
        date = year * 10_000 + 100 * random.randint(1, 12) + random.randint(1, 28) if year else 0
        sender = f"Dinas {corpus.words[random.randrange(90)]}" if random.random() < 0.8 else ""
        subject = " ".join(words[:6]) if random.random() < 0.7 else ""
        facets = {"year": str(year or ""), "unit": f"U{place % 12}", "sender": sender, "state": "read"}
        facets |= {"direction": random.choice(("incoming", "outgoing"))}
        tags = random.sample(corpus.words[:20], random.randrange(3))
        suggested = tuple(random.choices(corpus.words[:3000], k=2)) if random.random() < 0.3 else ()
        found.append(
            IndexEntry(
                id=f"L{place:06d}",
                version=1,
                grants=(UNITS[place % 12], *random.sample(UNITS, random.randrange(2))),
                text=" ".join(words),
                suggested=suggested,
                beside=" ".join(random.choices(corpus.words[:500], k=3)) if random.random() < 0.3 else "",
                date=date,
                fields={"subject": subject, "sender": sender, "direction": facets["direction"]} | numbers(random),
                columns={"deadline": date + 7, "enclosures": random.randint(1, 4)} if random.random() < 0.4 else {},
                facets={name: value for name, value in facets.items() if value} | {"tag": tags},
            )
        )
    return found


def number(random: Random) -> str:
    """Few serial numbers, so that they are asked for again."""
    first = random.choice(("005", "5", "800.1", "B-12"))
    parts = [first, f"{random.randint(1, 30):03d}", random.choice(("SETDA", "DPU", "X")), "2019"]
    return "/".join(parts[: random.choice((3, 4))])


def numbers(random: Random) -> dict[str, str]:
    """Of a letter: its own, and those that it refers to."""
    if random.random() < 0.3:
        return {}
    return {"number": number(random), "references": "; ".join(number(random) for _ in range(random.randrange(3)))}


def leaf(random: Random, corpus: Corpus, texts: list[str]) -> str:
    """One word, phrase, beginning, pattern, near word, words near each other, number, field or range."""
    frequent, rare = corpus.words[random.randrange(300)], corpus.words[random.randrange(300, 6000)]
    words = random.choice(texts).split()
    at = random.randrange(len(words) - 3)
    year = FIRST_YEAR + random.randrange(YEARS)
    return random.choice(
        (
            *(frequent, frequent, rare, f"{frequent}kan", f'"{" ".join(words[at : at + random.choice((2, 3))])}"'),
            *(f"{rare[:3]}*", f"{frequent[:4]}*", f"{rare}~", f"{frequent}~"),
            *(f"subject:{frequent}", f"subject:{rare}~", f"sender:{corpus.words[random.randrange(90)]}"),
            *(f"year:>={year}", f"date:{year}", "direction:incoming"),
            *(f'"{" ".join(random.sample(words[at : at + 9], k=2))}"~{random.randrange(8)}', f"{frequent} NEAR {rare}"),
            *(f"{rare[:2]}*{rare[-1]}", f"*{rare[2:]}", f"{rare[:1]}?{rare[2:]}", f"subject:*{frequent[1:]}"),
            *(number(random), number(random).lower(), f"number:{number(random)}", f"jawaban surat {number(random)}"),
            *(f"no {random.randint(1, 30)}", "005 / 12", str(random.randint(1, 30))),
            *(f"sender?:{corpus.words[random.randrange(90)]}", f"subject?:{frequent}", f"dari {frequent}"),
            *(f"deadline:{year}..", f"enclosures:>={random.randint(1, 4)}", f"maret {year}"),
        )
    )


def question(random: Random, corpus: Corpus, texts: list[str]) -> str:
    """Some of them, joined in some way."""
    parts = [leaf(random, corpus, texts) for _ in range(random.choice((1, 1, 2, 2, 3, 4)))]
    joined = random.choice([" ", " ", " OR ", " AND "]).join(parts)
    return random.choice([joined, joined, joined, f"({joined}) NOT {leaf(random, corpus, texts)}", f"NOT ({joined})"])


def loosely(tree: Tree) -> Tree:
    """With half of its plain words, and with words near the first."""
    parts = parts_of(widened(tree, Synonyms()))
    return parts.near([called(parts.words[0])]).having((len(parts.words) + 1) // 2) if parts.words else tree


def requests(number: int, letters: list[IndexEntry], random: Random) -> Iterator[Request]:
    """Questions of readers, with filters, in every order, and deep in the list."""
    corpus, texts = Corpus(), [one.text for one in letters if one.text.count(" ") > 5]
    units = [f"U{number}" for number in range(12)]
    for place in range(number):
        filters = {"unit": random.sample(units, 2)} if random.random() < 0.3 else {}
        filters |= {"year": [str(FIRST_YEAR + random.randrange(YEARS))]} if random.random() < 0.1 else {}
        tree = parse(question(random, corpus, texts)).tree
        yield Request(
            tree if place % 5 else loosely(tree),
            keys=None if random.random() < 0.3 else frozenset(random.sample(UNITS, 4)),
            filters=filters,
            without={"direction": ["outgoing"]} if random.random() < 0.2 else {},
            sort=SORTS[0] if place % 3 else random.choice(SORTS[1:]),
            limit=random.choice((5, 20, 100)),
            facets=random.choice((FACETS, ("year", "sender"), ())),
            facet_size=random.choice((5, 20)),
        )
