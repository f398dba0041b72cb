"""Commands that a viewer might send in one of two worlds: about people, roles, projects and schools of both.

In: two worlds and an asker. Out: a strategy of series of commands. Most are about what the asker sees in the first
world, some about what is hidden there, or only in one of them, or nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.conformance.asking.documents import Question
from tests.conformance.reference.askers import Asker
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds.world import Record, World, public_id

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
PERSON = "user { id status email country lastName secondSchoolStatus secondSchool { id } }"
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
# What commands have come to, as the viewer's own lists and the numbers of all say. Ids of what was made differ, and so
# may orders that they decide.
AFTERWARDS = """{
  viewer {
    user {
      favourites { object } contacts { totalCount }
      projects(orderBy: [{ field: TITLE }]) { totalCount nodes { title } }
    }
    blocked { id }
    invitations { title role invitedBy { id } }
    sentInvitations { title role user { id } invitedBy { id } }
    contactRequests { totalCount nodes { id } }
    sentContactRequests { totalCount nodes { id } }
  }
  userFacets { country { value count } }
  schoolFacets { country { value count } city { value count } region { value count } }
}"""


class Drawing:
    """Draws one command after another."""

    def __init__(self, draw: Any, worlds: tuple[World, World], asker: Asker) -> None:
        self._draw = draw
        self._people, self._roles, self._projects, self._schools = (
            [*sorted({public_id(one["kind"], one["key"]) for world in worlds for one in _of(world, kinds)}), UNKNOWN]
            for kinds in (("user",), ("assignment",), ("project",), ("school", "former_school"))
        )
        self._seconds = {person: at for world in worlds for person, at, _ in world.second_schools}
        # What only one of the worlds has is where they can be told apart.
        one_has, other_has = (
            {public_id(kind, one["key"]) for kind in ("user", "project") for one in world.of(kind)} for world in worlds
        )
        self._apart = sorted(one_has ^ other_has)
        rows = (take_snapshot(worlds[0], asker) or {"rows": {}})["rows"]
        shown = [one for one in self._people if f"User {one}" in rows]
        self._about = st.sampled_from(shown) | st.sampled_from(self._people) if shown else st.sampled_from(self._people)

    def of(self, asker: Asker) -> list[Callable[[], str]]:
        """What somebody in this role may try."""
        sorts = {
            "NSO": [self.decision, self.decision_about_a_school, self.merger, self.affirmation],
            "ETWINNER": [
                *(self.own, self.work, self.company, self.meeting, self.meeting, self.keeping, self.affiliation),
                lambda: f"{FOUNDED} {{ {SPACE} }}",
            ],
            "GENERAL_USER": [self.own, self.keeping, self.affiliation],
        }
        return sorts.get(asker.role, [self.grant, self.revocation])

    def _one_of(self, choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def decision(self) -> str:
        """About a registration."""
        name = self._one_of(DECISIONS)
        reason = "" if name == DECISIONS[0] else 'reason: "a reason", '
        return f'{name}(input: {{ {reason}user: "{self._draw(self._about)}" }}) {{ {PERSON} }}'

    def decision_about_a_school(self) -> str:
        """About a school that waits, or does not."""
        name, reason = self._one_of((("validateSchool", ""), ("refuseSchool", 'reason: "r", ')))
        return (
            f'{name}(input: {{ {reason}school: "{self._one_of(self._schools)}" }}) {{ school {{ id status country }} }}'
        )

    def merger(self) -> str:
        """Of two schools."""
        surviving, absorbed = (self._one_of(self._schools) for _ in range(2))
        shows = "school { id officialName address region email head { lastName } users { totalCount } }"
        return f'mergeSchools(input: {{ surviving: "{surviving}", absorbed: "{absorbed}" }}) {{ {shows} }}'

    def affirmation(self) -> str:
        """About a second school."""
        name = self._one_of(("validateAffiliation", "refuseAffiliation"))
        person, school = self._draw(self._about), self._one_of(self._schools)
        at = self._one_of((self._seconds.get(person, school), school))
        return f'{name}(input: {{ school: "{at}", user: "{person}" }}) {{ {PERSON} }}'

    def affiliation(self) -> str:
        """With a second school."""
        name = self._one_of(("addMySchool", "removeMySchool"))
        return f'{name}(input: {{ school: "{self._one_of(self._schools)}" }}) {{ {PERSON} }}'

    def grant(self) -> str:
        """Of a staff role."""
        role = self._one_of(ROLES)
        country = 'country: "EE", ' if role == "NSO" else ""
        return f'grantAssignment(input: {{ {country}role: {role}, user: "{self._draw(self._about)}" }}) {{ {ROLE} }}'

    def revocation(self) -> str:
        """Of a staff role."""
        return f'revokeAssignment(input: {{ assignment: "{self._one_of(self._roles)}" }}) {{ {ROLE} }}'

    def own(self) -> str:
        """About the own account."""
        return f"{self._one_of(OWN)} {{ {PERSON} }}"

    def work(self) -> str:
        """On a project."""
        name = self._one_of(sorted(PROJECTS))
        payload = PAYLOADS.get(name, SPACE)
        return f'{name}(input: {{ {PROJECTS[name]}project: "{self._one_of(self._projects)}" }}) {{ {payload} }}'

    def company(self) -> str:
        """For a project."""
        given = f'project: "{self._one_of(self._projects)}", user: "{self._draw(self._about)}"'
        return f"{self._one_of(INVITATIONS)}(input: {{ {given} }}) {{ {PERSON} }}"

    def meeting(self) -> str:
        """With a peer."""
        name = self._one_of(MEETINGS)
        shows = MINE if name.endswith("Member") else PERSON
        return f'{name}(input: {{ user: "{self._draw(self._about)}" }}) {{ {shows} }}'

    def keeping(self) -> str:
        """Of something at hand."""
        name = self._one_of(("addFavourite", "removeFavourite"))
        kept = self._one_of(self._apart or [*self._people, *self._projects])
        return f'{name}(input: {{ object: "{kept}" }}) {{ user {{ favourites {{ object }} }} }}'


def _of(world: World, kinds: tuple[str, ...]) -> list[Record]:
    return [one for kind in kinds for one in world.of(kind)]


@st.composite
def commands(draw: Any, first: World, second: World, asker: Asker) -> list[Question]:
    """A series of commands, and what they have come to."""
    sorts = Drawing(draw, (first, second), asker).of(asker)
    asked = [f"mutation {{ {draw(st.sampled_from(sorts))()} }}" for _ in range(draw(st.integers(3, 8)))]
    asked += [AFTERWARDS] if asker.purpose is None else []
    return [Question(document, {}) for document in asked]
