"""Traces for a collector of OpenTelemetry: one for each request to the graph, with a span for each of its stages.

In: the stages of a request that has been answered. Out: spans, sent over OTLP (HTTP, protobuf) from a thread of its
own; when the collector is away or slow, spans are dropped and requests are not held up. An attribute is a word of ours
or the digest of a document without its values: no variable, no name that a client chose, no id, no address. This module
is imported only where the setting asks for traces.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter, time_ns

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from app.resolvers.stages import Stages

# Facts of a request by the names of the semantic conventions, where those have one.
_ATTRIBUTES = {
    "document": "graphql.document.hash",
    "operation": "graphql.operation.type",
    "refusal": "error.type",
    "role": "twingraph.role",
    "status": "http.response.status_code",
}


class Traces:
    """What sends the traces of one application. With `follows`, a request may name the trace that it is part of."""

    def __init__(self, address: str, *, follows: bool) -> None:
        self._provider = TracerProvider(resource=Resource({SERVICE_NAME: "twingraph"}), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)))
        self._tracer = self._provider.get_tracer("twingraph")
        self._follows = follows
        self._propagator = TraceContextTextMapPropagator()

    def ended(self, stages: Stages, transport: str, traceparent: Sequence[str]) -> None:
        """Report a request that has been answered just now."""
        offset = time_ns() - _nanoseconds(perf_counter())
        span = self._tracer.start_span(
            "graphql",
            context=self._parent(traceparent),
            kind=SpanKind.SERVER,
            attributes={
                "twingraph.transport": transport,
                **{_ATTRIBUTES[name]: fact for name, fact in stages.facts.items()},
            },
            start_time=offset + _nanoseconds(stages.begun),
        )
        inside = set_span_in_context(span, Context())
        for name, begun, ended in stages.spans:
            stage = self._tracer.start_span(name, context=inside, start_time=offset + _nanoseconds(begun))
            stage.end(offset + _nanoseconds(ended))
        span.end()

    def close(self) -> None:
        """Send what is left, and no more."""
        self._provider.shutdown()

    def _parent(self, traceparent: Sequence[str]) -> Context:
        # Its companion `tracestate` holds any text of the client.
        carrier = {"traceparent": traceparent[0]} if self._follows and len(traceparent) == 1 else {}
        return self._propagator.extract(carrier, Context())


def _nanoseconds(seconds: float) -> int:
    return round(seconds * 1e9)
