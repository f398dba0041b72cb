"""A world of projects: teachers of two countries, some of them hidden, and short ways to ask.

In: the clock of the tests, an office. Out: a world, askers, the documents of commands, and what the tables hold
afterwards. Each project is named after what is special about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import partner, project, school, staff, user
from tests.conformance.worlds.world import Record, World, public_id
from tests.resolvers.commands.office import Office

ANNA, BERT, CARL, DORA = (Asker("ETWINNER", None, key) for key in ("anna", "bert", "carl", "dora"))
CSS = Asker("CSS", "SUPPORT", "css")
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"

PROJECT = "project { id title description languages pupilAges { from to } status published version closedOn }"
CREATE = f"mutation ($input: CreateProjectInput!) {{ createProject(input: $input) {{ {PROJECT} }} }}"
UPDATE = f"mutation ($input: UpdateProjectInput!) {{ updateProject(input: $input) {{ {PROJECT} }} }}"
DELETE = "mutation ($input: DeleteDraftInput!) { deleteDraft(input: $input) { clientMutationId } }"
INVITE = "mutation ($input: InvitePartnerInput!) { invitePartner(input: $input) { project { id } user { id } } }"
WITHDRAW = "mutation ($input: WithdrawInvitationInput!) { withdrawInvitation(input: $input) { user { id } } }"
ACCEPT = f"mutation ($input: AcceptInvitationInput!) {{ acceptInvitation(input: $input) {{ {PROJECT} }} }}"
DECLINE = "mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { clientMutationId } }"
LIFE = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {PROJECT} }} }}"
    for name in ("leaveProject", "closeProject", "publishProject", "unpublishProject")
}
INVITATION = "{ projectId project { id } title role user { id } invitedBy { id } }"
RIVERS: dict[str, Any] = {"title": "Rivers", "languages": ["et", "en"], "pupilAges": {"from": 8, "to": 12}}


def projects(now: datetime) -> World:
    """Two schools, people in every state, projects of each sort."""
    long_ago, lately = (now - timedelta(days=800)).isoformat(), (now - timedelta(days=1)).isoformat()
    people = [
        user("anna", "s1"),
        user("bert", "s2"),
        user("carl", "s2"),
        user("dora", "s1"),
        user("hidden", "s1", processingRestricted=True),
        user("silent", "s2", lastLoginAt=long_ago),
        user("pending", "s1", "PENDING"),
        *staff("css", "CSS"),
    ]
    here = [
        one | {"lastLoginAt": lately} if one["kind"] == "user" and one["key"] != "silent" else one for one in people
    ]
    records = [
        *_project("running", "ACTIVE", anna="FOUNDER", bert="PARTNER"),
        *_project("draft", "DRAFT", anna="FOUNDER"),
        *_project("shared-draft", "DRAFT", anna="FOUNDER", bert="PARTNER"),
        *_project("hidden-draft", "DRAFT", anna="FOUNDER", hidden="PARTNER"),
        *_project("orphaned", "ACTIVE", silent="FOUNDER", bert="PARTNER"),
        *_project("over", "CLOSED", anna="FOUNDER", bert="PARTNER"),
        *_project("others-draft", "DRAFT", carl="FOUNDER"),
    ]
    return World((school("s1", "EE"), school("s2", "LV"), *here, *records), now)


def _project(key: str, status: str, **partners: str) -> list[Record]:
    """A project with its TwinSpace; nobody has published it."""
    twinspace = {"kind": "twinspace", "key": key, "project": key, "title": f"Project {key}", "description": "A space."}
    made = project(key, status, publishedAt=None, languages=["en"], pupilAges={"from": 8, "to": 12})
    return [
        made,
        twinspace,
        *(partner(key, person, None, role=role, joinedOn="2024-09-01") for person, role in partners.items()),
    ]


def create(office: Office, asker: Asker, **given: Any) -> Any:
    """The answer to `createProject`."""
    return office.send(asker, CREATE, input={**RIVERS, **given})


def update(office: Office, asker: Asker, key: str, version: int = 1, **given: Any) -> Any:
    """The answer to `updateProject` about a project of the world."""
    return office.send(asker, UPDATE, input={"project": public_id("project", key), "version": version, **given})


def delete(office: Office, asker: Asker, key: str, **given: Any) -> Any:
    """The answer to `deleteDraft` about a project of the world."""
    return office.send(asker, DELETE, input={"project": public_id("project", key), **given})


def seen(office: Office, asker: Asker, key: str, fields: str = "id") -> Any:
    """A project of the world as somebody sees it; None where they do not."""
    return office.send(asker, f'{{ node(id: "{public_id("project", key)}") {{ ... on Project {{ {fields} }} }} }}')[
        "data"
    ]["node"]


def written(office: Office) -> list[tuple[Any, ...]]:
    """Everything that commands about projects write, as it is."""
    return office.rows(
        "SELECT 'project', to_jsonb(projects)::text FROM projects UNION ALL"
        " SELECT 'partner', to_jsonb(partners)::text FROM partners UNION ALL"
        " SELECT 'area', to_jsonb(areas)::text FROM areas UNION ALL"
        " SELECT 'member', to_jsonb(members)::text FROM members UNION ALL"
        " SELECT 'invitation', to_jsonb(invitations)::text FROM invitations UNION ALL"
        " SELECT 'audit', to_jsonb(audit_log)::text FROM audit_log ORDER BY 1, 2"
    )


def invite(office: Office, asker: Asker, key: str, person: str, **given: Any) -> Any:
    """The answer to `invitePartner` about a project and a person of the world."""
    named = {"project": public_id("project", key), "user": public_id("user", person)}
    return office.send(asker, INVITE, input={**named, **given})


def withdraw(office: Office, asker: Asker, key: str, person: str) -> Any:
    """The answer to `withdrawInvitation`."""
    named = {"project": public_id("project", key), "user": public_id("user", person)}
    return office.send(asker, WITHDRAW, input=named)


def accept(office: Office, asker: Asker, key: str, **given: Any) -> Any:
    """The answer to `acceptInvitation`."""
    return office.send(asker, ACCEPT, input={"project": public_id("project", key), **given})


def decline(office: Office, asker: Asker, key: str) -> Any:
    """The answer to `declineInvitation`."""
    return office.send(asker, DECLINE, input={"project": public_id("project", key)})


def live(office: Office, asker: Asker, name: str, key: str) -> Any:
    """The answer to a command about the life of a project."""
    return office.send(asker, LIFE[name], input={"project": public_id("project", key)})


def invitations(office: Office, asker: Asker, listed: str = "invitations") -> Any:
    """Who is invited, on one of the lists of the viewer."""
    return office.send(asker, f"{{ viewer {{ {listed} {INVITATION} }} }}")["data"]["viewer"][listed]


def partners(office: Office, key: str) -> list[tuple[Any, ...]]:
    """Who takes part now, and who is a member of the TwinSpace now: key, role, and whether they are."""
    return office.rows(
        "SELECT users.key, partners.role, EXISTS (SELECT FROM members JOIN areas ON areas.id = area_id"
        " WHERE areas.project_id = partners.project_id AND members.user_id = users.id"
        " AND (members.left_on IS NULL OR members.left_on > current_date)"
        " AND (members.live_from IS NULL OR members.live_from <= current_date))"
        " FROM partners JOIN users ON users.id = partners.user_id"
        " WHERE project_id = %s AND (left_on IS NULL OR left_on > current_date) ORDER BY users.key",
        public_id("project", key),
    )
