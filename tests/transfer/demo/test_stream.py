"""The stream as a whole: repeatable, growing by adding, small in memory."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections import Counter, deque
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

import orjson
import pytest

from app.errors import Misconfigured
from app.transfer.demo import records
from tests.transfer.demo.reading import Demo

MEGABYTE = 1024 * 1024


def test_same_scale_and_day_give_the_same_records(demo: Demo, now: datetime) -> None:
    midnight = now.replace(hour=0, minute=0)
    last_minute = now.replace(hour=23, minute=59)
    assert list(records(1, midnight)) == demo.records
    assert list(records(1, last_minute)) == demo.records


def test_the_day_is_the_day_in_utc(demo: Demo) -> None:
    tonga = datetime(2025, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=13)))
    assert list(records(1, tonga)) == demo.records


def test_another_process_gives_the_same_records(demo: Demo, now: datetime) -> None:
    program = (
        "import sys, orjson\nfrom datetime import datetime\nfrom app.transfer.demo import records\n"
        "sys.stdout.buffer.writelines(orjson.dumps(r) for r in records(1, datetime.fromisoformat(sys.argv[1])))"
    )
    run = subprocess.run([sys.executable, "-c", program, now.isoformat()], check=True, capture_output=True)
    assert run.stdout == b"".join(map(orjson.dumps, demo.records))


def test_another_day_gives_the_same_keys_in_the_same_order(demo: Demo, now: datetime) -> None:
    later = list(records(1, now + timedelta(days=400)))
    assert [(record["kind"], record["key"]) for record in later] == [
        (record["kind"], record["key"]) for record in demo.records
    ]
    assert later != demo.records


def test_a_larger_scale_continues_a_smaller_one(demo: Demo, now: datetime) -> None:
    assert list(islice(records(3, now), len(demo.records))) == demo.records


def test_scale_is_about_a_thousand_users_each(now: datetime) -> None:
    counts = Counter(record["kind"] for record in records(4, now))
    assert 4_000 <= counts["user"] <= 4_100
    assert 800 <= counts["school"] <= 850
    assert 500 <= counts["project"] <= 540


def test_keys_and_addresses_are_unique_at_a_larger_scale(now: datetime) -> None:
    made = list(records(4, now))
    keys = Counter((record["kind"], record["key"]) for record in made)
    addresses = Counter(
        str(record["email"]).casefold() for record in made if record["kind"] == "user" and "email" in record
    )
    assert max(keys.values()) == 1
    assert max(addresses.values()) == 1


def test_records_are_made_one_unit_at_a_time(now: datetime) -> None:
    deque(records(1, now), maxlen=0)
    tracemalloc.start()
    try:
        deque(records(12, now), maxlen=0)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A unit with its records takes about 3 MB; twelve of them kept would take more than 30.
    assert peak < 8 * MEGABYTE


def test_a_large_scale_begins_at_once(now: datetime) -> None:
    first = next(iter(records(1200, now)))
    assert first["kind"] == "school"


@pytest.mark.parametrize("scale", [0, -1])
def test_a_scale_below_one_is_refused_before_any_record(scale: int) -> None:
    with pytest.raises(Misconfigured, match="less than 1"):
        records(scale, datetime(2025, 3, 1, tzinfo=UTC))
