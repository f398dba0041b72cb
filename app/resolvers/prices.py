"""What values that are long, and lists that have no pages, cost beside the object that they are of.

In: a field of an object, as the plan has it. Out: objects to add to the estimate of `app.resolvers.cost`, 0 for most
fields. A text is part of its object; but a list without pages is answered in full as often as a document names it, so
it costs about one object for each hundred characters that it may have, which the commands that write it bound. A list
that is missing here fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.database.vocabulary import Role
from app.resolvers.read.plan import CellPlan, FieldPlan, PartsPlan

# 200 comments of 2,000 characters, 100 searches of 4,100; of both the JSON around them.
LONG_LIST = 4_500
RECEIPT = 1_000  # of each consent, some thousand characters
LISTS: Mapping[str, int] = {
    "User.comments": LONG_LIST,
    "User.savedSearches": LONG_LIST,
    "User.favourites": 50,
    "User.consents": 20,
    "User.representations": 10,
    "School.decisions": 10,
    "Survey.titles": 10,
    "Survey.questions": 200,
    "SurveyResponse.answers": 100,
}
TEXTS: Mapping[str, int] = {"Article.body": 400}
BLOCKED = 50


def price_of(kind: str, field: FieldPlan, role: Role) -> int:
    """The price of a field. Without a token no list of a person is ever read, so none costs anything."""
    match field:
        case PartsPlan(name, parts):
            if role is Role.ANONYMOUS and kind == "User":
                return 0
            receipts = sum(part == "receipt" for _, part in parts)
            return LISTS.get(f"{kind}.{name}", 0) + receipts * RECEIPT
        case CellPlan(name):
            return TEXTS.get(f"{kind}.{name}", 0)
        case _:
            return 0
