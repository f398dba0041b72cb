"""What HTTP brings beside the document: batches, forms, offers of other protocols, and the headers of every answer."""

from __future__ import annotations

import json

import pytest

from app.errors import Code
from tests.edge.attacks.site import CANARY, GRAPHQL, Site, assert_harmless
from tests.edge.shape import assert_refused

JSON = "application/json"
QUERY = {"query": "{ __typename }"}
FORM = "multipart/form-data; boundary=x"


def form(**parts: str) -> bytes:
    """The parts of a form."""
    texts = (f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in parts.items())
    return ("".join(texts) + "--x--\r\n").encode()


OPERATIONS = json.dumps({"query": "mutation ($f: Upload) { up(f: $f) }", "variables": {"f": None}})
BODIES: dict[str, tuple[bytes, str, int]] = {
    "L04 a query that is a number": (b'[{"query":1}]', JSON, 400),
    "L04 variables that are a list": (b'[{"query":"{ __typename }","variables":[1]}]', JSON, 400),
    "L04 extensions that are a text": (b'[{"query":"{ __typename }","extensions":"S3CR3T"}]', JSON, 400),
    "L05 one bad item": (json.dumps([QUERY, {"query": "{ S3CR3T }"}, QUERY]).encode(), JSON, 400),
    "L06 ten times fifteen aliases": (
        json.dumps([{"query": "{" + " ".join(f"a{n}: __typename" for n in range(15)) + "}"}] * 10).encode(),
        JSON,
        400,
    ),
    **{
        f"M05 a map that is {text}": (form(operations=OPERATIONS, map=text, **{"0": CANARY}), FORM, 415)
        for text in ("[]", "1", '{"0":5}', '{"0":[5]}', '{"0":["query.f.x"]}')
    },
    "M06 operations that are null": (form(operations="null", map="{}"), FORM, 415),
    "M06 operations that are a file": (
        b'--x\r\nContent-Disposition: form-data; name="operations"; filename="a"\r\n\r\nS3CR3T\r\n--x--\r\n',
        FORM,
        415,
    ),
    "M07 one file for a thousand variables": (
        form(operations=OPERATIONS, map=json.dumps({"0": ["variables.f"] * 1_000}), **{"0": CANARY}),
        FORM,
        415,
    ),
    "M08 a map that overwrites the query": (
        form(operations=OPERATIONS, map='{"0":["query"]}', **{"0": "{ viewer { role } }"}),
        FORM,
        415,
    ),
    "M09 a thousand and a half parts": (form(**{f"p{n}": "a" for n in range(1_500)}), FORM, 415),
    "M09 a part of 3 MB": (form(operations="a" * 3_000_000), FORM, 415),
}


@pytest.mark.parametrize(("body", "content_type", "status"), BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("preflight", [{}, {"graphql-require-preflight": "1"}], ids=["", "with a preflight"])
def test_what_is_not_one_request_as_json_is_refused(
    site: Site,
    body: bytes,
    content_type: str,
    status: int,
    preflight: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = site.send("POST", "/graphql", content=body, headers={"content-type": content_type, **preflight})
    assert_harmless(response, caplog.text)
    assert_refused(response, status, Code.BAD_USER_INPUT)


@pytest.mark.parametrize("protocol", ["graphql-ws", "graphql-transport-ws"])
def test_n13_an_offer_of_a_socket_is_answered_over_http(site: Site, protocol: str) -> None:
    headers = {"upgrade": "websocket", "connection": "Upgrade", "sec-websocket-protocol": protocol}
    response = site.send("POST", "/graphql", json=QUERY, headers=headers)
    assert response.json() == {"data": {"__typename": "Query"}}
    assert not [name for name in response.headers if name.startswith("sec-websocket")]


ANSWERS: dict[str, tuple[str, str, bytes]] = {
    "an answer": ("POST", "/graphql", json.dumps(QUERY).encode()),
    "a refusal": ("POST", "/graphql", b"{}"),
    "another method": ("DELETE", "/graphql", b""),
    "nothing there": ("GET", "/S3CR3T", b""),
    "health": ("GET", "/health/live", b""),
}


@pytest.mark.parametrize(("method", "path", "body"), ANSWERS.values(), ids=ANSWERS.keys())
def test_k08_every_answer_carries_the_fixed_headers(
    site: Site, method: str, path: str, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    response = site.send(method, path, content=body, headers={"content-type": JSON, "accept": GRAPHQL})
    assert_harmless(response, caplog.text)
    assert response.headers["x-frame-options"] == "DENY"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert "set-cookie" not in response.headers


def test_j14_nothing_is_compressed_and_nothing_is_repeated(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    body = {
        "query": 'query S3CR3T { S3CR3T: nodes(ids: "S3CR3T") { id } users(search: "S3CR3T") { nodes { id } } }',
        "operationName": "S3CR3T",
    }
    headers = {"accept-encoding": "gzip, deflate, br, zstd", "x-S3CR3T": CANARY, "cookie": CANARY}
    response = site.send("POST", "/graphql?S3CR3T=S3CR3T", json=body, headers=headers)
    assert "content-encoding" not in response.headers
    assert response.json() == {"data": {CANARY: [None], "users": {"nodes": []}}}
    assert CANARY not in str(response.headers) + caplog.text


def test_j16_answers_have_no_tags_by_which_a_hidden_change_shows(site: Site) -> None:
    headers = {"if-none-match": "*", "if-modified-since": "Sun, 15 Jun 2025 12:00:00 GMT"}
    response = site.send("POST", "/graphql", json=QUERY, headers=headers)
    assert response.status_code == 200
    assert not {"etag", "last-modified", "age", "expires"} & set(response.headers)
