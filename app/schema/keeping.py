"""What a person keeps for themselves: favourites and saved searches, and the commands about them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.enums import SearchedList
from app.schema.mapping import Kind, Records

if TYPE_CHECKING:
    from app.schema.user import User

_Own = Annotated["User", strawberry.lazy("app.schema.user")]


@strawberry.type(description="An object that a person keeps at hand.")
class Favourite:
    """An object that a person keeps at hand."""

    object: strawberry.ID = strawberry.field(
        description="The id of the object, for `nodes`. What became of the object is not told here."
    )
    added_at: datetime = strawberry.field(description="Since when it is kept.")


@strawberry.type(description="A search that a person wrote down to carry it out again.")
class SavedSearch:
    """A search that a person wrote down."""

    id: strawberry.ID = strawberry.field(description="Its id, for `deleteSavedSearch`.")
    name: str = strawberry.field(description="What the person calls it.")
    searched: SearchedList = strawberry.field(description="The list that is searched.")
    query: str = strawberry.field(description="The arguments, as the client wrote them down. Nobody reads them here.")
    saved_at: datetime = strawberry.field(description="When it was saved.")


FAVOURITES = Records(
    table="favourites",
    there="user_id",
    order=("added_at", "object_id"),
    parts=(("object", "object_id", Kind.IDENTIFIER), ("addedAt", "added_at", Kind.INSTANT)),
)
SAVED_SEARCHES = Records(
    table="saved_searches",
    there="user_id",
    order=("saved_at", "id"),
    parts=(
        ("id", "id", Kind.IDENTIFIER),
        ("name", "name", Kind.TEXT),
        ("searched", "searched", Kind.WORD),
        ("query", "query", Kind.TEXT),
        ("savedAt", "saved_at", Kind.INSTANT),
    ),
)


@strawberry.input(description="What to keep at hand.")
class AddFavouriteInput(CommandInput):
    """What to keep at hand."""

    object: strawberry.ID = strawberry.field(description="The id of a person or a project.")


@strawberry.type(description="What `addFavourite` came to.")
class AddFavouritePayload(Payload):
    """The person with the favourite."""

    user: _Own | None = strawberry.field(description="Oneself, with `favourites`.")


@strawberry.input(description="What to keep no more.")
class RemoveFavouriteInput(CommandInput):
    """What to keep no more."""

    object: strawberry.ID = strawberry.field(description="The id of the object, which may be hidden by now.")


@strawberry.type(description="What `removeFavourite` came to.")
class RemoveFavouritePayload(Payload):
    """The person without the favourite."""

    user: _Own | None = strawberry.field(description="Oneself, with `favourites`.")


@strawberry.input(description="A search to write down.")
class SaveSearchInput(CommandInput):
    """A search to write down."""

    name: str = strawberry.field(description="What to call it, 100 characters at most.")
    searched: SearchedList = strawberry.field(description="The list that is searched.")
    query: str = strawberry.field(
        description="The arguments, in whatever form the client can read again, 4,000 characters at most."
    )


@strawberry.type(description="What `saveSearch` came to.")
class SaveSearchPayload(Payload):
    """The person with the search."""

    user: _Own | None = strawberry.field(description="Oneself, with `savedSearches`.")


@strawberry.input(description="Which search to forget.")
class DeleteSavedSearchInput(CommandInput):
    """Which search to forget."""

    search: strawberry.ID = strawberry.field(description="The id of one's own saved search.")


@strawberry.type(description="What `deleteSavedSearch` came to.")
class DeleteSavedSearchPayload(Payload):
    """The person without the search."""

    user: _Own | None = strawberry.field(description="Oneself, with `savedSearches`.")
