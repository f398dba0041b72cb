"""Which documents are answered: any, or those that the operator has registered.

In: a request with a text, a hash or both, and who calls. Out: the text to answer, or `NotTrusted`. A hash names one
text for ever, so hash and text must agree. A text that is sent with its hash is answered or refused like any other, and
never kept under the hash: whoever could register a text by sending it could fill the registry, and would decide what is
trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.authz.caller import Caller
from app.database.vocabulary import Role
from app.edge.parameters import GraphQLRequest, bad_request
from app.errors import NotTrusted
from app.resolvers.document.prepare import digest_of
from app.resolvers.document.registry import Registry

Trusting = Literal["any", "trusted", "trusted-for-anonymous"]
_HINT = "Ask the operator to register it, or send the hash of a registered one."


@dataclass(frozen=True, slots=True)
class Trust:
    """What the operator has chosen. With `spares_page`, the query page may try out what it likes: development only."""

    registry: Registry = field(default_factory=Registry)
    trusting: Trusting = "any"
    spares_page: bool = False

    def text_for(self, asked: GraphQLRequest, caller: Caller, fetch_site: str | None) -> str:
        """The text that a request asks for."""
        takes_texts = self._takes_texts(caller) or (self.spares_page and fetch_site == "same-origin")
        if asked.query is None:
            source = None if asked.digest is None else self.registry.source_of(asked.digest)
            if source is None:
                # Apollo's clients know the first of these words, and send the text next.
                raise _not_trusted("PersistedQueryNotFound" if takes_texts else "No document of this hash is trusted.")
            return source
        if asked.digest is None and takes_texts:
            return asked.query
        digest = digest_of(asked.query)
        if asked.digest not in {None, digest}:
            raise bad_request("The hash is not the one of the document.")
        if not takes_texts and digest not in self.registry:
            raise _not_trusted("This document is not trusted.")
        return asked.query

    def _takes_texts(self, caller: Caller) -> bool:
        if self.trusting == "trusted-for-anonymous":
            return caller.role is not Role.ANONYMOUS
        return self.trusting == "any"


def _not_trusted(message: str) -> NotTrusted:
    return NotTrusted(message, hint=_HINT)
