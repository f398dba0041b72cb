"""The forms in which a condition is put into rules: allowing, denying, negated, twice negated, after De Morgan.

In: a condition. Out: for each form its rules, as (effect, condition), and which decisions it must come to. Rules that
mean the same are compiled on different ways; Casbin is asked about all of them, and they are compared with each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Rules = list[tuple[str, str]]


@dataclass(frozen=True)
class Form:
    """Rules made of a condition and another one; `means` says what they come to, given what each allows and denies.

    A condition *allows* where it is true, and *spares* where it is false: there a denial by it does not deny.
    """

    rules: Callable[[str, str], Rules]
    means: Callable[[bool, bool, bool, bool], bool]  # allows, spares; the other one allows, spares


FORMS: Mapping[str, Form] = {
    "allow": Form(lambda one, _: [("allow", one)], lambda allows, *_: allows),
    "deny": Form(lambda one, _: [("allow", ""), ("deny", one)], lambda _, spares, *__: spares),
    "allow unless": Form(lambda one, _: [("allow", f"not ({one})")], lambda _, spares, *__: spares),
    "deny unless": Form(lambda one, _: [("allow", ""), ("deny", f"not ({one})")], lambda allows, *_: allows),
    "twice negated": Form(lambda one, _: [("allow", f"not (not ({one}))")], lambda allows, *_: allows),
    "both, after De Morgan": Form(
        lambda one, other: [("allow", f"not (not ({one}) or not ({other}))")],
        lambda allows, _, other_allows, __: allows and other_allows,
    ),
    "neither, after De Morgan": Form(
        lambda one, other: [("allow", f"not ({one}) and not ({other})")],
        lambda _, spares, __, other_spares: spares and other_spares,
    ),
    "one and not the other": Form(
        lambda one, other: [("allow", one), ("deny", other)],
        lambda allows, _, __, other_spares: allows and other_spares,
    ),
    "either by a rule of its own": Form(
        lambda one, other: [("allow", other), ("allow", one)],
        lambda allows, _, other_allows, __: allows or other_allows,
    ),
}
# The two that all others are made of.
POLARITIES = ("allow", "deny")

# Beside a condition about a kind: one that is now true, now false, now unknown.
OTHER: Mapping[str, str] = {
    "User": "object.region != 'NO'",
    "School": "object.region != 'NO'",
    "Project": "not object.published",
    "Partner": "object.user.region != 'NO'",
    "TwinSpace": "object.country != 'NO'",
    "Group": "object.country != 'NO'",
    "Event": "object.country != 'NO'",
    "Member": "object.area.country != 'NO'",
    "Assignment": "object.country != 'NO'",
    "Article": "object.country != 'NO'",
    "Comment": "object.country != 'NO'",
    "Survey": "object.country != 'NO'",
    "SurveyResponse": "object.survey.country != 'NO'",
    "SurveyResult": "object.survey.country != 'NO'",
}
