"""From a bearer token to who calls: the one way for every issuer.

In: a token, the time, and where the keys come from. Out: a `Caller`; every doubt is one and the same `Unauthenticated`,
so that a caller learns nothing about why. Only of a genuine token it is said that its sign-in was too weak.
That a signature holds under a key set is kept by the hash of the token: it is a fact about bytes, not a decision. The
time is checked at each request, and a new key set forgets all of it.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from app.authz.caller import Caller
from app.errors import Unauthenticated
from app.identity.claims import BadClaims, Claims, IssuerRules, Strength, read_claims
from app.identity.key_sources import KeySource
from app.identity.keys import KeyRing
from app.identity.signed_text import NotSigned, SignedText, read_signed_text
from app.resolvers.bounded import BoundedCache

_MOST_KNOWN = 10_000


class Verifier:
    """Believes tokens of one issuer."""

    def __init__(self, source: KeySource, rules: IssuerRules) -> None:
        self._source = source
        self._rules = rules
        self._ring: KeyRing | None = None
        self._known = _nothing_known()

    async def read(self, token: str, now: datetime) -> Caller:
        """Who calls with a genuine, current token."""
        try:
            text = read_signed_text(token)
        except NotSigned:
            raise bad_token() from None
        return self.read_under(await self._source.ring_for(text), text, now)

    def read_under(self, ring: KeyRing, text: SignedText, now: datetime) -> Caller:
        """The same under the keys that are given."""
        if ring is not self._ring:
            self._ring, self._known = ring, _nothing_known()
        digest = sha256(text.signed + b"." + text.signature).digest()
        try:
            claims = self._known.get(digest, lambda: self._genuine(ring, text))
        except BadClaims:
            raise bad_token() from None
        if not claims.holds_at(now.timestamp()):
            raise bad_token()
        if claims.is_weak:
            raise WeakSignIn(self._rules.staff)
        return claims.caller

    def _genuine(self, ring: KeyRing, text: SignedText) -> Claims:
        if not ring.verifies(text):
            raise BadClaims
        return read_claims(text.payload, self._rules)


class WeakSignIn(Unauthenticated):
    """The token is genuine, and its role demands a stronger sign-in (SEC-12, RFC 9470)."""

    def __init__(self, demanded: Strength) -> None:
        super().__init__(
            "This role demands a stronger sign-in.",
            hint="Sign in again at the issuer, by the means that the header `WWW-Authenticate` asks for.",
        )
        classes = " ".join(sorted(demanded.classes))
        self.challenge = 'Bearer error="insufficient_user_authentication"' + (
            f', acr_values="{classes}"' if classes else ""
        )


def bad_token() -> Unauthenticated:
    """The one answer to every token that is not believed."""
    return Unauthenticated("The token is not valid.", hint="Sign in again, or send no token at all.")


def _nothing_known() -> BoundedCache[bytes, Claims]:
    return BoundedCache(_MOST_KNOWN, heaviest=_MOST_KNOWN, weigh=lambda _: 1)
