"""What the fields of one record say about each other (contract: G-39, G-46, G-57, G-60).

In: a record whose every value is well-formed. Out: pairs of a field and what is wrong with it. What concerns several
records is in `app.transfer.checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.database.text import nfc
from app.database.vocabulary import PURPOSES_OF_ROLE, AccountStatus, Role, SchoolRole

Record = Mapping[str, object]
Findings = list[tuple[str, str]]
Rule = Callable[[Record], Findings]

# As plain texts: a comparison with a member of an enumeration takes longer, and there is one for each user.
_ANONYMISED, _TEACHER = str(AccountStatus.ANONYMISED), str(SchoolRole.TEACHER)
_WITH_SCHOOL = tuple(map(str, (AccountStatus.PENDING, AccountStatus.VALIDATED, AccountStatus.REFUSED)))
_WITHOUT_SCHOOL = tuple(map(str, (AccountStatus.GENERAL, AccountStatus.DEACTIVATED)))
_EVERYBODY = ("email", "registeredAt")
_PROFILE = (*_EVERYBODY, "firstName", "lastName", "schoolRole", "languages", "pupilAges", "school")
_REQUIRED_OF_USER: dict[object, tuple[str, ...]] = {
    **dict.fromkeys(_WITHOUT_SCHOOL, _EVERYBODY),
    **dict.fromkeys(_WITH_SCHOOL, _PROFILE),
}
_REQUIRED_OF_TEACHER = _REQUIRED_OF_USER | dict.fromkeys(_WITH_SCHOOL, (*_PROFILE, "subjects"))
# Whatever says something about the person. State, dates and the two switches remain: they are counted, and
# without a name, a school and words of one's own they lead to nobody.
_PERSONAL = (
    *("email", "username", "firstName", "lastName", "schoolRole", "subjects", "languages", "pupilAges"),
    *("description", "picture", "ambassador", "school"),
)
_OF_A_COUNTRY = (Role.NSO, Role.SCHOOL_AUTHORITY)


def check_user(record: Record) -> Findings:
    """What a state needs of an account, and what it forbids."""
    status = record.get("status")
    if status == _ANONYMISED:
        return [(name, "must be missing: the account is ANONYMISED") for name in _PERSONAL if record.get(name)]
    required = _REQUIRED_OF_TEACHER if record.get("schoolRole") == _TEACHER else _REQUIRED_OF_USER
    return [(name, f"is required of a user who is {status}") for name in missing(record, required[status])]


def check_assignment(record: Record) -> Findings:
    """Country, region and purposes that fit the role."""
    role = Role(str(record["role"]))
    findings: Findings = []
    if role in _OF_A_COUNTRY and record.get("country") is None:
        findings.append(("country", f"is required of the role {role}"))
    if role != Role.SCHOOL_AUTHORITY and record.get("region") is not None:
        findings.append(("region", "is for the role SCHOOL_AUTHORITY only"))
    purposes = record.get("purposes")
    if isinstance(purposes, tuple) and not PURPOSES_OF_ROLE[role].issuperset(purposes):
        findings.append(("purposes", f"must be among the purposes of {role}: {_listed(role)}"))
    return findings


def check_organisation(record: Record) -> Findings:
    """A national body is of a country."""
    if record.get("type") in _OF_A_COUNTRY and record.get("country") is None:
        return [("country", f"is required of the type {record['type']}")]
    return []


def check_contact(record: Record) -> Findings:
    """Nobody is in the own list of contacts."""
    if nfc(str(record["user"])) == nfc(str(record["contact"])):
        return [("contact", "must be somebody else than `user`")]
    return []


def check_nothing(record: Record) -> Findings:  # noqa: ARG001  one shape for every kind
    """The fields of this kind are independent of each other."""
    return []


def missing(record: Record, names: tuple[str, ...]) -> list[str]:
    """Which of these fields are null, not there, or an empty text."""
    given = list(map(record.get, names))
    if None not in given and "" not in given:
        return []
    return [name for name, value in zip(names, given, strict=True) if value is None or value == ""]


def _listed(role: Role) -> str:
    return ", ".join(sorted(PURPOSES_OF_ROLE[role]))
