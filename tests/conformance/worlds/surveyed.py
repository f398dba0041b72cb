"""The corpus with surveys that people have answered: what rules about surveys are asked of."""

from __future__ import annotations

from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import response, result, survey
from tests.conformance.worlds.world import World

COUNTRIES = {"all": None, "ee": "EE", "no": "NO", "hu": "HU"}


def surveyed() -> World:
    """The corpus with eight surveys, and answers of everybody but the anonymised to two of them."""
    world = corpus()
    surveys = [survey(key, country) for key, country in COUNTRIES.items()]
    surveys += [survey(f"{key}-open", country, is_open=True) for key, country in COUNTRIES.items()]
    people = [one["key"] for one in world.of("user") if one["status"] != "ANONYMISED"]
    asked = [("ee", "no-open"), ("all", "ee-open"), ("no", "ee")]
    answers = [
        response(key, named, f"{key} says so")
        for place, key in enumerate(people)
        for named in asked[place % len(asked)]
    ]
    results = [result(key, f"{key} {number}") for key in COUNTRIES for number in range(3)]
    return world.with_records([*world.records, *surveys, *answers, *results])
