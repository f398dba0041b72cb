"""From GraphQL text to a checked document, once for each text.

In: the text, the schema, the limits. Out: a `PreparedDocument` that may be planned and executed, or `DocumentRefused`
with PARSE_FAILED, LIMIT_EXCEEDED, VALIDATION_FAILED or BAD_USER_INPUT. The cache holds documents, never values of a
request or rows: literals stand in the document itself.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    Lexer,
    Node,
    OperationDefinitionNode,
    OperationType,
    Source,
    StringValueNode,
    TokenKind,
    parse,
    validate,
)

from app.errors import Code
from app.resolvers.document.fragments import Definitions, read_definitions
from app.resolvers.document.limits import LIMITS, Limits
from app.resolvers.document.messages import document_finding, syntax_finding
from app.resolvers.document.refusal import DocumentRefused, places_of, refuse
from app.resolvers.document.shape import check_shape, children, too_much

# Measured: a token with its share of nodes and places.
_BYTES_OF_TOKEN = 350
# Where a document may say anything.
_SILENT = (TokenKind.STRING, TokenKind.BLOCK_STRING, TokenKind.COMMENT, TokenKind.INT, TokenKind.FLOAT)


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document that fits schema and limits; `digest` names its text in other caches, `size` is about its bytes.

    `signature` names it where no value may be kept: the digest of the text without strings, numbers and comments.
    """

    digest: str
    signature: str
    document: DocumentNode
    operations: tuple[OperationDefinitionNode, ...]
    fragments: dict[str, FragmentDefinitionNode]
    size: int


def prepare(source: str, schema: GraphQLSchema, limits: Limits = LIMITS) -> PreparedDocument:
    """The checked document of a text."""
    tokens, document, definitions = _read(source, limits)
    errors = validate(schema, document, max_errors=limits.errors, hide_suggestions=True)
    if errors:
        findings = tuple(document_finding(error, schema) for error in errors[: limits.errors])
        raise DocumentRefused(Code.VALIDATION_FAILED, findings)
    _check_strings(document)
    size = sys.getsizeof(source) + tokens * _BYTES_OF_TOKEN
    digest, signature = digest_of(source), signature_of(source)
    return PreparedDocument(digest, signature, document, definitions.operations, definitions.fragments, size)


def select_operation(document: PreparedDocument, name: str | None) -> OperationDefinitionNode:
    """The operation to run (GraphQL specification, GetOperation): a choice is never made for the caller."""
    return _selected(document.operations, name)


def operation_type(source: str, name: str | None, limits: Limits = LIMITS) -> OperationType:
    """Whether a text asks for a query or a mutation, without validating it: HTTP GET must know beforehand."""
    return _selected(_read(source, limits)[2].operations, name).operation


def digest_of(source: str) -> str:
    """The name of a text: SHA-256 of its UTF-8 bytes, in small hexadecimal digits."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def signature_of(source: str) -> str:
    """The digest of a text without its strings, numbers and comments; of one that has none, its digest.

    A digest of somebody's address would stand for the person (RET-10), and few choices are quickly tried (DATA-29).
    """
    lexer, words, is_silent = Lexer(Source(source)), [], "#" in source
    token = lexer.token
    while token.kind is not TokenKind.EOF:
        token = lexer.read_next_token(token.end)
        if token.kind in _SILENT:
            is_silent = True
        else:
            words.append(token.value or token.kind.value)
    return digest_of(" ".join(words) if is_silent else source)


class DocumentCache:
    """Prepared documents by their text: a bounded LRU. Refused texts are not kept, trusted ones are never let go."""

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        trusted: Mapping[str, PreparedDocument] | None = None,
        limits: Limits = LIMITS,
        entries: int = 1_000,
        size: int = 25_000_000,
    ) -> None:
        self._schema, self._limits = schema, limits
        self._trusted = {} if trusted is None else trusted
        self._most_entries, self._largest = entries, size
        self._documents: OrderedDict[str, PreparedDocument] = OrderedDict()
        self._size = 0
        self._turn = asyncio.Lock()

    async def prepare_in_turn(self, source: str) -> PreparedDocument:
        """The document at once when it is known; new ones are prepared one in each round of the event loop.

        Preparing takes the processor and never waits. A hundred new documents that arrive together would hold up
        everybody for as long as all of them take.
        """
        known = self._known(digest_of(source))
        if known is not None:
            return known
        async with self._turn:
            # Whoever is ready now, goes first.
            await asyncio.sleep(0)
            return self.prepare(source)

    def prepare(self, source: str) -> PreparedDocument:
        """The document of a text, from the cache when it is there."""
        digest = digest_of(source)
        known = self._known(digest)
        if known is not None:
            return known
        document = prepare(source, self._schema, self._limits)
        self._documents[digest] = document
        self._size += document.size
        while len(self._documents) > self._most_entries or self._size > self._largest:
            self._size -= self._documents.popitem(last=False)[1].size
        return document

    def _known(self, digest: str) -> PreparedDocument | None:
        if digest in self._trusted:
            return self._trusted[digest]
        if digest in self._documents:
            self._documents.move_to_end(digest)
        return self._documents.get(digest)


def _read(source: str, limits: Limits) -> tuple[int, DocumentNode, Definitions]:
    """Everything short of the schema: tokens counted, parsed, fragments sound, not too large."""
    if len(source) > limits.characters:
        too_much("characters in one document", limits.characters)
    try:
        tokens = _count_tokens(source, limits)
        document = parse(source)
        definitions = read_definitions(document)
        check_shape(document, definitions, limits)
    except GraphQLSyntaxError as error:
        raise DocumentRefused(Code.PARSE_FAILED, (syntax_finding(error),)) from None
    except RecursionError:
        raise refuse(Code.LIMIT_EXCEEDED, "The document is nested too deeply.") from None
    return tokens, document, definitions


def _count_tokens(source: str, limits: Limits) -> int:
    """Tokens and comments, counted before the parser builds anything of them."""
    lexer = Lexer(Source(source))
    token, count = lexer.token, 0
    while token.kind is not TokenKind.EOF:
        token = lexer.read_next_token(token.end)
        count += 1
        if count > limits.tokens + 1:
            too_much("words and signs in one document", limits.tokens)
    return count - 1


def _selected(operations: tuple[OperationDefinitionNode, ...], name: str | None) -> OperationDefinitionNode:
    if name is None:
        if len(operations) == 1:
            return operations[0]
        raise refuse(Code.BAD_USER_INPUT, "The document has several operations.", hint="Name one in `operationName`.")
    for operation in operations:
        if operation.name is not None and operation.name.value == name:
            return operation
    raise refuse(Code.BAD_USER_INPUT, "The document has no operation of this name.", hint="See `operationName`.")


def _check_strings(document: DocumentNode) -> None:
    """PostgreSQL cannot store NUL, so no literal may hold one; the lexer refuses lone surrogates itself."""
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, StringValueNode) and "\0" in node.value:
            raise refuse(Code.BAD_USER_INPUT, "A string holds the character NUL.", *places_of(node))
        stack.extend(children(node))
