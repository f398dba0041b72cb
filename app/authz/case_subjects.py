"""Reads the subjects of a file of cases: schools, people, staff, projects and areas.

In: the part of the file that names them. Out: a `CaseWorld`, every reference of which leads to a subject of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from app.authz.case_phrases import instant, read_consent, read_parts, truth, word
from app.authz.case_world import (
    REGISTERED,
    CaseArea,
    CaseArticle,
    CaseAssignment,
    CaseComment,
    CasePart,
    CasePerson,
    CaseProject,
    CaseSchool,
    CaseSurvey,
    CaseWorld,
)
from app.authz.strict_yaml import Node
from app.database.vocabulary import (
    STAFF_ROLES,
    AccountStatus,
    AffiliationStatus,
    AreaKind,
    AreaRole,
    ArticleStatus,
    CommentStatus,
    PartnerRole,
    ProjectStatus,
    Role,
    SchoolStatus,
)

T = TypeVar("T")

SUBJECTS = (
    *("schools", "people", "staff", "projects", "twinspaces", "groups", "events"),
    *("articles", "comments", "surveys"),
)

_AREAS = {"twinspaces": AreaKind.TWINSPACE, "groups": AreaKind.GROUP, "events": AreaKind.EVENT}
_MANDATED = frozenset({Role.NSO, Role.SCHOOL_AUTHORITY})
_SCHOOL = ("country", "region", "email", "headEmail", "headSuppliedBy", "status")
_STAFF = ("role", "country", "region", "school", "secondSchool", "lastLogin", "restricted")
_PERSON = (
    *("school", "status", "registered", "lastLogin", "restricted", "hidesContacts"),
    *("ambassador", "email", "consents", "contacts", "blocks", "secondSchool", "secondStatus"),
)


def read_subjects(parts: Mapping[str, Node], now: datetime) -> CaseWorld:
    """The world of a file."""
    keys = {name: set(parts[name].table()) if name in parts else set[str]() for name in SUBJECTS}
    people = keys["people"] | keys["staff"]
    reader = _Reader(now, keys["schools"], people, keys["projects"], keys["articles"])
    staff = [reader.staff(key, node) for key, node in _entries(parts, "staff")]
    return CaseWorld(
        now,
        tuple(reader.school(key, node) for key, node in _entries(parts, "schools")),
        (*(reader.person(key, node) for key, node in _entries(parts, "people")), *(person for person, _ in staff)),
        tuple(assignment for _, assignment in staff),
        tuple(reader.project(key, node) for key, node in _entries(parts, "projects")),
        tuple(reader.area(kind, key, node) for name, kind in _AREAS.items() for key, node in _entries(parts, name)),
        tuple(reader.article(key, node) for key, node in _entries(parts, "articles")),
        tuple(reader.comment(key, node) for key, node in _entries(parts, "comments")),
        tuple(reader.survey(key, node) for key, node in _entries(parts, "surveys")),
    )


def _entries(parts: Mapping[str, Node], name: str) -> Iterator[tuple[str, Node]]:
    if name in parts:
        for key, node in parts[name].table().items():
            if not key.isidentifier() or not key.islower() or key in {"others", "oneself"}:
                raise node.refused(
                    f"`{key}` cannot be a key", "use one word of small letters, not `others` or `oneself`"
                )
            yield key, node


class _Reader:
    """Reads subjects one by one, and follows their references."""

    def __init__(
        self, now: datetime, schools: set[str], people: set[str], projects: set[str], articles: set[str]
    ) -> None:
        self._now, self._schools, self._people, self._projects = now, schools, people, projects
        self._articles = articles

    def school(self, key: str, node: Node) -> CaseSchool:
        members = node.members(_SCHOOL, required=("country",))
        return CaseSchool(
            key,
            members["country"].text(),
            _optional(members, "region", Node.text),
            _optional(members, "email", Node.text),
            _optional(members, "headEmail", Node.text),
            self._reference(members.get("headSuppliedBy"), self._people, "person"),
            word(members["status"], SchoolStatus) if "status" in members else SchoolStatus.VALIDATED,
        )

    def person(self, key: str, node: Node) -> CasePerson:
        members = node.members(_PERSON)
        status = word(members["status"], AccountStatus) if "status" in members else AccountStatus.VALIDATED
        school = self._reference(members.get("school"), self._schools, "school")
        needs_school = status in {AccountStatus.VALIDATED, AccountStatus.PENDING, AccountStatus.REFUSED}
        if status == AccountStatus.INACTIVE or (needs_school and school is None):
            raise node.refused("the state does not fit", "INACTIVE follows from `lastLogin`; eTwinners have a school")
        consents = members["consents"].items() if "consents" in members else ()
        contacts = members["contacts"].items() if "contacts" in members else ()
        blocks = members["blocks"].items() if "blocks" in members else ()
        return CasePerson(
            key,
            self._last_login(members.get("lastLogin")),
            school,
            status,
            instant(members["registered"]) if "registered" in members else REGISTERED,
            restricted="restricted" in members and truth(members["restricted"]),
            hides_contacts="hidesContacts" in members and truth(members["hidesContacts"]),
            ambassador="ambassador" in members and truth(members["ambassador"]),
            email=_optional(members, "email", Node.text),
            consents=tuple(map(read_consent, consents)),
            contacts=tuple(self._known(item, item.text(), self._people, "person") for item in contacts),
            blocks=tuple(self._known(item, item.text(), self._people, "person") for item in blocks),
            second_school=self._reference(members.get("secondSchool"), self._schools, "school"),
            second_status=word(members["secondStatus"], AffiliationStatus)
            if "secondStatus" in members
            else AffiliationStatus.VALIDATED,
        )

    def _last_login(self, node: Node | None) -> datetime | None:
        """Without a word about it, people were here yesterday."""
        if node is None:
            return self._now - timedelta(days=1)
        return None if node.text() == "never" else instant(node)

    def staff(self, key: str, node: Node) -> tuple[CasePerson, CaseAssignment]:
        members = node.members(_STAFF, required=("role",))
        role = word(members["role"], Role)
        if role not in STAFF_ROLES:
            raise members["role"].refused("no role of staff", f"one of {', '.join(sorted(STAFF_ROLES))}")
        country, region = _optional(members, "country", Node.text), _optional(members, "region", Node.text)
        if (role in _MANDATED) != (country is not None):
            raise node.refused("the assignment does not fit its role", "national roles have a country, others none")
        school = self._reference(members.get("school"), self._schools, "school")
        status = AccountStatus.GENERAL if school is None else AccountStatus.VALIDATED
        restricted = "restricted" in members and truth(members["restricted"])
        second = self._reference(members.get("secondSchool"), self._schools, "school")
        login = self._last_login(members.get("lastLogin"))
        person = CasePerson(key, login, school, status, restricted=restricted, second_school=second)
        return person, CaseAssignment(key, role, country, region)

    def project(self, key: str, node: Node) -> CaseProject:
        members = node.members(("status", "published", "partners"))
        status = word(members["status"], ProjectStatus) if "status" in members else ProjectStatus.ACTIVE
        published = _optional(members, "published", instant)
        return CaseProject(
            key, status, published, self._parts(members.get("partners"), PartnerRole, ("through", "left"))
        )

    def area(self, kind: AreaKind, key: str, node: Node) -> CaseArea:
        known = {AreaKind.TWINSPACE: "project", AreaKind.EVENT: "country"}.get(kind)
        members = node.members(("members", *([known] if known else [])), required=[known] if known else ())
        project = self._reference(members.get("project"), self._projects, "project")
        people = self._parts(members.get("members"), AreaRole, ("as", "left"))
        return CaseArea(key, kind, people, project, _optional(members, "country", Node.text))

    def article(self, key: str, node: Node) -> CaseArticle:
        members = node.members(("country", "status"))
        status = word(members["status"], ArticleStatus) if "status" in members else ArticleStatus.PUBLISHED
        return CaseArticle(key, _optional(members, "country", Node.text), status)

    def comment(self, key: str, node: Node) -> CaseComment:
        members = node.members(("article", "author", "status"), required=("article", "author"))
        article = self._known(node, members["article"].text(), self._articles, "article")
        author = self._known(node, members["author"].text(), self._people, "person")
        status = word(members["status"], CommentStatus) if "status" in members else CommentStatus.SHOWN
        return CaseComment(key, article, author, status)

    def survey(self, key: str, node: Node) -> CaseSurvey:
        members = node.members(("country", "open"))
        is_open = "open" not in members or truth(members["open"])
        return CaseSurvey(key, _optional(members, "country", Node.text), is_open)

    def _parts(
        self, node: Node | None, roles: type[PartnerRole | AreaRole], keywords: tuple[str, ...]
    ) -> tuple[CasePart, ...]:
        if node is None:
            return ()
        vocabulary = list(roles)
        parts = read_parts(node, vocabulary[0], vocabulary[-1], keywords)
        people = [part.person for part in parts]
        for part in parts:
            if people.count(part.person) > 1:
                raise node.refused(f"`{part.person}` stands twice", "name each person once")
            self._known(node, part.person, self._people, "person")
            if part.role not in vocabulary:
                raise node.refused(f"`{part.role}` is no role here", f"one of {', '.join(vocabulary)}")
            if part.school is not None:
                self._known(node, part.school, self._schools, "school")
        return parts

    def _reference(self, node: Node | None, known: set[str], what: str) -> str | None:
        return None if node is None else self._known(node, node.text(), known, what)

    def _known(self, node: Node, key: str, known: set[str], what: str) -> str:
        if key not in known:
            raise node.refused(f"there is no {what} `{key}`", f"name a {what} of this file")
        return key


def _optional(members: Mapping[str, Node], name: str, read: Callable[[Node], T]) -> T | None:
    return read(members[name]) if name in members else None
