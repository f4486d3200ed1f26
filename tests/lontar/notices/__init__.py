"""What people are told of the work: an office of positions, and who has which notices."""

from lontar.notices.follower import NoticeFollower
from lontar.wiring import House
from schemas.notice import Notice
from store.contract import Row


def followed(house: House) -> None:
    """What happened is told."""
    NoticeFollower(house).catch_up()


def notices(house: House) -> list[Row]:
    return sorted(house.store.every(Notice), key=lambda row: (row["at"], row["_id"]))


def told(house: House, *, seen: bool = False) -> list[tuple[str, str]]:
    """Who was told of what, and has not seen it."""
    return sorted((row["person"], row["kind"]) for row in notices(house) if row["seen"] == seen)
