"""Through whose eyes to look at the demo data: the list that guides and the viewer switch show.

Every entry is a person of the story (`data/story/`), or nobody, in a role and with a purpose that this person may have.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True, slots=True)
class DemoViewer:
    """One pair of eyes: the key of the user record (None: nobody is signed in), the acting role and its purpose."""

    key: str | None
    role: Role
    purpose: Purpose | None
    description: str


DEMO_VIEWERS: tuple[DemoViewer, ...] = (
    DemoViewer(None, Role.ANONYMOUS, None, "The public: sees people who agreed to it, and their published projects"),
    DemoViewer(
        "teacher-tallinn", Role.ETWINNER, None, "Kadri, public, founder of Our Baltic Sea and owner of its TwinSpace"
    ),
    DemoViewer(
        "teacher-riga", Role.ETWINNER, None, "Ilze, not public, partner of Kadri and moderator of the TwinSpace"
    ),
    DemoViewer("teacher-debrecen", Role.ETWINNER, None, "Zsófia, renewed her consent, hides her contacts from peers"),
    DemoViewer("teacher-cork", Role.ETWINNER, None, "Sinéad, left the TwinSpace and the science group"),
    DemoViewer("restricted-szeged", Role.ETWINNER, None, "Gergely, restricted: sees as a member, is seen by nobody"),
    DemoViewer("pending-tartu", Role.GENERAL_USER, None, "Liis, waits for validation: own data and the public"),
    DemoViewer("general-oslo", Role.GENERAL_USER, None, "Ragnhild, a general user without a school or country"),
    DemoViewer("inactive-lund", Role.GENERAL_USER, None, "Viktor, silent for over a year: own data and the public"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.VALIDATION, "Estonian NSO, validates registrations"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.NATIONAL_PROMOTION, "Estonian NSO, promotes eTwinning"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.NATIONAL_NEWSLETTER, "Estonian NSO, only those who subscribed"),
    DemoViewer("staff-nso-ee", Role.NSO, Purpose.NATIONAL_EVENTS, "Estonian NSO, its events and their participants"),
    DemoViewer("staff-nso-lv", Role.NSO, Purpose.VALIDATION, "Latvian NSO: Estonia only as the public sees it"),
    DemoViewer("staff-nso-hu-surveys", Role.NSO, Purpose.SURVEY, "Hungarian NSO, may do newsletters and surveys only"),
    DemoViewer(
        "staff-authority-ee", Role.SCHOOL_AUTHORITY, Purpose.MONITORING, "Estonian school authority, whole country"
    ),
    DemoViewer(
        "staff-authority-ee-tartu", Role.SCHOOL_AUTHORITY, Purpose.MONITORING, "School authority of Tartu county only"
    ),
    DemoViewer("staff-eacea", Role.EACEA, Purpose.MONITORING, "EACEA, oversees the programme"),
    DemoViewer("staff-eacea", Role.EACEA, Purpose.RIGHTS_REQUEST, "EACEA, answers a request about personal rights"),
    DemoViewer("staff-commission", Role.COMMISSION, Purpose.MONITORING, "European Commission"),
    DemoViewer("staff-css", Role.CSS, Purpose.SUPPORT, "Central Support Service, helps members"),
    DemoViewer(
        "staff-css-rights", Role.CSS, Purpose.RIGHTS_REQUEST, "Central Support Service, also sees hidden accounts"
    ),
    DemoViewer(
        "staff-provider", Role.PROVIDER, Purpose.OPERATION, "Digital service provider, keeps the platform running"
    ),
    DemoViewer("staff-jrc", Role.JRC, Purpose.COURSE, "Joint Research Centre: the public, until enrolments exist"),
)
