"""YAML as tables of cases need it: every value is a text, a list or a table, and knows the line it stands in.

In: a file. Out: a `Node`. Nothing is guessed: `NO` is Norway and not false, `2026-01-01` is a text until somebody reads
it as a date. What a reader could overlook is refused with file and line: a name that stands twice, an anchor or alias,
a tag, an empty value, a second document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from app.authz.rules import PolicyRefused
from app.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place."""

    path: Path
    line: int
    value: str | tuple[Node, ...] | Mapping[str, Node]

    def refused(self, message: str, hint: str) -> PolicyRefused:
        """What to raise when this value is not what it should be."""
        return PolicyRefused(self.path, self.line, message, hint=hint)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.refused("a text is expected", "write one word or sentence")
        return self.value

    def items(self) -> tuple[Node, ...]:
        if not isinstance(self.value, tuple):
            raise self.refused("a list is expected", "write [one, two], or one entry a line after `-`")
        return self.value

    def table(self) -> Mapping[str, Node]:
        if not isinstance(self.value, Mapping):
            raise self.refused("a table is expected", "write `name: value`, one a line")
        return self.value

    def members(self, known: Collection[str], required: Collection[str] = ()) -> Mapping[str, Node]:
        """The members of a table that has these names and no other."""
        table = self.table()
        for name, member in table.items():
            if name not in known:
                raise member.refused(f"`{name}` is not known here", f"one of {', '.join(sorted(known))}")
        for name in required:
            if name not in table:
                raise self.refused(f"`{name}` is missing", "add it")
        return table


def read_yaml(path: Path) -> Node:
    """The one value of a file."""
    try:
        text = path.read_text(encoding="utf-8")
        documents = list(_compose(text))
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path.name} cannot be read", hint="cases are files in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        message = f"not a line of YAML: {error.problem or 'it cannot be read'}"
        raise PolicyRefused(path, line, message, hint="check indentation, quotes and colons") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise PolicyRefused(path, 1, "not YAML", hint="remove signs that are no text, and needless brackets") from error
    if len(documents) != 1:
        raise PolicyRefused(path, 1, f"{len(documents)} documents, one expected", hint="one file is one theme")
    return _node(path, documents[0])


class _Loader(yaml.SafeLoader):
    """Refuses what says one thing twice, or elsewhere."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(None, None, "anchors and aliases are not used here", event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise yaml.MarkedYAMLError(None, None, "tags are not used here", event.start_mark)
        return super().compose_node(parent, index)


def _compose(text: str) -> Iterator[yaml.Node]:
    yield from yaml.compose_all(text, Loader=_Loader)


def _node(path: Path, node: yaml.Node) -> Node:
    line = node.start_mark.line + 1
    match node:
        case yaml.ScalarNode():
            if node.value != node.value.strip() or not node.value:
                raise PolicyRefused(path, line, "a value is empty or ends with a line break", hint="write one line")
            return Node(path, line, node.value)
        case yaml.SequenceNode():
            return Node(path, line, tuple(_node(path, item) for item in node.value))
        case yaml.MappingNode():
            return Node(path, line, _table(path, node))
    raise PolicyRefused(path, line, "neither a text nor a list nor a table", hint="write one of them")


def _table(path: Path, node: yaml.MappingNode) -> Mapping[str, Node]:
    members: dict[str, Node] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or not key.value:
            raise PolicyRefused(path, line, "a name is one text", hint="write `name: value`")
        if key.value in members:
            raise PolicyRefused(path, line, f"`{key.value}` stands twice", hint="keep one of them")
        members[key.value] = Node(path, line, _node(path, value).value)
    return members
