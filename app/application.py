"""The composition root: settings and addresses in, the ASGI application out. Nothing else puts parts together.

Policy, schema and mapping are read and checked here, before a request is accepted: what is not understood stops the
start-up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from graphql import GraphQLSchema
from starlette.applications import Starlette

from app.authz.enforcer import check_model
from app.authz.fingerprint import fingerprint_of
from app.authz.matrix.page import matrix_page
from app.authz.policy import Policy, check_fields, load_policy
from app.authz.versions import VERSIONS
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool
from app.edge.clients import Clients
from app.edge.desk import TokenDesk
from app.edge.explorer import Explorer
from app.edge.issuer import IssuerDesk
from app.edge.metrics import Metrics, Watch
from app.edge.pictures import PictureDesk
from app.edge.policy_page import PolicyPage
from app.edge.rate.limiter import Quotas, RateLimiter
from app.edge.rate.postgresql import SharedStore
from app.edge.rate.store import MemoryStore
from app.edge.refusals import refusal_of
from app.edge.routes import edge_application
from app.edge.shield import Perimeter
from app.edge.sockets.terms import SocketTerms
from app.edge.trust import Trust
from app.edge.turnstile import Turnstile
from app.identity.authenticator import Authenticator, DevelopmentAuthenticator, NoIssuer, TokenAuthenticator
from app.identity.claims import IssuerRules, Strength
from app.identity.key_sources import LoadedKeys, from_address, from_file
from app.identity.verifier import Verifier
from app.resolvers.commands.running import CommandMeans
from app.resolvers.document.limits import CostLimits
from app.resolvers.document.registry import Registry, load_registry
from app.resolvers.operation import Graph
from app.resolvers.pictures import Pictures
from app.resolvers.read.catalog import read_catalog
from app.resolvers.renewing import RenewingGraph
from app.schema.build import build_schema
from app.settings import Settings, secret_of

if TYPE_CHECKING:
    from app.edge.tracing import Traces

POLICY = Path(__file__).parent.parent / "policy"


def create_application(settings: Settings, addresses: Addresses) -> Starlette:
    """The API, ready to be served."""
    pool = api_pool(addresses, size=settings.pool_size, statement_timeout=settings.statement_timeout)
    counting = _counting_pool(settings, addresses)
    writing = api_pool(
        addresses, size=settings.writing_pool_size, statement_timeout=settings.statement_timeout, writes=True
    )
    trusted = trusted_documents(settings)
    graph = create_graph(settings, pool, trusted, writing)

    port = settings.metrics_port
    metrics = None if port is None else Metrics(pool)

    traces = _traces(settings)
    desk = _desk(settings, graph)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        numbers = nullcontext() if metrics is None or port is None else metrics.served(settings.metrics_host, port)
        with numbers:
            async with pool, writing, counting or nullcontext():
                yield
        if traces is not None:
            await asyncio.to_thread(traces.close)

    authenticator, turnstile = _authenticator(settings), _turnstile(settings, trusted, counting)
    pictures = Pictures(graph, pool, secret_of(settings), settings.clock())
    return edge_application(
        graph,
        authenticator,
        pool,
        explorer=Explorer(desk) if settings.shows_graphiql else None,
        issuer=None if desk is None else IssuerDesk(desk),
        policy_page=_policy_page(settings),
        lifespan=lifespan,
        perimeter=Perimeter(settings.origins, settings.environment == "production", settings.proxies),
        watch=Watch(metrics, settings.environment == "development", graph.follow, traces),
        sockets=SocketTerms(operations_of_address=settings.connections_per_address, clock=settings.clock()),
        turnstile=turnstile,
        pictures=PictureDesk(graph, pictures, authenticator, turnstile=turnstile),
    )


def create_graph(
    settings: Settings, pool: ApiPool, trusted: Registry | None = None, writing: ApiPool | None = None
) -> RenewingGraph:
    """The graph that reads through a pool, by the policy in force; a second one records and changes."""
    graph = Graph(
        build_schema(),
        policy_of(settings),
        pool,
        secret=secret_of(settings),
        frozen_now=settings.now,
        cost_limits=CostLimits(anonymous=settings.cost_limit_anonymous, others=settings.cost_limit),
        trusted=trusted,
        means=None if writing is None else _means(settings, writing),
    )
    return RenewingGraph(graph, lambda: policy_of(settings))


def _means(settings: Settings, writing: ApiPool) -> CommandMeans:
    return CommandMeans(writing, POLICY / "model.conf", refusal_of, sends=settings.mail_way != "off")


def trusted_documents(settings: Settings) -> Registry:
    """The documents that are registered, each checked against schema and limits."""
    return load_registry(settings.documents_path, public_schema())


def public_schema() -> GraphQLSchema:
    """The schema that documents are checked against."""
    return read_catalog(build_schema()).schema


def policy_of(settings: Settings) -> Policy:
    """The policy of the folder, in the version of the settings."""
    policy = load_policy(POLICY, settings.policy_version)
    check_model(POLICY / "model.conf")
    return policy


def checked_policy(settings: Settings) -> Policy:
    """The policy of the folder, checked in every way in which a start-up checks it."""
    policy = policy_of(settings)
    check_fields(policy, read_catalog(build_schema()).published())
    return policy


def _counting_pool(settings: Settings, addresses: Addresses) -> ApiPool | None:
    """Connections of their own for the points of all processes: no slow read keeps somebody from being refused."""
    if settings.rate_limit != "database":
        return None
    return api_pool(addresses, size=2, statement_timeout=settings.statement_timeout, writes=True)


def _turnstile(settings: Settings, trusted: Registry, counting: ApiPool | None) -> Turnstile:
    """What a request has to meet before it is answered."""
    store = MemoryStore() if counting is None else SharedStore(counting, secret_of(settings))
    return Turnstile(
        Trust(trusted, settings.documents, spares_page=settings.environment == "development"),
        RateLimiter(quotas_of(settings), store) if settings.counts_points else RateLimiter(),
        Clients(settings.client_hashes),
        settings.proxies,
    )


def quotas_of(settings: Settings) -> Quotas:
    """How many points who has."""
    return Quotas(
        address=settings.rate_limit_address,
        person=settings.rate_limit_person,
        client=settings.rate_limit_client,
        window=settings.rate_limit_window,
    )


def _traces(settings: Settings) -> Traces | None:
    """What sends traces, where they are asked for."""
    if settings.traces is None:
        return None
    from app.edge.tracing import Traces  # noqa: PLC0415 - its libraries weigh as much as the rest of the program

    return Traces(settings.traces, follows=settings.traces_follow)


def _desk(settings: Settings, graph: RenewingGraph) -> TokenDesk | None:
    """The development issuer, where there is one."""
    if not settings.has_development_issuer:
        return None
    return TokenDesk(graph, secret_of(settings), settings.clock())


def _policy_page(settings: Settings) -> PolicyPage | None:
    """The page of who may read what, in development."""
    if settings.environment == "production":
        return None
    return PolicyPage(
        lambda: fingerprint_of(POLICY, settings.policy_version),
        lambda: matrix_page([load_policy(POLICY, name) for name in VERSIONS], settings.policy_version),
    )


def _authenticator(settings: Settings) -> Authenticator:
    """Who is believed: the issuer of the settings, else the development issuer, in production nobody."""
    if settings.issuer is not None and settings.audience is not None and settings.jwks is not None:
        load = from_address(settings.jwks) if "://" in settings.jwks else from_file(Path(settings.jwks))
        strength = Strength(settings.staff_classes, settings.staff_methods)
        rules = IssuerRules(settings.issuer, settings.audience, staff=strength)
        return TokenAuthenticator(Verifier(LoadedKeys(load, settings.algorithms), rules), settings.clock())
    if not settings.has_development_issuer:
        return NoIssuer()
    return DevelopmentAuthenticator(secret_of(settings), settings.clock())
