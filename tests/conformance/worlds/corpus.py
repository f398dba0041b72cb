"""One world made by hand in which every rule has something to show and something to hide.

Out: `corpus()`. Three countries, staff of every role, and persons in every state, several of them in the same project
and the same areas, so that one page of a list already tells the viewers apart.
"""

from __future__ import annotations

from tests.conformance.worlds.records import (
    LONG_AGO,
    NOW,
    RECENTLY,
    TODAY,
    TOMORROW,
    YESTERDAY,
    anonymised,
    article,
    assignment,
    block,
    comment,
    consent,
    contact,
    event,
    former_school,
    group,
    member,
    partner,
    project,
    school,
    staff,
    twinspace,
    user,
    world,
)
from tests.conformance.worlds.world import Record, World

AFTER_NOW = "2025-06-15T12:00:00.000001Z"
AT_NOW = "2025-06-15T12:00:00Z"
YEAR_AGO = "2024-06-15T12:00:00Z"
WITHIN_YEAR = "2024-06-15T12:00:00.000001Z"


def corpus() -> World:
    """The same world every time."""
    return world(
        _schools(),
        _people(),
        _consents(),
        _blocks(),
        _staff(),
        _contacts(),
        _projects(),
        _areas(),
        _articles(),
        now=NOW,
    )


def _schools() -> list[Record]:
    head = {"firstName": "Helmi", "lastName": "Põld", "email": "head@tartu.example"}
    return [
        school("s1", "EE", officialName="Tartu Kool", region="Põhja", address="Kooli 1", email="office@tartu.example")
        | {"head": head, "headSuppliedBy": "anna"},
        school("s2", "EE", officialName="tartu kool", region="põhja", email="JAAN@people.example"),
        school("s3", "EE", officialName="Õhtukool", region=None, email="HEAD@õhtu.example")
        | {"head": {"firstName": None, "lastName": None, "email": "head@õhtu.example"}},
        school(
            "s4", "NO", officialName="Øvre Skole", city="Ålesund", region="Nord", address="", email="post@ovre.example"
        ),
        school("s5", "NO", officialName="Nedre_Skole 100%", city="Bodø", region="", email=None),
        school(
            "s6", "HU", officialName="Győri “Iskola”", city="Győr", email="office@gyor.example", headSuppliedBy="gabor"
        ),
        school("s7", "HU", officialName="Empty", city="Győr"),
        school("s8", "EE", officialName="Ootel Kool", region="Põhja", email="uus@ootel.example", status="PENDING"),
        *(former_school(key, into) for key, into in (("f1", "s1"), ("f2", "s1"), ("f7", "s7"), ("f8", "s8"))),
    ]


def _people() -> list[Record]:
    return [
        user("anna", "s1", firstName="Anna", lastName="Õunapuu", username="anna.o", description="Füüsika ja muu")
        | {"picture": "anna.jpg", "subjects": ["Füüsika", "ICT"]},
        user("jaan", "s2", firstName="jaan", lastName="ounapuu", schoolRole="HEAD", subjects=[], picture="jaan.jpg"),
        user("amb", "s1", firstName="Ambassador", ambassador=True, picture="amb.jpg", description=None),
        user("shy", "s3", firstName="Shy", hideContacts=True, subjects=["Secret subject"]),
        user("fresh", "s8", firstName="Fresh", lastName="Ootaja"),
        user("pending", "s1", "PENDING", firstName="Pending", lastLoginAt=None, registeredAt=RECENTLY),
        user("refused", "s1", "REFUSED", firstName="Refused"),
        user("general", "s1", "GENERAL", firstName=None, lastName=None, subjects=None, languages=[], pupilAges=None),
        user("homeless", None, "GENERAL", firstName="Homeless", schoolRole=None),
        user("inactive", "s1", firstName="Inactive", lastLoginAt=YEAR_AGO),
        user("just", "s1", firstName="Just", lastLoginAt=WITHIN_YEAR),
        user("never", "s2", firstName="Never", lastLoginAt=None, registeredAt="2024-06-15T12:00:00Z"),
        user("off", "s1", "DEACTIVATED", firstName="Off"),
        user("restricted", "s1", firstName="Restricted", processingRestricted=True),
        user("expired", "s1", firstName="Expired", lastLoginAt="2022-06-15T12:00:00Z"),
        anonymised("nobody"),
        user("bjorn", "s4", firstName="Bjørn", lastName="Straße", username="bjorn", description="100% _sure_"),
        user("ida", "s4", firstName="İda", lastName="O'Brien", languages=["nb", "en"]),
        user("plain", "s5", firstName="Plain", pupilAges={"from": 6, "to": 6}),
        user("pia", "s5", "PENDING", firstName="Pia"),
        user("twofold", "s5", firstName="Twofold", second={"school": "s1", "status": "VALIDATED"}),
        user("asked", "s6", firstName="Asked", second={"school": "s4", "status": "PENDING"}),
        user("parted", "s2", firstName="Parted", second={"school": "s6", "status": "REFUSED"}),
        user("gabor", "s6", firstName="Gábor", lastName="Kovács", email="Gabor@People.example"),
        user("eszter", "s6", firstName="Eszter", lastName="kovacs", description="Ada 👩‍🏫 \\ %"),
    ]


def _blocks() -> list[Record]:
    """Of people who do little else: one between peers, one by somebody who is registered only."""
    return [block("just", "gabor"), block("pia", "plain")]


def _articles() -> list[Record]:
    """By everybody who can be heard or not, and about articles of everybody."""
    authors = ("anna", "shy", "pending", "refused", "homeless", "inactive", "off", "restricted", "gabor", "bjorn")
    return [
        article("central"),
        article("estonian", "EE"),
        article("norwegian", "NO", language="nb"),
        article("old", "EE", "WITHDRAWN"),
        *(comment(f"{author}-{about}", about, author) for author in authors for about in ("central", "old")),
        comment("bad", "norwegian", "anna", "REMOVED"),
        comment("good", "norwegian", "eszter"),
    ]


def _consents() -> list[Record]:
    """Who is public: anna, amb, bjorn, gabor, fresh and, were it not for their states, six more."""
    hidden = ["pending", "refused", "inactive", "off", "restricted", "expired"]
    return [
        consent("anna"),
        consent("fresh"),
        consent("anna", "PUBLIC_PICTURE"),
        consent("anna", "SURVEY"),
        consent("jaan", withdrawnAt=AT_NOW),
        consent("jaan", "PUBLIC_PICTURE"),
        consent("jaan", "NEWSLETTER_NATIONAL"),
        consent("amb", version="etwinning-sv"),
        consent("amb", "PUBLIC_PICTURE", "etwinning-sv"),
        consent("shy", givenAt=AFTER_NOW),
        consent("just", givenAt="2025-03-01T00:00:00Z", withdrawnAt="2025-02-01T00:00:00Z"),
        consent("bjorn", givenAt=LONG_AGO, withdrawnAt="2021-01-01T00:00:00Z"),
        consent("bjorn", givenAt=AT_NOW),
        consent("bjorn", "PUBLIC_PICTURE", "etwinning-sv"),
        consent("gabor", withdrawnAt=AFTER_NOW),
        consent("eszter", "NEWSLETTER_NATIONAL", withdrawnAt=AT_NOW),
        consent("eszter", "SURVEY"),
        consent("pia", "NEWSLETTER_NATIONAL"),
        *(consent(key) for key in hidden),
    ]


def _staff() -> list[Record]:
    return [
        *staff("nso-ee", "NSO", "EE"),
        *staff("nso-no", "NSO", "NO", purposes=["VALIDATION", "NATIONAL_EVENTS"]),
        *staff("nso-late", "NSO", "EE", validTo=AT_NOW),
        *staff("nso-early", "NSO", "HU", validFrom=AFTER_NOW),
        assignment("gabor", "NSO", "HU", validTo=AFTER_NOW),
        *staff("authority", "SCHOOL_AUTHORITY", "EE"),
        *staff("regional", "SCHOOL_AUTHORITY", "EE", region="Põhja"),
        *staff("eacea", "EACEA"),
        *staff("commission", "COMMISSION"),
        *staff("css", "CSS"),
        *staff("provider", "PROVIDER"),
        *staff("jrc", "JRC"),
        assignment("inactive", "CSS"),
    ]


def _contacts() -> list[Record]:
    pairs = [("anna", "bjorn"), ("anna", "pending"), ("anna", "inactive"), ("shy", "anna"), ("bjorn", "anna")]
    pairs += [("bjorn", "shy"), ("pending", "anna"), ("pending", "jaan"), ("eacea", "anna"), ("anna", "nobody")]
    return [contact(one, other) for one, other in pairs]


def _projects() -> list[Record]:
    return [
        project("water", title="Water", languages=["en", "et"], pupilAges={"from": 8, "to": 14}, description="Vesi"),
        project("air", "CLOSED", title="Øl og luft", closedOn="2025-01-31", registeredOn="2024-02-29", languages=[]),
        project("secret", publishedAt=None, title="Secret plan", registeredOn="2025-01-01"),
        project("soon", publishedAt=AFTER_NOW, title="water"),
        project("draft", "DRAFT", title="Draft"),
        project("hidden", title="Nobody public"),
        project("waiting", title="Waiting", publishedAt=None),
        project("abroad", title="Győr és Ålesund"),
        project("empty", title="Empty", description="No partner at all"),
        partner("water", "anna", "s1", role="FOUNDER"),
        partner("water", "jaan", "s2"),
        partner("water", "bjorn", "s5"),
        partner("water", "pending", "s1", joinedOn=None),
        partner("water", "inactive", "s3"),
        partner("water", "restricted", None),
        partner("water", "nobody", "s6"),
        partner("water", "gabor", "s6", leftOn=TODAY),
        partner("air", "bjorn", None, role=None),
        partner("air", "anna", "s3", leftOn=YESTERDAY),
        partner("air", "eszter", "s7", leftOn=TOMORROW),
        partner("secret", "anna", "s1"),
        partner("secret", "plain", "s5"),
        partner("soon", "amb", "s1"),
        partner("draft", "anna", "s1", role="FOUNDER"),
        partner("draft", "pia", "s5"),
        partner("hidden", "plain", "s5"),
        partner("secret", "twofold", "s5"),
        partner("hidden", "inactive", "s1"),
        partner("waiting", "pending", "s2"),
        partner("abroad", "gabor", "s6"),
        partner("abroad", "ida", "s4"),
        partner("abroad", "general", "s1"),
    ]


def _areas() -> list[Record]:
    return [
        twinspace("t-water", "water", title="Water room", description="Only for members"),
        twinspace("t-draft", "draft", title=None),
        twinspace("t-hidden", "hidden", description=""),
        member("twinspace", "t-water", "anna", "OWNER"),
        member("twinspace", "t-water", "jaan", "MODERATOR", leftOn=TODAY),
        member("twinspace", "t-water", "gabor", "OWNER", leftOn=TODAY),
        member("twinspace", "t-draft", "ida", None, joinedOn=None),
        member("twinspace", "t-hidden", "refused"),
        group("g-open", title="Physics", description="Füüsika kõigile"),
        group("g-other", title="physics", description="Secret subject"),
        member("group", "g-open", "anna", "OWNER"),
        member("group", "g-open", "bjorn"),
        member("group", "g-open", "pending"),
        member("group", "g-open", "inactive", leftOn=TOMORROW),
        member("group", "g-open", "nobody"),
        member("group", "g-other", "eacea"),
        member("group", "g-other", "jaan", leftOn=TODAY),
        event("e-ee", "EE", title="Kohtumine", startsAt="2025-07-01T08:00:00.5Z"),
        event("e-no", "NO", title="Møte", online=False, startsAt=None, endsAt=None),
        event("e-none", None, title="Somewhere", online=None, startsAt="2024-02-29T23:59:59.999999Z"),
        member("event", "e-ee", "anna", "MODERATOR"),
        member("event", "e-ee", "pending"),
        member("event", "e-ee", "bjorn"),
        member("event", "e-ee", "restricted"),
        member("event", "e-ee", "nso-ee"),
        member("event", "e-no", "ida"),
        member("event", "e-no", "homeless"),
        member("event", "e-no", "jrc"),
        {"kind": "thread", "key": "th1", "area": {"kind": "twinspace", "key": "t-water"}, "author": "anna"}
        | {"title": "Hello", "createdAt": RECENTLY},
        {
            "kind": "post",
            "key": "po1",
            "thread": "th1",
            "author": "jaan",
            "body": "Secret subject",
            "createdAt": RECENTLY,
        },
    ]
