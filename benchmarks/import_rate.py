"""`python -m benchmarks.import_rate`: how many records a second an import takes, into an empty database and again.

In: flags. Out: a table on standard output: records, seconds, records a second, and the largest memory of this process
and of its workers. Two files: the demo data of a scale, which has every kind of record, and users with their schools
alone, the records that cost most: eleven texts, sixty search terms and twenty indexes each. The second import of a
file finds every record in place: it shows what recognising costs.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import orjson

from app.database.addresses import Addresses
from app.database.engine import running_database
from app.database.migrate import migrate
from app.settings import Settings
from app.transfer.demo import records
from app.transfer.importing import import_file
from benchmarks.report import machine

NOW = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
SECRET = b"of the benchmark"
USERS_OF_A_SCHOOL = 10
FIRST_NAMES = "Katrin Jānis Līga Åse Øyvind Märt Anna Piret Réka Zsófia László Erik Björn Ingrid Kristīne Ülle"
LAST_NAMES = "Tamm Bērziņš Kalniņa Hansen Østby Saar Nagy Kovács Szabó Johansson Lindqvist Berg Ozols Pärn"
SYLLABLES = "ka ri no ta le mi sa vo pe lu ra be du jo ne ki ho ma so ti gra stu vel dor min pal ker sen lan"
SUBJECTS = ["Physics", "Mathematics", "History", "English", "Art", "Music", "Biology", "Chemistry", "Geography"]
COUNTRIES = ["EE", "LV", "NO", "SE", "HU"]

Record = Mapping[str, object]


def main() -> None:
    """Import what was asked for, each file twice."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.import_rate", description=__doc__.split("\n")[0])
    parser.add_argument("--scale", type=int, default=30, help="scale of the demo data (default 30; 0: none)")
    parser.add_argument("--users", type=int, default=100_000, help="users of the other file (default 100,000; 0: none)")
    asked = parser.parse_args()
    print("| file | records | first import | again | memory |\n|---|---|---|---|---|")
    if asked.scale:
        print(measure(f"demo, scale {asked.scale}", records(asked.scale, NOW)))
    if asked.users:
        print(measure("users and their schools", users_and_schools(asked.users)))


def measure(name: str, content: Iterable[Record]) -> str:
    """One line of the table, on a database made for it."""
    with tempfile.TemporaryDirectory(prefix="twingraph-import-") as folder:
        path = Path(folder) / "import.jsonl"
        with path.open("wb") as file:
            file.writelines(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in content)
        with running_database(Settings(data_dir=Path(folder) / "data")) as addresses:
            migrate(addresses)
            number, first = timed_import(path, addresses)
            _, again = timed_import(path, addresses)
            where = machine(addresses)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    rates = " | ".join(f"{seconds:.1f} s, {number / seconds:,.0f} a second" for seconds in (first, again))
    return f"| {name} | {number:,} | {rates} | {memory / 1024:.0f} MB |\n{where}"


def timed_import(path: Path, addresses: Addresses) -> tuple[int, float]:
    begun = time.perf_counter()
    report = import_file(path, addresses, secret=SECRET, now=NOW)
    return sum(report.counts.values()), time.perf_counter() - begun


def users_and_schools(number: int) -> Iterator[Record]:
    """So many users, ten to a school."""
    dice = random.Random(1)
    words = ["".join(dice.choices(SYLLABLES.split(), k=dice.randint(1, 4))) for _ in range(3_000)]
    for count in range(number):
        if count % USERS_OF_A_SCHOOL == 0:
            yield school(count // USERS_OF_A_SCHOOL, dice, words)
        yield user(count, dice, words)


def school(number: int, dice: random.Random, words: list[str]) -> Record:
    return {
        "kind": "school",
        "key": f"s{number}",
        "officialName": f"{dice.choice(LAST_NAMES.split())} {dice.choice(words)} {number}",
        "address": f"{dice.choice(words)} {number}",
        "city": dice.choice(words).title(),
        "region": dice.choice(words[:50]).title(),
        "country": dice.choice(COUNTRIES),
        "email": f"office{number}@school.example",
    }


def user(number: int, dice: random.Random, words: list[str]) -> Record:
    first, last = dice.choice(FIRST_NAMES.split()), dice.choice(LAST_NAMES.split()) + dice.choice(words)
    return {
        "kind": "user",
        "key": f"u{number}",
        "email": f"{dice.choice(words)}.{dice.choice(words)}{number}@school.example",
        "username": f"{dice.choice(words)}{number}",
        "firstName": first,
        "lastName": last,
        "schoolRole": "TEACHER",
        "subjects": dice.sample(SUBJECTS, 2),
        "languages": ["et", "en"],
        "pupilAges": {"from": 11, "to": 14},
        "description": " ".join(dice.choices(words, k=dice.randint(5, 15))) if dice.random() < 0.5 else None,
        "picture": None,
        "ambassador": dice.random() < 0.02,
        "school": f"s{number // USERS_OF_A_SCHOOL}",
        "status": "VALIDATED",
        "registeredAt": f"2024-0{dice.randint(1, 9)}-1{dice.randint(0, 9)}T12:00:00.{dice.randint(0, 999_999):06}Z",
        "lastLoginAt": f"2025-02-1{dice.randint(0, 9)}T10:{dice.randint(10, 59)}:00+02:00",
        "processingRestricted": False,
        "hideContacts": False,
    }


if __name__ == "__main__":
    main()
