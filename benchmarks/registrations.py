"""Registrations that wait for the Estonian support organisation: the demo data of a small scale have too few.

In: the time. Out: records in the import format, more than one page of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

COUNT = 120
SCHOOL = "school-tallinn"

_FIRST_NAMES = ("Aino", "Eha", "Helve", "Kaarel", "Liina", "Mart", "Õie", "Peeter", "Ruth", "Tõnu", "Urve", "Väino")
_LAST_NAMES = ("Kask", "Kuusk", "Lepik", "Mägi", "Oja", "Põder", "Rebane", "Saar", "Tamm", "Vaher")
_SUBJECTS = ("Physics", "History", "Estonian", "Music", "Mathematics")


def registrations(now: datetime) -> Iterator[dict[str, object]]:
    """People who registered on the days before now and wait to be validated."""
    for number in range(COUNT):
        first, last = _FIRST_NAMES[number % len(_FIRST_NAMES)], _LAST_NAMES[number // len(_FIRST_NAMES)]
        yield {
            "kind": "user",
            "key": f"benchmark-registration-{number}",
            "email": f"registration.{number}@benchmark.example",
            "username": f"registration-{number}",
            "firstName": first,
            "lastName": last,
            "schoolRole": "TEACHER",
            "subjects": [_SUBJECTS[number % len(_SUBJECTS)], _SUBJECTS[(number + 2) % len(_SUBJECTS)]],
            "languages": ["et", "en"],
            "pupilAges": {"from": 7 + number % 6, "to": 13 + number % 6},
            "school": SCHOOL if number % 3 else "school-tartu",
            "status": "PENDING",
            "registeredAt": (now - timedelta(days=1 + number % 60, minutes=number)).isoformat(),
        }
