"""The root of the graph. The read path answers its fields by one statement; `countries` and `subjects` have resolvers.

In: nothing but the declarations of the types. Out: the `Query` type that `app.schema.build` completes.
"""

from __future__ import annotations

import strawberry

from app.schema.area import Event, Group
from app.schema.arguments import argument, declared, forward_page, many_ids, one_id, whole_list
from app.schema.article import Article, listed_articles
from app.schema.assignment import Assignment
from app.schema.connections import Connection
from app.schema.facets import SchoolFacets, UserFacets, counted_list
from app.schema.filters import AssignmentWhere, EventWhere, GroupWhere, ProjectWhere, SchoolWhere, UserWhere
from app.schema.node import Node
from app.schema.orders import EventOrder, GroupOrder, ProjectOrder, SchoolOrder, UserOrder
from app.schema.project import Project
from app.schema.registering import RegistrationSchool
from app.schema.scalars import CountryCode
from app.schema.school import School
from app.schema.survey import Survey
from app.schema.user import User
from app.schema.viewer import Viewer


@strawberry.type(
    description="The root of the graph. Every viewer sees the same schema and a different graph: what is hidden "
    "looks exactly like what does not exist."
)
class Query:
    """The root of the graph, without `countries` and `subjects`, whose resolvers need their lists."""

    viewer: Viewer = declared("Who is asking: the acting role and what it stands on.")
    node: Node | None = declared(
        "One object by its id: null, without an error, when it is hidden, unknown or no id at all.",
        arguments=one_id(),
    )
    nodes: list[Node | None] = declared(
        "Objects by their ids, each in its place: null where hidden or unknown.", arguments=many_ids()
    )
    users: Connection[User] = declared(
        "The people whom the viewer may see.",
        arguments=whole_list(UserWhere, UserOrder, searched="first name, last name, description, subjects"),
    )
    schools: Connection[School] = declared(
        "The schools that the viewer may see.",
        arguments=whole_list(SchoolWhere, SchoolOrder, searched="official name, city, region"),
    )
    user_facets: UserFacets = declared(
        "How the people whom the viewer may see are spread over subjects, languages, countries and school roles.",
        arguments=counted_list(UserWhere),
    )
    school_facets: SchoolFacets = declared(
        "How the schools that the viewer may see are spread over countries, regions and cities.",
        arguments=counted_list(SchoolWhere),
    )
    registration_schools: list[RegistrationSchool] | None = declared(
        "The schools that whoever registers may choose: 20 at most, by name. For general users who have accepted the "
        "general notice: null for others.",
        arguments=(
            argument("country", CountryCode, "The country of the school."),
            argument(
                "search", str, "Words of which each begins a word of the official name or the city; at least one."
            ),
        ),
    )
    projects: Connection[Project] = declared(
        "The projects that the viewer may see, newest first unless ordered otherwise.",
        arguments=whole_list(
            ProjectWhere, ProjectOrder, searched="title, description", default_order="REGISTERED_ON DESC"
        ),
    )
    groups: Connection[Group] = declared(
        "The groups that the viewer may see.",
        arguments=whole_list(GroupWhere, GroupOrder, searched="title, description"),
    )
    assignments: Connection[Assignment] = declared(
        "The staff roles of the people whom the viewer may see, past and future ones as well: of everybody for the "
        "Agency and the Commission, for all others their own.",
        arguments=(argument("where", AssignmentWhere | None, "Only objects that meet this filter."), *forward_page()),
    )
    article: Article | None = declared(
        "An article by its id: null, without an error, when it is withdrawn, unknown or no id at all.",
        arguments=one_id(),
    )
    articles: Connection[Article] = declared(
        "The articles of the general area, newest first. Everybody sees those that are not withdrawn.",
        arguments=listed_articles(),
    )
    surveys: Connection[Survey] = declared(
        "The surveys that the viewer may see, by id: those of one's country and of the Agency; for EU staff all.",
        arguments=forward_page(),
    )
    events: Connection[Event] = declared(
        "The events that the viewer may see, by their start unless ordered otherwise.",
        arguments=whole_list(EventWhere, EventOrder, searched="title, description", default_order="STARTS_AT ASC"),
    )
