"""Commands over two databases that differ only in what their viewer may not see are answered the same bytes."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, note
from hypothesis import strategies as st

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.interference import find_leak, interview
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.world import World, public_id
from tests.conformance.worlds.worlds import worlds

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
PERSON = "user { id status email country lastName }"
ROLE = f"assignment {{ role country validTo {PERSON} }}"
OWN = (
    'updateMyProfile(input: { firstName: "Anew", subjects: ["Physics"] })',
    "updateMyProfile(input: { description: null, schoolRole: LIBRARIAN })",
    "updateMyProfile(input: { languages: [] })",
    "hideMyContacts(input: { hide: true })",
    "removeMyPicture(input: {})",
    f'setMyPicture(input: {{ upload: "{UNKNOWN}" }})',
    f'changeMySchool(input: {{ school: "{UNKNOWN}" }})',
)
SPACE = "project { title status published version closedOn partners { totalCount } twinSpace { title } }"
PROJECTS = {
    "updateProject": 'version: 1, title: "Anew", ',
    **dict.fromkeys(("deleteDraft", "leaveProject", "closeProject", "publishProject", "unpublishProject"), ""),
    **dict.fromkeys(("acceptInvitation", "declineInvitation"), ""),
}
INVITATIONS = ("invitePartner", "withdrawInvitation")
PAYLOADS = dict.fromkeys(("deleteDraft", "declineInvitation"), "clientMutationId")
DECISIONS = ("validateRegistration", "refuseRegistration", "withdrawValidation")
ROLES = ("EACEA", "COMMISSION", "JRC", "CSS", "PROVIDER", "NSO")
MINE = "viewer { user { id } contactRequests { totalCount } sentContactRequests { nodes { id } } }"
MEETINGS = (
    *("requestContact", "acceptContact", "declineContact", "withdrawContactRequest", "removeContact"),
    *("blockMember", "unblockMember"),
)
FOUNDED = 'createProject(input: { title: "Anew", languages: ["en"], pupilAges: { from: 5, to: 9 } })'
# What commands have come to, as the viewer's own lists and the numbers of all say; ids of what was made differ.
AFTERWARDS = """{
  viewer {
    user { favourites { object } projects { totalCount nodes { title status version } } contacts { totalCount } }
    blocked { id }
    invitations { title role invitedBy { id } }
    sentInvitations { title role user { id } invitedBy { id } }
    contactRequests { totalCount nodes { id } }
    sentContactRequests { totalCount nodes { id } }
  }
  userFacets { country { value count } }
  schoolFacets { country { value count } city { value count } region { value count } }
}"""
WHO = [
    ("ETWINNER", None),
    ("GENERAL_USER", None),
    ("EACEA", "OPERATION"),
    ("COMMISSION", "OPERATION"),
    ("NSO", "VALIDATION"),
]


def seen(world: World, asker: Asker) -> Any:
    """All that the asker may see, and all of the own account, also what no field shows, as that it is restricted,
    whom it has blocked, hidden or not, and which own projects have a founder whom peers see, behind a block or not.

    The controller and the Commission see the roles of people whom they see, too.
    """
    shown = take_snapshot(world, asker)
    if shown is not None and asker.purpose is None:
        blocks = sorted(one["blocked"] for one in world.of("block") if one["user"] == asker.user)
        return shown, blocks, _founded(world, asker), [one for one in world.of("user") if one["key"] == asker.user]
    if shown is None or asker.role not in {"EACEA", "COMMISSION"}:
        return shown
    roles = [one for one in world.of("assignment") if f"User {public_id('user', one['user'])}" in shown["rows"]]
    return shown, sorted(roles, key=repr)


def _founded(world: World, asker: Asker) -> list[str]:
    """Own projects that a founder runs: a block is no way to take one over (docs/security.md)."""
    facts = Facts(world)
    founded = {one["project"] for one in facts.partners(role="FOUNDER") if facts.is_visible(one["user"])}
    return sorted(one["project"] for one in facts.partners() if one["user"] == asker.user and one["project"] in founded)


def decision_about(school: str) -> str:
    """A decision about a school; which one, its id says."""
    name, reason = ("validateSchool", "") if school < "8" else ("refuseSchool", 'reason: "r", ')
    return f'{name}(input: {{ {reason}school: "{school}" }}) {{ school {{ id status country }} }}'


@st.composite
def commands(draw: Any, first: World, second: World, asker: Asker) -> list[Question]:
    """Commands about people and roles of both worlds, hidden ones included."""
    people, roles, projects, schools = (
        sorted({public_id(kind, one["key"]) for world in (first, second) for one in world.of(kind)})
        for kind in ("user", "assignment", "project", "school")
    )
    shown = [one for one in people if f"User {one}" in (take_snapshot(first, asker) or {})["rows"]]

    def decision() -> str:
        name = draw(st.sampled_from(DECISIONS))
        reason = "" if name == DECISIONS[0] else 'reason: "a reason", '
        return f'{name}(input: {{ {reason}user: "{draw(about)}" }}) {{ {PERSON} }}'

    def grant() -> str:
        role = draw(st.sampled_from(ROLES))
        country = 'country: "EE", ' if role == "NSO" else ""
        return f'grantAssignment(input: {{ {country}role: {role}, user: "{draw(about)}" }}) {{ {ROLE} }}'

    def revocation() -> str:
        given = draw(st.sampled_from([*roles, UNKNOWN]))
        return f'revokeAssignment(input: {{ assignment: "{given}" }}) {{ {ROLE} }}'

    def own() -> str:
        return f"{draw(st.sampled_from(OWN))} {{ {PERSON} }}"

    def work() -> str:
        name = draw(st.sampled_from(sorted(PROJECTS)))
        named = draw(st.sampled_from([*projects, UNKNOWN]))
        return f'{name}(input: {{ {PROJECTS[name]}project: "{named}" }}) {{ {PAYLOADS.get(name, SPACE)} }}'

    def company() -> str:
        named = draw(st.sampled_from([*projects, UNKNOWN]))
        whom = draw(about)
        return f'{draw(st.sampled_from(INVITATIONS))}(input: {{ project: "{named}", user: "{whom}" }}) {{ {PERSON} }}'

    def meeting() -> str:
        name = draw(st.sampled_from(MEETINGS))
        shows = MINE if name.endswith("Member") else PERSON
        return f'{name}(input: {{ user: "{draw(about)}" }}) {{ {shows} }}'

    # What only one of the worlds has is where they can be told apart.
    one_has, other_has = (
        {public_id(k, one["key"]) for k in ("user", "project") for one in w.of(k)} for w in (first, second)
    )
    apart = sorted(one_has ^ other_has)

    def keeping() -> str:
        name = draw(st.sampled_from(("addFavourite", "removeFavourite")))
        kept = draw(st.sampled_from(apart or [*people, *projects, UNKNOWN]))
        return f'{name}(input: {{ object: "{kept}" }}) {{ user {{ favourites {{ object }} }} }}'

    def founding() -> str:
        return f"{FOUNDED} {{ {SPACE} }}"

    about = st.sampled_from([*people, UNKNOWN])
    about = st.sampled_from(shown) | about if shown else about
    sorts_of = {
        "NSO": [decision, lambda: decision_about(draw(st.sampled_from([*schools, UNKNOWN])))],
        "ETWINNER": [own, work, company, meeting, meeting, keeping, founding],
        "GENERAL_USER": [own, keeping],
    }
    sorts = sorts_of.get(asker.role, [grant, revocation])
    asked = [f"mutation {{ {draw(st.sampled_from(sorts))()} }}" for _ in range(draw(st.integers(3, 8)))]
    asked += [AFTERWARDS] if asker.purpose is None else []
    return [Question(document, {}) for document in asked]


@examples(10)
@given(world=worlds(), data=st.data())
def test_what_is_hidden_changes_no_byte_of_a_command(real: RealGraph, world: World, data: st.DataObject) -> None:
    able = {(asker.role, asker.purpose): asker for asker in askers(Facts(world))}
    found = [able[who] for who in WHO if who in able]
    assume(found)
    asker = data.draw(st.sampled_from(found))
    other = data.draw(unnoticed(world, asker, seen))
    asked = data.draw(commands(world, other, asker))
    note(f"{asker}\n{world.as_lines()}\n{other.as_lines()}")
    real.load(world)
    record = interview(real, asker, asked)
    real.load(other)
    leak = find_leak(real, asker, record)
    assert leak is None, leak
