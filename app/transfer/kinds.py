"""The kinds of record of the import format: their fields, and the columns that each field fills.

In: the secret that ids are made with. Out: a `Kind` for each word that `kind` may be. A record is the whole truth
about itself: what it does not mention is null, also when an earlier import had given it.
A new column of an existing kind is one line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.database import vocabulary
from app.database.ids import id_maker
from app.transfer import rules, texts, values
from app.transfer.copy_format import NULL
from app.transfer.records import AREA_KINDS, Field, Kind
from app.transfer.values import Writer, Wrong, check_members

_STAFF = sorted(vocabulary.STAFF_ROLES)
_STORED_STATES = [status for status in vocabulary.AccountStatus if status != vocabulary.AccountStatus.INACTIVE]

References = Mapping[str, Writer]


def record_kinds(secret: bytes) -> dict[str, Kind]:
    """Every kind of record by its name."""
    refer = _references(secret)
    kinds = [
        Kind("school", "schools", _school(refer), secret=secret),
        Kind("user", "users", _user(refer), secret=secret, check=rules.check_user),
        Kind("consent", "consents", _consent(refer), secret=secret),
        Kind("organisation", "organisations", _organisation(), secret=secret, check=rules.check_organisation),
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


def _references(secret: bytes) -> References:
    """How a reference is written, by the name of the field that holds it."""
    to_user = texts.reference(id_maker(secret, "user"))
    return {
        "school": texts.reference(id_maker(secret, "school")),
        "organisation": texts.reference(id_maker(secret, "organisation")),
        "project": texts.reference(id_maker(secret, "project")),
        "thread": texts.reference(id_maker(secret, "thread")),
        "area": _area_reference({name: texts.reference(id_maker(secret, name)) for name in AREA_KINDS}),
        **dict.fromkeys(("user", "contact", "author", "headSuppliedBy"), to_user),
    }


def _to(name: str, refer: References, column: str | None = None, *, required: bool = True) -> Field:
    return Field(name, (column or f"{name}_id",), refer[name], required=required)


def _school(refer: References) -> tuple[Field, ...]:
    return (
        Field("officialName", ("official_name", "official_name_folded"), texts.folded_text(), required=True),
        Field("address", ("address",), texts.text()),
        Field("city", ("city", "city_folded"), texts.folded_text(), required=True, repeated=True),
        Field("region", ("region", "region_folded"), texts.folded_text(), repeated=True),
        Field("country", ("country",), texts.country(), required=True),
        Field("email", ("email", "email_key", "email_folded"), texts.email_address()),
        Field("head", ("head_first_name", "head_last_name", "head_email", "head_email_key"), _head(), shape="object"),
        _to("headSuppliedBy", refer, "head_supplied_by", required=False),
    )


def _user(refer: References) -> tuple[Field, ...]:
    return (
        Field("email", ("email", "email_key", "email_folded"), texts.email_address()),
        Field("username", ("username", "username_folded"), texts.folded_text()),
        Field("firstName", ("first_name", "first_name_folded"), texts.folded_text(), repeated=True),
        Field("lastName", ("last_name", "last_name_folded"), texts.folded_text(), repeated=True),
        Field("schoolRole", ("school_role",), values.one_of(vocabulary.SchoolRole)),
        Field("subjects", ("subjects",), texts.texts(), repeated=True, shape="list"),
        Field("languages", ("languages",), texts.languages(), repeated=True, shape="list"),
        Field("pupilAges", ("pupil_age_from", "pupil_age_to"), values.ages(), shape="object"),
        Field("description", ("description",), texts.text(texts.TEXT_LENGTH)),
        Field("picture", ("picture",), texts.text(texts.LINK_LENGTH)),
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
        Field("noticeVersion", ("notice_version",), texts.text(), required=True),
        Field("language", ("language",), texts.language(), required=True),
        Field("givenAt", ("given_at",), values.point_in_time(), required=True),
        Field("withdrawnAt", ("withdrawn_at",), values.point_in_time()),
    )


def _organisation() -> tuple[Field, ...]:
    return (
        Field("name", ("name",), texts.text(), required=True),
        # A record has a `kind` of its own.
        Field("type", ("kind",), values.one_of(vocabulary.OrganisationKind), required=True),
        Field("country", ("country",), texts.country()),
        Field("agreementFrom", ("agreement_from",), values.point_in_time()),
        Field("agreementTo", ("agreement_to",), values.point_in_time()),
        Field("safeguardsFrom", ("safeguards_from",), values.point_in_time()),
        Field("safeguardsTo", ("safeguards_to",), values.point_in_time()),
        Field("dpaSigned", ("dpa_signed",), values.truth(default=False)),
    )


def _assignment(refer: References) -> tuple[Field, ...]:
    return (
        _to("user", refer),
        Field("role", ("role",), values.one_of(_STAFF), required=True),
        Field("country", ("country",), texts.country()),
        Field("region", ("region",), texts.text()),
        _to("organisation", refer, required=False),
        Field("purposes", ("purposes",), texts.some_of(vocabulary.Purpose), shape="list"),
        Field("validFrom", ("valid_from",), values.point_in_time(), required=True),
        Field("validTo", ("valid_to",), values.point_in_time()),
    )


def _project() -> tuple[Field, ...]:
    return (
        Field("title", ("title", "title_folded"), texts.folded_text(), required=True),
        Field("description", ("description",), texts.text(texts.TEXT_LENGTH)),
        Field("languages", ("languages",), texts.languages(), repeated=True, shape="list"),
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
        Field("title", ("title", "title_folded"), texts.folded_text()),
        Field("description", ("description", "description_folded"), texts.long_folded_text()),
    )


def _occasion() -> tuple[Field, ...]:
    return (
        Field("startsAt", ("starts_at",), values.point_in_time()),
        Field("endsAt", ("ends_at",), values.point_in_time()),
        Field("online", ("online",), values.truth(default=None)),
        Field("country", ("country",), texts.country()),
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
        Field("title", ("title",), texts.text()),
        Field("createdAt", ("created_at",), values.point_in_time()),
    )


def _post(refer: References) -> tuple[Field, ...]:
    return (
        _to("thread", refer),
        _to("author", refer, required=False),
        Field("body", ("body",), texts.text(texts.TEXT_LENGTH)),
        Field("createdAt", ("created_at",), values.point_in_time()),
    )


def _head() -> Writer:
    """The head of a school: a person without an account."""
    writers = {"firstName": texts.text(), "lastName": texts.text(), "email": texts.email_and_key()}
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
