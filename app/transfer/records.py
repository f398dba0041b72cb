"""The kinds of record of the import format: their fields, and the columns that each field fills.

In: the secret that ids are made with. Out: a `Kind` for each word that `kind` may be. A record is the whole truth
about itself: what it does not mention is null, also when an earlier import had given it.
A new column of an existing kind is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.database import vocabulary
from app.database.ids import id_maker
from app.database.lexicon import LEXICONS
from app.transfer import rules, values
from app.transfer.copy_format import NULL, row_start, sized, term_vector
from app.transfer.terms import Cell, cells_of
from app.transfer.values import Writer, Wrong, check_members

AREA_KINDS = {kind.lower(): kind for kind in vocabulary.AreaKind}
_STAFF = sorted(vocabulary.STAFF_ROLES)
_STORED_STATES = [status for status in vocabulary.AccountStatus if status != vocabulary.AccountStatus.INACTIVE]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, and the columns that its value becomes, in their order."""

    name: str
    columns: tuple[str, ...]
    write: Writer
    required: bool = False
    repeated: bool = False
    """Whether few values stand in many records, so that it pays to keep what was made of them."""
    shape: Literal["plain", "list", "object"] = "plain"


class Kind:
    """What a record of one kind is made of, and how it becomes a row."""

    def __init__(
        self,
        name: str,
        table: str,
        fields: tuple[Field, ...],
        *,
        secret: bytes,
        check: rules.Rule = rules.check_nothing,
    ) -> None:
        self.name = name
        self.table = table
        self.fields = fields
        self.check = check
        self.make_id = id_maker(secret, name)
        self.required = tuple(field.name for field in fields if field.required)
        self.names = frozenset({"kind", "key", *(field.name for field in fields)})
        # One table holds the three kinds of area.
        self._kind_of_area = sized(AREA_KINDS[name].encode()) if name in AREA_KINDS else b""
        self._cells = _cells(table, fields) if table in LEXICONS else None
        self.columns = self._columns()
        self._writers = tuple((field.name, field.write) for field in fields)
        self.objects = tuple(field.name for field in fields if field.shape == "object")
        self.lists = tuple(field.name for field in fields if field.shape == "list")

    def _columns(self) -> tuple[str, ...]:
        """The columns of a row, in the order in which `row` writes them."""
        kind = ("kind",) if self._kind_of_area else ()
        terms = () if self._cells is None else ("terms",)
        return ("line", "id", "key", *kind, *(column for field in self.fields for column in field.columns), *terms)

    def row(self, line: int, key: str, record: Mapping[str, object]) -> bytes:
        """A row for COPY; `Wrong` or `TypeError` when some value cannot be written."""
        get = record.get
        parts = [write(get(name)) for name, write in self._writers]
        if self._cells is not None:
            parts.append(term_vector([cell(get(name)) for name, cell in self._cells]))
        start = row_start(len(self.columns), line) + self.make_id(key) + sized(key.encode()) + self._kind_of_area
        return start + b"".join(parts)


def record_kinds(secret: bytes) -> dict[str, Kind]:
    """Every kind of record by its name."""
    refer = _references(secret)
    kinds = [
        Kind("school", "schools", _school(refer), secret=secret),
        Kind("user", "users", _user(refer), secret=secret, check=rules.check_user),
        Kind("consent", "consents", _consent(refer), secret=secret),
        Kind("assignment", "assignments", _assignment(refer), secret=secret, check=rules.check_assignment),
        Kind("project", "projects", _project(), secret=secret),
        Kind("partner", "partners", _partner(refer), secret=secret),
        Kind("contact", "contacts", _contact(refer), secret=secret, check=rules.check_contact),
        Kind("twinspace", "areas", (_to("project", refer), *_area()), secret=secret),
        Kind("group", "areas", _area(), secret=secret),
        Kind("event", "areas", (*_area(), *_occasion()), secret=secret),
        Kind("member", "members", _member(refer), secret=secret),
        Kind("thread", "threads", _thread(refer), secret=secret),
        Kind("post", "posts", _post(refer), secret=secret),
    ]
    return {kind.name: kind for kind in kinds}


References = Mapping[str, Writer]


def _references(secret: bytes) -> References:
    """How a reference is written, by the name of the field that holds it."""
    to_user = values.reference(id_maker(secret, "user"))
    return {
        "school": values.reference(id_maker(secret, "school")),
        "project": values.reference(id_maker(secret, "project")),
        "thread": values.reference(id_maker(secret, "thread")),
        "area": _area_reference({name: values.reference(id_maker(secret, name)) for name in AREA_KINDS}),
        **dict.fromkeys(("user", "contact", "author", "headSuppliedBy"), to_user),
    }


def _to(name: str, refer: References, column: str | None = None, *, required: bool = True) -> Field:
    return Field(name, (column or f"{name}_id",), refer[name], required=required)


def _school(refer: References) -> tuple[Field, ...]:
    return (
        Field("officialName", ("official_name", "official_name_folded"), values.folded_text(), required=True),
        Field("address", ("address",), values.text()),
        Field("city", ("city", "city_folded"), values.folded_text(repeated=True), required=True, repeated=True),
        Field("region", ("region", "region_folded"), values.folded_text(repeated=True), repeated=True),
        Field("country", ("country",), values.country(), required=True),
        Field("email", ("email", "email_key", "email_folded"), values.email_address()),
        Field("head", ("head_first_name", "head_last_name", "head_email", "head_email_key"), _head(), shape="object"),
        _to("headSuppliedBy", refer, "head_supplied_by", required=False),
    )


def _user(refer: References) -> tuple[Field, ...]:
    return (
        Field("email", ("email", "email_key", "email_folded"), values.email_address()),
        Field("username", ("username", "username_folded"), values.folded_text()),
        Field("firstName", ("first_name", "first_name_folded"), values.folded_text(repeated=True), repeated=True),
        Field("lastName", ("last_name", "last_name_folded"), values.folded_text(repeated=True), repeated=True),
        Field("schoolRole", ("school_role",), values.one_of(vocabulary.SchoolRole)),
        Field("subjects", ("subjects",), values.texts(), repeated=True, shape="list"),
        Field("languages", ("languages",), values.languages(), repeated=True, shape="list"),
        Field("pupilAges", ("pupil_age_from", "pupil_age_to"), values.ages(), shape="object"),
        Field("description", ("description",), values.text(values.TEXT_LENGTH)),
        Field("picture", ("picture",), values.text(values.LINK_LENGTH)),
        Field("ambassador", ("ambassador",), values.truth(default=False)),
        _to("school", refer, required=False),
        Field("status", ("status",), values.one_of(_STORED_STATES), required=True),
        Field("registeredAt", ("registered_at",), values.point_in_time()),
        Field("lastLoginAt", ("last_login_at",), values.point_in_time()),
        Field("processingRestricted", ("restricted",), values.truth(default=False)),
        Field("hideContacts", ("hide_contacts",), values.truth(default=False)),
    )


def _consent(refer: References) -> tuple[Field, ...]:
    return (
        _to("user", refer),
        Field("purpose", ("purpose",), values.one_of(vocabulary.ConsentPurpose), required=True),
        Field("noticeVersion", ("notice_version",), values.text(), required=True),
        Field("language", ("language",), values.language(), required=True),
        Field("givenAt", ("given_at",), values.point_in_time(), required=True),
        Field("withdrawnAt", ("withdrawn_at",), values.point_in_time()),
    )


def _assignment(refer: References) -> tuple[Field, ...]:
    return (
        _to("user", refer),
        Field("role", ("role",), values.one_of(_STAFF), required=True),
        Field("country", ("country",), values.country()),
        Field("region", ("region",), values.text()),
        Field("purposes", ("purposes",), values.some_of(vocabulary.Purpose), shape="list"),
        Field("validFrom", ("valid_from",), values.point_in_time(), required=True),
        Field("validTo", ("valid_to",), values.point_in_time()),
    )


def _project() -> tuple[Field, ...]:
    return (
        Field("title", ("title", "title_folded"), values.folded_text(), required=True),
        Field("description", ("description",), values.text(values.TEXT_LENGTH)),
        Field("languages", ("languages",), values.languages(), repeated=True, shape="list"),
        Field("pupilAges", ("pupil_age_from", "pupil_age_to"), values.ages(), shape="object"),
        Field("status", ("status",), values.one_of(vocabulary.ProjectStatus), required=True),
        Field("registeredOn", ("registered_on",), values.calendar_date(), required=True),
        Field("closedOn", ("closed_on",), values.calendar_date()),
        Field("publishedAt", ("published_at",), values.point_in_time()),
    )


def _partner(refer: References) -> tuple[Field, ...]:
    return (
        _to("project", refer),
        _to("user", refer),
        _to("school", refer, required=False),
        Field("role", ("role",), values.one_of(vocabulary.PartnerRole)),
        Field("joinedOn", ("joined_on",), values.calendar_date()),
        Field("leftOn", ("left_on",), values.calendar_date()),
    )


def _contact(refer: References) -> tuple[Field, ...]:
    return (_to("user", refer), _to("contact", refer))


def _area() -> tuple[Field, ...]:
    return (
        Field("title", ("title", "title_folded"), values.folded_text()),
        Field("description", ("description", "description_folded"), values.long_folded_text()),
    )


def _occasion() -> tuple[Field, ...]:
    return (
        Field("startsAt", ("starts_at",), values.point_in_time()),
        Field("endsAt", ("ends_at",), values.point_in_time()),
        Field("online", ("online",), values.truth(default=None)),
        Field("country", ("country",), values.country()),
    )


def _member(refer: References) -> tuple[Field, ...]:
    return (
        Field("area", ("area_id",), refer["area"], required=True, shape="object"),
        _to("user", refer),
        Field("role", ("role",), values.one_of(vocabulary.AreaRole)),
        Field("joinedOn", ("joined_on",), values.calendar_date()),
        Field("leftOn", ("left_on",), values.calendar_date()),
    )


def _thread(refer: References) -> tuple[Field, ...]:
    return (
        Field("area", ("area_id",), refer["area"], required=True, shape="object"),
        _to("author", refer, required=False),
        Field("title", ("title",), values.text()),
        Field("createdAt", ("created_at",), values.point_in_time()),
    )


def _post(refer: References) -> tuple[Field, ...]:
    return (
        _to("thread", refer),
        _to("author", refer, required=False),
        Field("body", ("body",), values.text(values.TEXT_LENGTH)),
        Field("createdAt", ("created_at",), values.point_in_time()),
    )


def _head() -> Writer:
    """The head of a school: a person without an account."""
    writers = {"firstName": values.text(), "lastName": values.text(), "email": values.email_and_key()}
    nothing = b"".join(write(None) for write in writers.values())

    def write_head(value: object) -> bytes:
        if value is None:
            return nothing
        members = check_members(value, writers)
        return b"".join([_write_part(name, write, members.get(name)) for name, write in writers.items()])

    return write_head


def _area_reference(writers: Mapping[str, Writer]) -> Writer:
    """The id of the area that a kind and a key name."""

    def write_area(value: object) -> bytes:
        if value is None:
            return NULL
        members = check_members(value, ("kind", "key"), required=True)
        kind = members["kind"]
        if not isinstance(kind, str) or kind not in writers:
            raise Wrong("must be one of " + ", ".join(writers), ".kind")
        return _write_part("key", writers[kind], members["key"])

    return write_area


def _write_part(name: str, write: Writer, value: object) -> bytes:
    try:
        return write(value)
    except Wrong as wrong:
        raise Wrong(wrong.expected, f".{name}{wrong.part}") from None


def _cells(table: str, fields: tuple[Field, ...]) -> tuple[tuple[str, Cell], ...]:
    field_of = {column: field.name for field in fields for column in field.columns}
    return cells_of(table, field_of, frozenset(field.name for field in fields if field.repeated))
