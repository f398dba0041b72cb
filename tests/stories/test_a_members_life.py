"""The life of a member, from the first sign-in to a consent that is withdrawn, over HTTP against the whole program.

A teacher in Tallinn registers, is validated by the Estonian organisation, is found by a teacher in Riga; they found a
project with a third one and publish it; the public website shows exactly the two who have consented. One of them
withdraws, and the next request of the public shows her nowhere.
"""

from __future__ import annotations

import email
from collections.abc import Mapping
from email.policy import default
from pathlib import Path
from typing import Any

from tests.cli.running import run
from tests.stories.acting import Person, document, signed_in
from tests.stories.conftest import Stage

MARI, ILZE, ZSOFIA = "mari@kool.example", "ilze@skola.example", "zsofia@iskola.example"
NOTICE = {"version": "esep-nb", "language": "et"}


def officer(stage: Stage, key: str) -> Person:
    """Staff of a national organisation, for the purpose of validation."""
    done = run("token", "--user", key, "--role", "NSO", "--purpose", "VALIDATION", **stage.variables)
    assert done.code == 0, done.err
    return Person(stage.client, done.out.strip())


def registered(stage: Stage) -> str:
    """Mari signs in, accepts the notice, chooses her school and registers; her id."""
    mari = signed_in(stage.client, MARI, "GENERAL_USER")
    assert mari.code("{ viewer { role } }") == "UNAUTHENTICATED"
    account = mari.ask("01_accept", version="2024-1", language="et")["acceptNotice"]["viewer"]
    assert (account["role"], account["user"]["status"], account["user"]["email"]) == ("GENERAL_USER", "GENERAL", MARI)
    choice = mari.ask("02_choose", country="EE", search="tall", language="et")
    (school,) = choice["registrationSchools"]
    assert (school["officialName"], school["city"]) == ("Tallinna Kool", "Tallinn")
    biology = next(subject["code"] for subject in choice["subjects"] if subject["label"] == "Bioloogia")
    given = {
        "school": school["id"],
        "firstName": "Mari",
        "lastName": "Maasikas",
        "schoolRole": "TEACHER",
        "subjects": [biology],
        "languages": ["et", "en"],
        "pupilAges": {"from": 11, "to": 13},
        "noticeVersion": "esep-nb",
        "noticeLanguage": "et",
    }
    user = mari.ask("03_register", input=given)["registerAsETwinner"]["user"]
    assert user["status"] == "PENDING"
    assert signed_in(stage.client, MARI, "ETWINNER").code("{ viewer { role } }") == "FORBIDDEN"
    return str(user["id"])


def validated(stage: Stage, person: str) -> None:
    """The Estonian organisation sees the registration and finds it valid; the Latvian one does neither."""
    pending = document("nso_dashboard")
    estonia, latvia = officer(stage, "nso-ee"), officer(stage, "nso-lv")
    assert latvia.ask(pending)["users"]["nodes"] == []
    assert latvia.code("04_validate", user=person, key="k") == "NOT_FOUND"
    (waiting,) = estonia.ask(pending)["users"]["nodes"]
    assert (waiting["id"], waiting["email"], waiting["school"]["city"]) == (person, MARI, "Tallinn")
    for _ in range(2):  # a client that lost the answer asks again
        answer = estonia.ask("04_validate", user=person, key="once")
        assert answer["validateRegistration"]["user"] == {"id": person, "status": "VALIDATED"}


def made_contacts(mari: Person, ilze: Person, person: str) -> None:
    """Ilze finds Mari by what she teaches, and asks; Mari agrees."""
    where = {"subjects": {"has": "Biology"}, "country": {"eq": "EE"}}
    found = ilze.ask("06_find", where=where)["users"]
    (node,) = found["nodes"]
    assert (found["totalCount"], node["id"], node["firstName"], node["email"]) == (1, person, "Mari", None)
    ilze.ask("07_request_contact", user=person)
    asking = ilze.ask("{ viewer { user { id } } }")["viewer"]["user"]["id"]
    assert mari.ask("08_accept_contact", user=asking)["acceptContact"]["user"]["firstName"] == "Ilze"


def published(mari: Person, others: Mapping[Person, str]) -> str:
    """Mari founds a project, the others accept her invitations, she publishes it; its id."""
    about = {"title": "Rivers of Europe", "languages": ["en"], "pupilAges": {"from": 11, "to": 14}}
    project = mari.ask("09_found", input=about)["createProject"]["project"]["id"]
    for other, user in others.items():
        mari.ask("10_invite", project=project, user=user)
        (waiting,) = other.ask("11_invitations")["viewer"]["invitations"]
        assert (waiting["projectId"], waiting["invitedBy"]) == (project, {"firstName": "Mari"})
        joined = other.ask("12_accept_invitation", project=project)["acceptInvitation"]["project"]
        assert joined["id"] == project
        assert joined["twinSpace"] is not None
    assert mari.ask("13_publish", project=project)["publishProject"]["project"]["published"] is True
    return str(project)


LOOK = """query ($person: ID!, $project: ID!) {
  list: users { totalCount nodes { id firstName } }
  search: users(search: "Mari") { totalCount nodes { id } }
  node(id: $person) { id }
  project: node(id: $project) { ... on Project { title partners { totalCount nodes { user { id firstName } } } } }
}"""


def seen(public: Person, person: str, project: str) -> tuple[Any, ...]:
    """What the public sees of a person and a project: list, count, search, node, partners."""
    data = public.ask(LOOK, person=person, project=project)
    # A project without a public partner is hidden as a whole.
    partners: Any = {"nodes": [], "totalCount": 0} if data["project"] is None else data["project"]["partners"]
    return (
        sorted(node["firstName"] for node in data["list"]["nodes"]),
        data["list"]["totalCount"],
        data["search"]["totalCount"],
        data["node"] is not None,
        sorted(node["user"]["firstName"] for node in partners["nodes"]),
        partners["totalCount"],
    )


def test_a_members_life(stage: Stage) -> None:
    person = registered(stage)
    validated(stage, person)
    mari = signed_in(stage.client, MARI, "ETWINNER")
    people = {}
    for address in (ILZE, ZSOFIA):
        # Imported accounts, which are claimed by their verified addresses.
        signed_in(stage.client, address, "GENERAL_USER").ask("01_accept", version="2024-1", language="en")
        somebody = signed_in(stage.client, address, "ETWINNER")
        people[somebody] = somebody.ask("{ viewer { user { id } } }")["viewer"]["user"]["id"]
    ilze, zsofia = people
    made_contacts(mari, ilze, person)
    project = published(mari, people)
    public = Person(stage.client, None)
    before = public.raw(LOOK, person=person, project=project)
    assert seen(public, person, project) == ([], 0, 0, False, [], 0)
    for one in (mari, zsofia):
        one.ask("05_consent", purpose="PUBLIC_PROFILE", **NOTICE)
    names = ["Mari", "Zsófia"]
    assert seen(public, person, project) == (names, 2, 1, True, names, 2)
    website = public.ask(document("public_website"))
    assert [node["title"] for node in website["projects"]["nodes"]] == ["Rivers of Europe"]

    mari.ask("14_withdraw", purpose="PUBLIC_PROFILE")
    assert seen(public, person, project) == (["Zsófia"], 1, 0, False, ["Zsófia"], 1)
    zsofia.ask("14_withdraw", purpose="PUBLIC_PROFILE")
    assert public.raw(LOOK, person=person, project=project) == before

    done = run("mail", "--once", **stage.variables)
    assert done.code == 0, done.err
    assert subjects_to(MARI, Path(stage.variables["TWINGRAPH_DATA_DIR"])) == [
        "Sinu eTwinningu konto",
        "Sinu registreering on kätte saadud",
        "Sinu registreering on kinnitatud",
        "Keegi soovib sinuga kontakti",
    ]


def subjects_to(address: str, folder: Path) -> list[str]:
    """The subjects of the letters to an address, in the order in which they were written."""
    files = sorted((folder / "mail").glob("*.eml"), key=lambda path: int(path.stem))
    letters = [email.message_from_bytes(path.read_bytes(), policy=default) for path in files]
    return [letter["Subject"] for letter in letters if letter["To"].addresses[0].addr_spec == address]
