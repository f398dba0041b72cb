"""Random documents: nested connections with all their arguments, aliases, fragments, `@skip` and `@include`.

In: a way to choose, the contract's schema, a pool. Out: `Question`: a valid document within the limits of the API, and
its variables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from tests.conformance.asking.inputs import Chooser, Inputs, literal
from tests.conformance.asking.pool import Pool
from tests.conformance.semantics.contract import core_schema

Composite = GraphQLObjectType | GraphQLInterfaceType

DEPTH = 7
MOST_ALIASES = 8
MOST_FIELDS = 60
MOST_COUNTS = 2
# Fields whose types differ from one object type to another cannot share a response key in fragments on both.
CLASHING = {"status", "country", "languages", "pupilAges", "email", "role", "members", "projects", "users"}


@dataclass(frozen=True)
class Question:
    """A document and its variables."""

    document: str
    variables: dict[str, Any]


@dataclass
class Maker:
    """Makes one document."""

    choose: Chooser
    pool: Pool
    aliases: int = 0
    fields: int = 0
    counts: int = 0
    variables: dict[str, Any] = field(default_factory=dict)
    declarations: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.schema = core_schema()
        self.inputs = Inputs(self.choose, self.schema, self.pool)

    def question(self) -> Question:
        query = self.schema.query_type
        assert query is not None
        roots = [name for name in query.fields if name != "countries"]
        chosen = [self.choose.pick(roots) for _ in range(self.choose.pick([1, 1, 2, 3]))]
        taken: set[str] = set()
        body = " ".join(filter(None, (self._field(query, name, DEPTH, taken) for name in chosen)))
        head = f"query({', '.join(self.declarations)})" if self.declarations else "query"
        return Question(" ".join([f"{head} {{ {body} }}", *self.fragments]), self.variables)

    # Selections

    def _selections(self, parent: Composite, depth: int) -> str:
        """The fields of an object: never empty, no response key twice."""
        if isinstance(parent, GraphQLInterfaceType):
            return self._of_interface(parent, depth)
        taken: set[str] = set()
        names = [name for name, one in parent.fields.items() if depth > 1 or is_leaf_type(get_named_type(one.type))]
        chosen = self.choose.some(names, 1, 4) if names else []
        parts = [self._field(parent, name, depth, taken) for name in chosen]
        if self.choose.chance(10):
            parts.append("__typename")
        return self._wrapped(parent, " ".join(filter(None, parts)) or "__typename")

    def _of_interface(self, parent: Composite, depth: int) -> str:
        """`id`, `__typename`, and fragments on some of the types that may stand here."""
        kinds = [kind.name for kind in self.schema.get_possible_types(parent)]  # type: ignore[arg-type]
        if parent.name == "Node":
            kinds.append("Area")
        parts = ["__typename id"]
        for name in self.choose.some(kinds, 1, 3):
            kind = self.schema.type_map[name]
            assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
            taken = {*CLASHING, "id", "__typename"}
            fields = self.choose.some([one for one in kind.fields if one != "id"], 1, 4)
            body = " ".join(filter(None, (self._field(kind, one, depth, taken) for one in fields)))
            parts.append(f"... on {name} {{ {body or 'id'} }}")
        return " ".join(parts)

    def _wrapped(self, parent: Composite, body: str) -> str:
        """The same fields, now and then in a fragment."""
        style = self.choose.number(0, 15)
        if style == 15 and len(self.fragments) < 4:
            name = f"Part{len(self.fragments)}"
            self.fragments.append(f"fragment {name} on {parent.name} {{ {body} }}")
            return f"...{name}{self._directive()}"
        if style == 14:
            return f"... on {parent.name}{self._directive()} {{ {body} }} __typename"
        return f"... {{ {body} }}" if style == 13 else body

    def _directive(self) -> str:
        if not self.choose.chance(3):
            return ""
        name, value = self.choose.pick(["include", "skip"]), self.choose.pick([True, False])
        return f" @{name}(if: {self._given(value, 'Boolean!')})"

    def _given(self, value: Any, kind: str) -> str:
        """A value as a variable."""
        name = f"v{len(self.declarations)}"
        self.declarations.append(f"${name}: {kind}")
        self.variables[name] = value
        return f"${name}"

    def _field(self, parent: Composite, name: str, depth: int, taken: set[str]) -> str:
        """One field with its arguments and what is below it; nothing when there is no room."""
        if self.fields >= MOST_FIELDS or (name == "totalCount" and self.counts >= MOST_COUNTS):
            return ""
        definition = parent.fields[name]
        key = self._key(name, taken)
        if key is None:
            return ""
        self.fields += 1
        self.counts += name == "totalCount"
        text = (key if key == name else f"{key}: {name}") + self._arguments(parent, name, definition)
        text += self._directive() if self.choose.chance(12) else ""
        kind = get_named_type(definition.type)
        if is_leaf_type(kind):
            return text
        return f"{text} {{ {self._below(definition.type, depth - 1)} }}"

    def _below(self, kind: GraphQLOutputType, depth: int) -> str:
        named = get_named_type(kind)
        assert isinstance(named, GraphQLObjectType | GraphQLInterfaceType)
        if named.name.endswith("Connection"):
            return self._connection(named, depth)
        return self._selections(named, depth)

    def _connection(self, kind: Composite, depth: int) -> str:
        """Mostly what clients ask of a list: objects, and where the page stands."""
        taken: set[str] = set()
        names = ["nodes" if self.choose.chance(3) else "edges"] if depth > 1 else []
        names += self.choose.some(["pageInfo", "totalCount"], 0 if names else 1, 2)
        body = " ".join(filter(None, (self._field(kind, name, max(depth, 2), taken) for name in names)))
        return body or "__typename"

    def _key(self, name: str, taken: set[str]) -> str | None:
        """A response key that is still free here."""
        if name in taken or self.choose.chance(15):
            if self.aliases >= MOST_ALIASES:
                return None
            self.aliases += 1
            return f"a{self.aliases}_{name}"
        taken.add(name)
        return name

    # Arguments

    def _arguments(self, parent: Composite, name: str, definition: GraphQLField) -> str:
        values = self._values(parent, name, definition)
        given = [self._argument(one, value, definition.args[one]) for one, value in values.items()]
        return f"({', '.join(given)})" if given else ""

    def _argument(self, name: str, value: Any, argument: GraphQLArgument) -> str:
        if self.choose.chance(2):
            return f"{name}: {literal(value, argument.type)}"
        return f"{name}: {self._given(value, str(argument.type))}"

    def _values(self, parent: Composite, name: str, definition: GraphQLField) -> dict[str, Any]:
        target = get_named_type(definition.type).name.removesuffix("Connection")
        if name == "node" and parent.name == "Query":
            return {"id": self._node_id()}
        if name == "nodes" and parent.name == "Query":
            return {"ids": [self._node_id() for _ in range(self.choose.number(0, 6))]}
        found: dict[str, Any] = {}
        for argument in definition.args:
            if self.choose.chance(40):
                found[argument] = None
            elif argument == "where" and self.choose.chance(2):
                found[argument] = self.inputs.where(f"{target}Where")
            elif argument == "search" and self.choose.chance(4):
                found[argument] = self.inputs.search()
            elif argument == "orderBy" and self.choose.chance(2):
                found[argument] = self.inputs.orders(definition.args[argument].type)
        return found | self._page(definition)

    def _node_id(self) -> str:
        kinds = [kind for kind in self.pool.ids if kind != "Other"]
        return self.inputs.an_id(self.choose.pick(kinds) if kinds else None)

    def _page(self, definition: GraphQLField) -> dict[str, int]:
        if "first" not in definition.args or self.choose.chance(3):
            return {}
        argument = self.choose.pick([name for name in ("first", "last") if name in definition.args])
        return {argument: self.choose.pick([2, 1, 3, 5, 100, 0])}


@st.composite
def questions(draw: Any, pool: Pool) -> Question:
    """Valid documents over the words of a pool."""
    return Maker(Chooser(draw), pool).question()
