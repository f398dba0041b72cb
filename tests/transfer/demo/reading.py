"""How the tests read demo records: by kind and key, with states and consents worked out from the contract's words.

In: records and a moment. Out: plain answers. Written apart from the program, so that both cannot be wrong alike.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

Record = dict[str, Any]


class Demo:
    """Records at one moment."""

    def __init__(self, records: list[Record], now: datetime) -> None:
        self.now = now
        self.records = records
        self.kinds: dict[str, list[Record]] = defaultdict(list)
        self.keyed: dict[tuple[str, str], Record] = {}
        for record in records:
            self.kinds[record["kind"]].append(record)
            self.keyed[record["kind"], record["key"]] = record
        self.consents: dict[str, dict[str, list[Record]]] = defaultdict(lambda: defaultdict(list))
        for consent in self.kinds["consent"]:
            self.consents[consent["user"]][consent["purpose"]].append(consent)

    def user(self, key: str) -> Record:
        return self.keyed["user", key]

    def state(self, user: Record) -> str:
        """The effective state (G-15, G-16), with RESTRICTED for a restricted account that is otherwise VALIDATED."""
        if user["status"] == "ANONYMISED":
            return "ANONYMISED"
        last = instant(user.get("lastLoginAt") or user["registeredAt"])
        if self.now >= years_after(last, 3):
            return "FORGOTTEN"
        if user["status"] == "DEACTIVATED":
            return "DEACTIVATED"
        if self.now >= years_after(last, 1):
            return "INACTIVE"
        return "RESTRICTED" if user.get("processingRestricted") else str(user["status"])

    def consent(self, user: str, purpose: str) -> str:
        """NONE, LIVE, WITHDRAWN or RENEWED (G-24)."""
        history = self.consents[user][purpose]
        live = any(record.get("withdrawnAt") is None for record in history)
        withdrawn = any(record.get("withdrawnAt") is not None for record in history)
        return {(False, False): "NONE", (True, False): "LIVE", (False, True): "WITHDRAWN"}.get(
            (live, withdrawn), "RENEWED"
        )

    def is_visible(self, user: Record) -> bool:
        return self.state(user) == "VALIDATED"

    def is_public(self, user: Record) -> bool:
        return self.is_visible(user) and self.consent(user["key"], "PUBLIC_PROFILE") in {"LIVE", "RENEWED"}

    def partners(self, project: str) -> list[Record]:
        """Those who have not left."""
        today = self.now.date().isoformat()
        entries = [entry for entry in self.kinds["partner"] if entry["project"] == project]
        return [entry for entry in entries if (entry.get("leftOn") or "9999") > today]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def years_after(moment: datetime, years: int) -> datetime:
    """So many calendar years later; 29 February gives 28 February (G-58)."""
    year = moment.year + years
    if (moment.month, moment.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
        return moment.replace(year=year, day=28)
    return moment.replace(year=year)
