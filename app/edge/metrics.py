"""Numbers for Prometheus: how many requests, how they ended, how long they took, how busy the database is.

In: each request's end and each refusal; the pool. Out: a page in the text format of Prometheus, on a port of its own
that is not for the public. No label holds anything of a caller: a path is one of four words, a code is of the closed
list, a client is one of the settings.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.database.connections import ApiPool
from app.errors import Code, Misconfigured
from app.resolvers.stages import Stages

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_PLACES = {"/graphql": "graphql", "/pictures": "pictures", "/health/live": "health", "/health/ready": "health"}
_POOL = {
    "pool_size": "Connections to the database",
    "pool_available": "Connections that nobody uses",
    "requests_waiting": "Requests that wait for a connection",
}


class Metrics:
    """The numbers of one application."""

    def __init__(self, pool: ApiPool) -> None:
        self.registry = CollectorRegistry()
        self._ended = Counter(
            "twingraph_requests", "Requests that were answered", ["place", "status"], registry=self.registry
        )
        self._refused = Counter("twingraph_refusals", "Refusals, by code", ["code"], registry=self.registry)
        self._limited = Counter(
            "twingraph_rate_limited",
            "Requests for which somebody had no points left",
            ["policy"],
            registry=self.registry,
        )
        self._clients = Counter(
            "twingraph_client_requests", "Requests of clients of the operator", ["client"], registry=self.registry
        )
        self._seconds = Histogram(
            "twingraph_request_seconds",
            "From the head of a request to its answer",
            ["place"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge(
            "twingraph_requests_under_way", "Requests that are being answered", registry=self.registry
        )
        self.sockets = Gauge("twingraph_sockets", "WebSockets that are open", registry=self.registry)
        self._sockets_ended = Counter(
            "twingraph_sockets_ended", "WebSockets that ended, by our close code", ["code"], registry=self.registry
        )
        self.registry.register(PoolCollector(pool))
        for code in Code:
            self._refused.labels(code.value)

    def ended(self, path: str, status: int, seconds: float) -> None:
        """A request was answered."""
        place = _PLACES.get(path, "pictures" if path.startswith("/pictures/") else "other")
        self._ended.labels(place, str(status)).inc()
        self._seconds.labels(place).observe(seconds)

    def refused(self, code: Code) -> None:
        """A request to the graph was refused."""
        self._refused.labels(code.value).inc()

    def socket_ended(self, code: int | None) -> None:
        """A socket was closed, by us with a code or by the client."""
        self._sockets_ended.labels("client" if code is None else str(int(code))).inc()

    def limited(self, policy: str) -> None:
        """A request was refused for want of points: of an address, a person or a client."""
        self._limited.labels(policy).inc()

    def asked_by(self, client: str) -> None:
        """A client of the operator asked, one of those that the settings name."""
        self._clients.labels(client).inc()

    @contextmanager
    def served(self, host: str, port: int) -> Iterator[int]:
        """While the page is there; the port on which it is."""
        try:
            server, thread = start_http_server(port, host, self.registry)
        except OSError:
            raise Misconfigured(
                f"cannot listen on {host} port {port} for the metrics",
                hint="Choose a free port with `TWINGRAPH_METRICS_PORT`.",
            ) from None
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class Tracing(Protocol):
    """Who is told of a request that has been answered (`app.edge.tracing`)."""

    def ended(self, stages: Stages, transport: str, traceparent: Sequence[str]) -> None: ...


@dataclass(frozen=True, slots=True)
class Watch:
    """What is noted of requests: numbers for the operator, in development the time of each stage for the client,
    and traces for a collector.

    `follow` refuses while requests would be refused although the database answers: another policy is in force.
    """

    metrics: Metrics | None = None
    tells_timing: bool = False
    follow: Callable[[], Awaitable[None]] | None = None
    traces: Tracing | None = None

    @property
    def measures(self) -> bool:
        """Whether anybody wants to know how long the stages take."""
        return self.tells_timing or self.traces is not None


class PoolCollector(Collector):
    """The connections to the database, as they are when the page is asked for."""

    def __init__(self, pool: ApiPool) -> None:
        self._pool = pool

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """One number for each thing to know."""
        stats = self._pool.get_stats()
        for name, meaning in _POOL.items():
            yield GaugeMetricFamily(f"twingraph_database_{name}", meaning, value=stats.get(name, 0))
