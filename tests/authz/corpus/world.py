"""Hostile rows: at least twenty of each kind, of what comparisons are got wrong with.

In: a connection of the owner to an empty database. Out: the rows in it. Missing values, empty texts, texts that look
like something else, letters composed and decomposed, signs beyond the sixteenth bit, instants and days on either side
of each boundary, 29 February, ids that a school, a project and a person share.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg

from tests.authz.corpus.callers import ACCOUNTS, ASSIGNMENTS, BUSY, OTHERS_ASSIGNED, REGIONAL, STATES, WITHOUT_SETS
from tests.database import rows
from tests.database.authors import whoever_wrote

Connection = psycopg.Connection[Any]

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
TODAY, DAY = NOW.date(), timedelta(days=1)
LEAP = datetime(2024, 2, 29, 0, 30, tzinfo=UTC)
# When the corpus is asked: now, on a leap day, and when accounts that were last used on it change their state.
CLOCKS = {
    "now": NOW,
    "leap day": LEAP,
    "a year after the leap day": LEAP.replace(year=2025, day=28),
    "three years after the leap day": LEAP.replace(year=2027, day=28),
}


def number(one: int) -> UUID:
    """The id with a number; the same number may be a school's, a project's and a person's."""
    return UUID(int=one)


# Two texts that a person takes for one, texts that look like another type, and the order of code points.
TEXTS: list[str | None] = [
    None, "", " ", "NO", "No", "no", "EE", "HU", "NO ", "N\u00d8", "NO\u0338", "P\u00f5hja", "Po\u0303hja",
    "p\u00f5hja", "\uff2e\uff2f", "\U0001d4a9\U0001d4aa", "\uffff", "\U00010000", "\u0130", "\u00df",
    "null", "None", "True", "0",
    "00000000-0000-0000-0000-000000000001", "a_100", "aX100", "Z", "z",
]  # fmt: skip
COUNTRIES = ["EE", "HU", "NO", "No", "NO", "ee", "", "N\u00d8", "\U0001d4a9", "0", "null"]


def _ago(years: int) -> datetime:
    return NOW.replace(year=NOW.year - years)


# What is stored of a person: state, last login, and what else is set. Registered long before.
PEOPLE: list[dict[str, Any]] = [
    {"status": "VALIDATED", "last_login_at": NOW},
    {"status": "VALIDATED", "last_login_at": NOW, "restricted": True},
    {"status": "VALIDATED", "last_login_at": NOW, "hide_contacts": True},
    {"status": "VALIDATED", "last_login_at": NOW, "ambassador": True},
    {"status": "VALIDATED", "last_login_at": NOW, "ambassador": True, "hide_contacts": True, "restricted": True},
    {"status": "VALIDATED", "last_login_at": _ago(1)},
    {"status": "VALIDATED", "last_login_at": _ago(1) + MOMENT},
    {"status": "VALIDATED", "last_login_at": _ago(3)},
    {"status": "VALIDATED", "last_login_at": _ago(3) + MOMENT},
    {"status": "VALIDATED", "last_login_at": None, "registered_at": _ago(1)},
    {"status": "VALIDATED", "last_login_at": None, "registered_at": NOW + MOMENT},
    {"status": "VALIDATED", "last_login_at": NOW + timedelta(days=4000)},
    {"status": "PENDING", "last_login_at": NOW},
    {"status": "PENDING", "last_login_at": NOW, "restricted": True},
    {"status": "PENDING", "last_login_at": _ago(1)},
    {"status": "GENERAL", "last_login_at": NOW},
    {"status": "GENERAL", "last_login_at": _ago(2)},
    {"status": "REFUSED", "last_login_at": NOW},
    {"status": "REFUSED", "last_login_at": _ago(3) + MOMENT, "ambassador": True},
    {"status": "DEACTIVATED", "last_login_at": NOW},
    {"status": "DEACTIVATED", "last_login_at": _ago(2)},
    {"status": "DEACTIVATED", "last_login_at": _ago(3)},
    {"status": "ANONYMISED", "last_login_at": None, "registered_at": None},
    {"status": "VALIDATED", "last_login_at": LEAP},
    {"status": "VALIDATED", "last_login_at": LEAP - MOMENT},
    {"status": "VALIDATED", "last_login_at": LEAP - DAY},
    {"status": "GENERAL", "last_login_at": LEAP + timedelta(hours=23)},
]
# Purpose, given and withdrawn relative to now, notice; each for the people in turn, two for one of them.
NEVER = None
CONSENTS: list[tuple[str, timedelta, timedelta | None, str]] = [
    ("PUBLIC_PROFILE", -DAY, NEVER, "esep-nb"),
    ("PUBLIC_PROFILE", timedelta(0), NEVER, "esep-nb"),
    ("PUBLIC_PROFILE", MOMENT, NEVER, "esep-nb"),
    ("PUBLIC_PROFILE", -DAY, timedelta(0), "esep-nb"),
    ("PUBLIC_PROFILE", -DAY, MOMENT, "esep-nb"),
    ("PUBLIC_PROFILE", -DAY, -DAY, "esep-nb"),
    ("PUBLIC_PROFILE", -DAY, -2 * DAY, "esep-nb"),
    ("PUBLIC_PROFILE", LEAP - NOW, NEVER, "esep-nb"),
    ("PUBLIC_PICTURE", -DAY, NEVER, "esep-nb"),
    ("PUBLIC_PICTURE", -DAY, NEVER, "etwinning-sv"),
    ("PUBLIC_PICTURE", -DAY, timedelta(0), "esep-nb"),
    ("PUBLIC_PICTURE", MOMENT, NEVER, "esep-nb"),
    ("SURVEY", -DAY, NEVER, "etwinning-lv"),
    ("SURVEY", -DAY, MOMENT, "esep-nb"),
    ("SURVEY", -2 * DAY, -DAY, "esep-nb"),
    ("NEWSLETTER_NATIONAL", -DAY, NEVER, "esep-nb"),
    ("NEWSLETTER_NATIONAL", -DAY, timedelta(0), "esep-nb"),
    ("NEWSLETTER_CENTRAL", -DAY, NEVER, "esep-nb"),
    ("COMMISSION_NEWS", -DAY, NEVER, "esep-nb"),
]
# Of whom more than one thing has to be true at once: the person, the purpose, the notice.
TOGETHER = [
    (1, "PUBLIC_PROFILE", "esep-nb"),
    (1, "PUBLIC_PICTURE", "esep-nb"),
    (4, "PUBLIC_PROFILE", "esep-nb"),
    (4, "PUBLIC_PICTURE", "etwinning-sv"),
    (3, "PUBLIC_PROFILE", "esep-nb"),
    (3, "PUBLIC_PICTURE", "etwinning-sv"),
]
# Who supplied the head of a school: a viewer, somebody else, a person with the id of that very school.
SUPPLIED = {1: BUSY, 4: BUSY, 13: REGIONAL, 2: number(1), 3: number(3), 5: number(5), 15: BUSY, 20: number(2)}
# Addresses of schools that are those of persons: of one who is affiliated with it, and of one who is with another.
ADDRESSES = {**{place: f"user{place}@x" for place in range(4, 29, 4)}, 29: "user1@x"}
PUBLISHED = [
    None,
    NOW,
    NOW + MOMENT,
    NOW - MOMENT,
    LEAP,
    datetime(1, 1, 2, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
]
ENDS = [None, TODAY, TODAY + DAY, TODAY - DAY, date(1, 1, 1), date(9999, 12, 31), LEAP.date()]


def fill(connection: Connection) -> None:
    """Write the rows; foreign keys are checked at the end."""
    _schools(connection)
    _people(connection)
    _projects(connection)
    _areas(connection)
    with whoever_wrote(connection):
        _articles(connection)
        _surveys(connection)
    for values in (*ASSIGNMENTS, *OTHERS_ASSIGNED):
        rows.insert(connection, "assignments", **values)
    connection.commit()


def _schools(connection: Connection) -> None:
    """The e-mail of every third school is the head's, of some a person's. One has the id of a viewer."""
    rows.school(connection, id=BUSY, country="NO")
    for place, region in enumerate(TEXTS, start=1):
        rows.school(
            connection,
            id=number(place),
            country=COUNTRIES[place % len(COUNTRIES)],
            region=region,
            email_key=ADDRESSES.get(place, f"school{place}@x" if place % 5 else None),
            head_email_key=f"school{place}@x" if place % 3 == 0 else None,
            head_supplied_by=SUPPLIED.get(place),
            status={1: "PENDING", 4: "REFUSED"}.get(place % 7, "VALIDATED"),
        )


def _people(connection: Connection) -> None:
    """Everybody in a school but every ninth; of the callers, those whose account says so."""
    for place, values in enumerate(PEOPLE, start=1):
        school = None if place % 9 == 0 else place
        _person(connection, number(place), school, {"registered_at": _ago(9), "email_key": f"user{place}@x"} | values)
    for account, school in ACCOUNTS.items():
        _person(
            connection,
            account,
            school,
            {"status": STATES.get(account, "VALIDATED"), "registered_at": _ago(9), "last_login_at": NOW},
        )
    for one, other in ((BUSY, number(1)), (number(3), BUSY), (number(1), number(4)), (REGIONAL, number(1))):
        rows.record(connection, "blocks", id=uuid4(), user_id=one, blocked_id=other, blocked_at=NOW)
    for person, purpose, notice in TOGETHER:
        rows.consent(connection, number(person), purpose=purpose, given_at=NOW - DAY, notice_version=notice)
    for turn in range(4):
        for place, (purpose, given, withdrawn, notice) in enumerate(CONSENTS):
            rows.consent(
                connection,
                number((place * (turn + 1) + turn * 5) % len(PEOPLE) + 1),
                purpose=purpose,
                given_at=NOW + given,
                withdrawn_at=None if withdrawn is None else NOW + withdrawn,
                notice_version=notice,
            )


def _person(connection: Connection, identifier: UUID, school: int | None, values: dict[str, Any]) -> None:
    country = None if school is None else COUNTRIES[school % len(COUNTRIES)]
    where: dict[str, Any] = {} if school is None else {"school_id": number(school), "school_country": country}
    if school is not None and school % 4 != 1:
        # Of three people in four: another school, in each state, some of them in the same country.
        second = (school + 1) % len(TEXTS) + 1
        where |= {"second_school_id": number(second), "second_country": COUNTRIES[second % len(COUNTRIES)]}
        where |= {"second_status": ["PENDING", "VALIDATED", "REFUSED"][school % 3]}
    rows.user(connection, id=identifier, **where, **values)


def _projects(connection: Connection) -> None:
    """Each state with each time of publication; partners of all sorts, some through a school, some over."""
    statuses = ["DRAFT", "ACTIVE", "CLOSED"]
    for place in range(1, 25):
        rows.insert(
            connection, "projects", id=number(place), title="P", title_folded="p", registered_on=TODAY,
            status=statuses[place % 3], published_at=PUBLISHED[place % len(PUBLISHED)],
        )  # fmt: skip
    rows.insert(connection, "partners", project_id=number(15), user_id=BUSY, school_id=number(15))
    # Through one school a public person takes part in a draft, and nobody in anything else.
    rows.insert(connection, "partners", project_id=number(3), user_id=number(1), school_id=number(20))
    people = [*range(1, len(PEOPLE) + 1), *sorted(set(ACCOUNTS) - WITHOUT_SETS)]
    for place in range(60):
        user = people[place % len(people)]
        rows.insert(
            connection, "partners",
            project_id=number(place * 5 % 24 + 1),
            user_id=number(user) if isinstance(user, int) else user,
            school_id=number(place % len(TEXTS) + 1) if place % 4 else None,
            left_on=ENDS[place % len(ENDS)] if place % 3 == 0 else None,
            role=[None, "FOUNDER", "PARTNER"][place % 7 % 3],
        )  # fmt: skip


def _areas(connection: Connection) -> None:
    """Twenty-four of each kind, every third TwinSpace of a project; members of all sorts."""
    for step, kind in enumerate(("TWINSPACE", "GROUP", "EVENT")):
        for place in range(1, 25):
            rows.insert(
                connection, "areas", id=number(step * 24 + place), kind=kind, country=TEXTS[place - 1],
                project_id=number(place) if kind == "TWINSPACE" and place % 3 == 0 else None,
            )  # fmt: skip
    people = [*range(1, len(PEOPLE) + 1), *sorted(set(ACCOUNTS) - WITHOUT_SETS)]
    for place in range(96):
        user = people[place * 7 % len(people)]
        rows.insert(
            connection, "members",
            area_id=number(place % 72 + 1),
            user_id=number(user) if isinstance(user, int) else user,
            left_on=ENDS[place % len(ENDS)] if place % 5 == 0 else None,
            live_from=ENDS[place % 3 + 1] if place % 11 == 0 else None,
        )  # fmt: skip


def _articles(connection: Connection) -> None:
    """Articles of every country and none, and comments on them by everybody."""
    for place in range(1, 25):
        rows.record(
            connection, "articles", id=number(place), slug=f"a{place}", language="et", title="T", body="B",
            country=TEXTS[place - 1], status="WITHDRAWN" if place % 3 == 0 else "PUBLISHED", published_at=NOW,
        )  # fmt: skip
    people = [*range(1, len(PEOPLE) + 1), *sorted(set(ACCOUNTS) - WITHOUT_SETS)]
    for place, user in enumerate(people * 2, start=1):
        removed = place % 4 == 0
        rows.record(
            connection, "comments", id=number(place), article_id=number(place % 24 + 1),
            author_id=number(user) if isinstance(user, int) else user, text="T", written_at=NOW,
            status="REMOVED" if removed else "SHOWN", removed_at=NOW if removed else None,
            removal_reason="R" if removed else None,
        )  # fmt: skip


def _surveys(connection: Connection) -> None:
    """Of countries spelt in every way and of none, open and closed; a response of everybody, a result of each.

    A consent to one survey is none to be invited: half of those who gave it gave no other. Every other person has
    answered a survey of a country of their own.
    """
    for place in range(1, 25):
        closed = NOW - DAY if place % 3 else None
        country = TEXTS[place - 1] if place % 2 else COUNTRIES[place % len(COUNTRIES)]
        rows.record(
            connection, "surveys", id=number(place), country=country, open=closed is None, opened_at=LEAP,
            closed_at=closed,
        )  # fmt: skip
        rows.record(
            connection, "survey_results", id=number(place), survey_id=number(place), question=1, choice=1, answers=10
        )
    own = {account: school for account, school in ACCOUNTS.items() if school is not None}
    people = [*((number(place), place) for place in range(1, 25)), *own.items()]
    for place, (person, school) in enumerate(people, start=1):
        survey = number(school if school <= 24 else place % 24 + 1)
        consent = rows.consent(connection, person, purpose="SURVEY", given_at=NOW - DAY, survey_id=survey)
        rows.record(
            connection, "survey_responses", id=number(place), survey_id=survey, user_id=person, consent_id=consent,
            answered_on=TODAY,
        )  # fmt: skip
