"""The development issuer over HTTP: discovery, keys, a page to sign in on, and tokens (OpenID Connect Discovery 1.0).

In: requests under `/issuer`, and the people of the demo data whom this database knows. Out: what a client library of
OpenID Connect expects. There is no password: whoever reaches this server may be anybody in it, which is why production
has none of these routes (`app.application`).
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.authz.caller import Caller
from app.edge.answers import refusal_answer
from app.edge.body import read_body
from app.edge.desk import TokenDesk
from app.edge.media import JSON
from app.edge.refusals import HttpRefusal, refusal_of
from app.identity.claims import is_address
from app.identity.sign_in import AuthorizationRequest, BadSignIn, SignIns, newcomer, read_request
from app.identity.tokens import ALGORITHM, ISSUER, key_set

PATH = "/issuer"
_PAGE = Path(__file__).parent / "graphiql" / "sign_in.html"
_MOST_FIELDS = 30


class IssuerDesk:
    """The routes of the development issuer."""

    def __init__(self, desk: TokenDesk) -> None:
        self._desk = desk
        self._sign_ins = SignIns(desk.secret, desk.clock)
        self._page = _PAGE.read_text(encoding="utf-8")
        self._keys = key_set(desk.secret)

    def routes(self) -> list[BaseRoute]:
        return [
            Route(f"{PATH}/.well-known/openid-configuration", self._discovery),
            Route(f"{PATH}/jwks", self._published),
            Route(f"{PATH}/authorize", self._sign_in_page),
            Route(f"{PATH}/authorize", self._signed_in, methods=["POST"]),
            Route(f"{PATH}/token", self._token, methods=["POST"]),
        ]

    async def _discovery(self, request: Request) -> Response:
        here = f"{_origin(request)}{PATH}"
        return JSONResponse(
            {
                "issuer": ISSUER,
                "authorization_endpoint": f"{here}/authorize",
                "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/jwks",
                "scopes_supported": ["openid", "email"],
                "response_types_supported": ["code"],
                "response_modes_supported": ["query"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "token_endpoint_auth_methods_supported": ["none"],
                "code_challenge_methods_supported": ["S256"],
                "claims_supported": [
                    "iss",
                    "sub",
                    "aud",
                    "iat",
                    "exp",
                    "auth_time",
                    "nonce",
                    "email",
                    "email_verified",
                ],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def _published(self, _: Request) -> Response:
        return Response(self._keys, media_type="application/jwk-set+json")

    async def _sign_in_page(self, request: Request) -> Response:
        """The people to be. A database that does not answer is told as everywhere."""
        try:
            asked = read_request(dict(request.query_params), _origin(request))
            people = [
                (number, viewer.role.value, viewer.purpose, viewer.description)
                for number, viewer in enumerate(self._desk.viewers)
                if viewer.key is not None and await self._desk.admits(viewer)
            ]
        except BadSignIn as fault:
            return _refused(fault)
        except Exception as fault:
            return refusal_answer(refusal_of(fault), JSON)
        buttons = "".join(_button(*person) for person in people)
        page = self._page.replace("{{people}}", buttons).replace("{{client}}", html.escape(asked.client))
        return Response(page, headers={"Content-Security-Policy": _policy(asked)}, media_type="text/html")

    async def _signed_in(self, request: Request) -> Response:
        """Back to the client with a code. What the client asked for is still in the address of the page."""
        try:
            asked = read_request(dict(request.query_params), _origin(request))
            caller = self._chosen(await _form(request))
        except BadSignIn as fault:
            return _refused(fault)
        except Exception as fault:
            return refusal_answer(refusal_of(fault), JSON)
        address = self._sign_ins.admit(asked, caller)
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)

    def _chosen(self, form: Mapping[str, str]) -> Caller:
        email = form.get("email", "").strip()
        if email:
            if not is_address(email):
                raise BadSignIn("invalid_request", "This is no e-mail address.")
            return newcomer(email, form.get("role") or "GENERAL_USER")
        number = form.get("viewer", "")
        if number.isascii() and number.isdecimal() and len(number) < 5 and int(number) < len(self._desk.viewers):
            viewer = self._desk.viewers[int(number)]
            if viewer.key is not None:
                return self._desk.caller(viewer)
        raise BadSignIn("invalid_request", "Nobody was chosen.")

    async def _token(self, request: Request) -> Response:
        try:
            return JSONResponse(self._sign_ins.redeem(await _form(request)))
        except BadSignIn as fault:
            return _refused(fault)
        except Exception as fault:
            return refusal_answer(refusal_of(fault), JSON)


def _button(number: int, role: str, purpose: str | None, description: str) -> str:
    """One person to be."""
    named = html.escape(role if purpose is None else f"{role}, {purpose}")
    about = html.escape(description)
    return f'<li><button name="viewer" value="{number}"><b>{named}</b><span>{about}</span></button></li>'


def _origin(request: Request) -> str:
    """Of this server, as the client sees it; the shield has checked `Host`."""
    return f"{request.url.scheme}://{request.headers['host']}"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form (RFC 6749, appendix B), each once."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HttpRefusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send a form, as `application/x-www-form-urlencoded`.")
    try:
        fields = parse_qsl(
            (await read_body(request)).decode("ascii"), strict_parsing=False, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise BadSignIn("invalid_request", "The form cannot be read.") from None
    form = dict(fields)
    if len(form) != len(fields):
        raise BadSignIn("invalid_request", "A field of the form occurs twice.")
    return form


def _policy(asked: AuthorizationRequest) -> str:
    """Styles of the page itself, and forms that lead back to the client: browsers judge the redirect by this, too."""
    return (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {asked.origin}"
    )


def _refused(fault: BadSignIn) -> Response:
    """An error as RFC 6749, section 5.2, writes it."""
    return JSONResponse({"error": fault.code, "error_description": fault.description}, HTTPStatus.BAD_REQUEST)
