"""The closed vocabularies that rows, rules and the public schema share.

Each enum is the one list of its words: the column stores the value, a rule compares with it, the schema
publishes it. Sources: the notices (states, consent purposes), clause ACC-11 (closed list of roles) and
NAT-05 to NAT-10 (closed list of purposes).
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who acts: exactly one role per request (A-29)."""

    ANONYMOUS = "ANONYMOUS"
    GENERAL_USER = "GENERAL_USER"
    ETWINNER = "ETWINNER"
    NSO = "NSO"
    SCHOOL_AUTHORITY = "SCHOOL_AUTHORITY"
    EACEA = "EACEA"
    COMMISSION = "COMMISSION"
    CSS = "CSS"
    PROVIDER = "PROVIDER"
    JRC = "JRC"


STAFF_ROLES = frozenset(set(Role) - {Role.ANONYMOUS, Role.GENERAL_USER, Role.ETWINNER})


# Companies and bodies that process for the controller, by contract (SEC-04, XFER-06).
PROCESSORS = frozenset({Role.CSS, Role.PROVIDER})


class OrganisationKind(StrEnum):
    """What an organisation of staff is to eTwinning."""

    EU_BODY = "EU_BODY"
    NSO = "NSO"
    PROCESSOR = "PROCESSOR"
    RESEARCH = "RESEARCH"
    SCHOOL_AUTHORITY = "SCHOOL_AUTHORITY"


# For which organisations staff of a role work.
ORGANISATIONS_OF_ROLE: dict[Role, frozenset[OrganisationKind]] = {
    Role.NSO: frozenset({OrganisationKind.NSO}),
    Role.SCHOOL_AUTHORITY: frozenset({OrganisationKind.SCHOOL_AUTHORITY}),
    Role.EACEA: frozenset({OrganisationKind.EU_BODY}),
    Role.COMMISSION: frozenset({OrganisationKind.EU_BODY}),
    Role.CSS: frozenset({OrganisationKind.PROCESSOR}),
    Role.PROVIDER: frozenset({OrganisationKind.PROCESSOR}),
    Role.JRC: frozenset({OrganisationKind.EU_BODY, OrganisationKind.RESEARCH}),
}


# The European Union and the European Economic Area; every other country is a third country (XFER-03). Membership, not a
# choice of a deployment: a test holds the list of participating countries to it.
EU_EEA = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
        *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)


class Purpose(StrEnum):
    """Why a staff member reads (ACC-09, NAT-05 to NAT-10). Marketing does not exist (PURP-14)."""

    VALIDATION = "VALIDATION"
    NATIONAL_PROMOTION = "NATIONAL_PROMOTION"
    NATIONAL_NEWSLETTER = "NATIONAL_NEWSLETTER"
    NATIONAL_EVENTS = "NATIONAL_EVENTS"
    SURVEY = "SURVEY"
    NATIONAL_PRESS = "NATIONAL_PRESS"
    SUPPORT = "SUPPORT"
    RIGHTS_REQUEST = "RIGHTS_REQUEST"
    MONITORING = "MONITORING"
    OPERATION = "OPERATION"
    COURSE = "COURSE"


# What a role may read for under some notice; which of these count, a version says (`app.authz.versions`).
PURPOSES_OF_ROLE: dict[Role, frozenset[Purpose]] = {
    Role.NSO: frozenset(
        {
            Purpose.VALIDATION,
            Purpose.NATIONAL_PROMOTION,
            Purpose.NATIONAL_NEWSLETTER,
            Purpose.NATIONAL_EVENTS,
            Purpose.SURVEY,
            Purpose.NATIONAL_PRESS,
        }
    ),
    Role.SCHOOL_AUTHORITY: frozenset({Purpose.NATIONAL_PROMOTION, Purpose.NATIONAL_EVENTS, Purpose.MONITORING}),
    Role.EACEA: frozenset({Purpose.MONITORING, Purpose.OPERATION, Purpose.RIGHTS_REQUEST}),
    Role.COMMISSION: frozenset({Purpose.MONITORING, Purpose.OPERATION}),
    Role.CSS: frozenset({Purpose.SUPPORT, Purpose.OPERATION, Purpose.RIGHTS_REQUEST}),
    Role.PROVIDER: frozenset({Purpose.OPERATION, Purpose.SUPPORT}),
    Role.JRC: frozenset({Purpose.COURSE}),
}


class SchoolRole(StrEnum):
    """What a person does at school (DATA-05)."""

    TEACHER = "TEACHER"
    HEAD = "HEAD"
    LIBRARIAN = "LIBRARIAN"
    COUNSELLOR = "COUNSELLOR"
    ADMINISTRATOR = "ADMINISTRATOR"
    OTHER = "OTHER"


class AccountStatus(StrEnum):
    """The state of an account. INACTIVE is never stored: the clock decides it at each read (RET-02)."""

    GENERAL = "GENERAL"
    PENDING = "PENDING"
    VALIDATED = "VALIDATED"
    REFUSED = "REFUSED"
    INACTIVE = "INACTIVE"
    DEACTIVATED = "DEACTIVATED"
    ANONYMISED = "ANONYMISED"


class Decision(StrEnum):
    """What a national organisation decides about a registration (REG-05, A-50)."""

    VALIDATED = "VALIDATED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class SchoolStatus(StrEnum):
    """What was decided about a school. What is imported is valid; what a registrant entered waits."""

    PENDING = "PENDING"
    VALIDATED = "VALIDATED"
    REFUSED = "REFUSED"


class ArticleStatus(StrEnum):
    """Whether an article of the general area is shown."""

    PUBLISHED = "PUBLISHED"
    WITHDRAWN = "WITHDRAWN"


class CommentStatus(StrEnum):
    """Whether a comment is shown, or was taken down."""

    SHOWN = "SHOWN"
    REMOVED = "REMOVED"


class AffiliationStatus(StrEnum):
    """What was decided about somebody's second school: the organisation of its country is asked (A-52)."""

    PENDING = "PENDING"
    VALIDATED = "VALIDATED"
    REFUSED = "REFUSED"


class DecisionCode(StrEnum):
    """What became of one of many decisions: done, or the code that the command about one person is refused with."""

    DONE = "DONE"
    CONFLICT = "CONFLICT"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    UNAVAILABLE = "UNAVAILABLE"


class ConsentPurpose(StrEnum):
    """What a person may consent to (CONS-02, CONS-03, CONS-04)."""

    PUBLIC_PROFILE = "PUBLIC_PROFILE"
    PUBLIC_PICTURE = "PUBLIC_PICTURE"
    NEWSLETTER_CENTRAL = "NEWSLETTER_CENTRAL"
    NEWSLETTER_NATIONAL = "NEWSLETTER_NATIONAL"
    SURVEY = "SURVEY"
    COMMISSION_NEWS = "COMMISSION_NEWS"


class ProjectStatus(StrEnum):
    """The life of a project."""

    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    CLOSED = "CLOSED"


class PartnerRole(StrEnum):
    """What a person is in a project."""

    FOUNDER = "FOUNDER"
    PARTNER = "PARTNER"


class AreaKind(StrEnum):
    """The kinds of area where members work together."""

    TWINSPACE = "TWINSPACE"
    GROUP = "GROUP"
    EVENT = "EVENT"


class AreaRole(StrEnum):
    """What a member is in an area."""

    OWNER = "OWNER"
    MODERATOR = "MODERATOR"
    MEMBER = "MEMBER"


class Persona(StrEnum):
    """As whom a member may look at the own profile."""

    PUBLIC = "PUBLIC"
    PEER = "PEER"
    OWN_NSO = "OWN_NSO"


class Audience(StrEnum):
    """Who may see something of a person."""

    PUBLIC = "PUBLIC"
    PEERS = "PEERS"
    OWN_NSO = "OWN_NSO"
    OWN_NSO_NEWSLETTER = "OWN_NSO_NEWSLETTER"
    OWN_NSO_SURVEY = "OWN_NSO_SURVEY"
    OWN_AUTHORITY = "OWN_AUTHORITY"
    EU_STAFF = "EU_STAFF"
    RIGHTS_STAFF = "RIGHTS_STAFF"


class SearchedList(StrEnum):
    """The lists that a search can be about."""

    USERS = "USERS"
    SCHOOLS = "SCHOOLS"
    PROJECTS = "PROJECTS"
    GROUPS = "GROUPS"
    EVENTS = "EVENTS"
