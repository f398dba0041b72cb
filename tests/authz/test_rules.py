"""The readers of the policy files: every line is accounted for, or the start-up stops and says where and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.authz.rules import PolicyRefused, read_groups, read_rules, read_terms
from app.errors import Misconfigured

RULES = "id,role,action,object,fields,condition,effect,clauses,reason\n"
TERMS = "name,subject,condition,clauses,meaning\n"
GROUPS = "role,group,clauses,reason\n"
RULE = "user-public,ANONYMOUS,read,User,firstName id,object.ambassador,allow,PUB-04,The public sees ambassadors.\n"
LATER = RULE.replace("user-public", "user-somebody")


def rules_of(folder: Path, text: str | bytes) -> int:
    """How many rules a file holds."""
    return len(read_rules(write(folder / "rules.csv", text), {}, (("ANONYMOUS", "EVERYONE"),)))


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(error: Misconfigured) -> str:
    assert error.hint
    return error.message


def test_a_rule_is_read_as_it_stands(tmp_path: Path) -> None:
    (rule,) = read_rules(write(tmp_path / "rules.csv", RULES + RULE), {}, ())
    assert (rule.id, rule.role, rule.action, rule.object) == ("user-public", "ANONYMOUS", "read", "User")
    assert (rule.fields, rule.allows, rule.clauses) == (("firstName", "id"), True, ("PUB-04",))
    assert (rule.condition_text, rule.reason) == ("object.ambassador", "The public sees ambassadors.")


def test_commas_in_quotes_are_text(tmp_path: Path) -> None:
    quoted = RULE.replace("object.ambassador", "\"object.country in ('EE', 'NO')\"")
    (rule,) = read_rules(write(tmp_path / "rules.csv", RULES + quoted), {}, ())
    assert rule.condition_text == "object.country in ('EE', 'NO')"


def test_every_line_is_a_rule(tmp_path: Path) -> None:
    lines = "".join(RULE.replace("user-public", f"user-{number:03}") for number in range(100))
    assert rules_of(tmp_path, RULES + lines) == 100


def test_a_file_that_ends_without_a_line_break_loses_nothing(tmp_path: Path) -> None:
    assert rules_of(tmp_path, RULES + RULE + LATER.rstrip("\n")) == 2


def test_line_ends_of_windows_are_line_ends(tmp_path: Path) -> None:
    assert rules_of(tmp_path, (RULES + RULE + LATER).replace("\n", "\r\n")) == 2


WHITE = "a value begins or ends with white space"
ORDER = "ids are not in order, or one stands twice"
FIELDS = "fields are sorted, separated by one space, each once"
CLAUSE = "at least one clause is cited, as `PUB-04`"
BREAK = "a value holds a line break"
REASON = "the reason is a sentence"
OWN = "a group needs a name of its own"
# What the file holds, in which line it is wrong, and what is said.
REFUSED_RULES = {
    "no file content": ("", 1, "the file is empty"),
    "no rule": (RULES, 1, "there is no rule"),
    "no header": (RULE, 1, "the header differs"),
    "columns exchanged": (RULES.replace("id,role", "role,id") + RULE, 1, "the header differs"),
    "a column more": (RULES.replace("reason", "reason,note") + RULE, 1, "the header differs"),
    "a byte order mark": ("\ufeff" + RULES + RULE, 1, "the header differs"),
    "an empty line": (RULES + "\n" + RULE, 2, "0 values, 9 expected"),
    "an empty line at the end": (RULES + RULE + "\n", 3, "0 values, 9 expected"),
    "a comment": (RULES + "# p, alice\n" + RULE, 2, "2 values, 9 expected"),
    "a value more": (RULES + RULE + LATER.replace("\n", ",x\n"), 3, "10 values, 9 expected"),
    "a comma that is not quoted": (RULES + RULE.replace("ambassadors.", "a, b."), 2, "10 values, 9 expected"),
    "a value less": (RULES + RULE.replace(",PUB-04", ""), 2, "8 values, 9 expected"),
    "a quote that does not end": (RULES + RULE.replace("The", '"The'), 2, "not a line of CSV"),
    "words behind a quote": (RULES + RULE.replace("The", '"The" x'), 2, "not a line of CSV"),
    "a line break in quotes": (RULES + RULE.replace("The public", '"The\npublic').replace(".\n", '."\n'), 2, BREAK),
    "a carriage return in quotes": (
        RULES + RULE.replace("The public", '"The\rpublic').replace(".\n", '."\n'),
        2,
        BREAK,
    ),
    "white space before": (RULES + RULE.replace(",read", ", read"), 2, WHITE),
    "white space behind": (RULES + RULE.replace("id,object", "id ,object"), 2, WHITE),
    "the id twice": (RULES + RULE + RULE, 3, ORDER),
    "ids not sorted": (RULES + LATER + RULE, 3, ORDER),
    "an id with capitals": (RULES + RULE.replace("user-public", "User"), 2, "an id is words joined by hyphens"),
    "no id": (RULES + RULE.replace("user-public", ""), 2, "an id is words joined by hyphens"),
    "an unknown role": (RULES + RULE.replace("ANONYMOUS", "ADMIN"), 2, "unknown role or group"),
    "a role in small letters": (RULES + RULE.replace("ANONYMOUS", "anonymous"), 2, "unknown role or group"),
    "any role": (RULES + RULE.replace("ANONYMOUS", "*"), 2, "unknown role or group"),
    "an unknown action": (RULES + RULE.replace("read", "write"), 2, "unknown action"),
    "a command about some fields": (
        RULES + RULE.replace("read,User", "consent,User"),
        2,
        "a command is about the whole row",
    ),
    "an unknown object": (RULES + RULE.replace("User", "Users"), 2, "unknown object"),
    "an unknown effect": (RULES + RULE.replace("allow", "Allow"), 2, "unknown effect"),
    "no effect": (RULES + RULE.replace("allow", ""), 2, "unknown effect"),
    "fields not sorted": (RULES + RULE.replace("firstName id", "id firstName"), 2, FIELDS),
    "a field twice": (RULES + RULE.replace("firstName id", "id id"), 2, FIELDS),
    "two spaces": (RULES + RULE.replace("firstName id", "firstName  id"), 2, FIELDS),
    "no field": (RULES + RULE.replace("firstName id", ""), 2, FIELDS),
    "no clause": (RULES + RULE.replace("PUB-04", ""), 2, CLAUSE),
    "a clause that is none": (RULES + RULE.replace("PUB-04", "PUB-4"), 2, CLAUSE),
    "clauses with a comma": (RULES + RULE.replace("PUB-04", '"PUB-04,PUB-05"'), 2, CLAUSE),
    "a clause beside one that is none": (RULES + RULE.replace("PUB-04", "PUB-04 PUB-5"), 2, CLAUSE),
    "a sentence without an end": (RULES + RULE.replace("ambassadors.", "ambassadors"), 2, REASON),
    "eleven letters as reason": (RULES + RULE.replace("The public sees ambassadors.", "People see."), 2, REASON),
    "no reason": (RULES + RULE.replace("The public sees ambassadors.", ""), 2, REASON),
    "a word as reason": (RULES + RULE.replace("The public sees ambassadors.", "Because."), 2, REASON),
    "a condition that is not understood": (
        RULES + RULE.replace("object.ambassador", "object.email == 'x'"),
        2,
        "there is no attribute `email` here",
    ),
    "an entry where there is none": (
        RULES + RULE.replace("object.ambassador", "entry.published"),
        2,
        "an object is expected",
    ),
    "an entry for two fields that lead to different things": (
        RULES + RULE.replace("firstName id", "contacts projects").replace("object.ambassador", "entry.published"),
        2,
        "an object is expected",
    ),
    "an entry for one of two fields": (
        RULES + RULE.replace("firstName id", "id projects").replace("object.ambassador", "entry.published"),
        2,
        "an object is expected",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED_RULES.values(), ids=REFUSED_RULES)
def test_a_file_of_rules_is_refused_with_file_line_message_and_hint(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(PolicyRefused) as refusal:
        rules_of(tmp_path, text)
    assert said(refusal.value) == f"rules.csv, line {line}: {message}"


def test_a_short_sentence_is_a_reason(tmp_path: Path) -> None:
    reason = "People see."
    assert len(reason) == 11
    assert rules_of(tmp_path, RULES + RULE.replace("The public sees ambassadors.", f"A{reason}")) == 1


def test_the_entry_of_a_connection_may_be_asked_about(tmp_path: Path) -> None:
    assert (
        rules_of(
            tmp_path,
            RULES + RULE.replace("firstName id", "projects").replace("object.amb", "entry.published or object.amb"),
        )
        == 1
    )


REFUSED_TERMS = {
    "no file content": ("", 1, "the file is empty"),
    "a name with capitals": (
        TERMS + "isPublic,User,True,PUB-04,It is public for a reason.\n",
        2,
        "a term needs a name of its own",
    ),
    "a name twice": (
        TERMS + "a,User,True,PUB-04,It is one thing.\n" + "a,User,True,PUB-04,It is another thing.\n",
        3,
        "a term needs a name of its own",
    ),
    "an unknown subject": (TERMS + "a,Person,True,PUB-04,It is public for a reason.\n", 2, "unknown subject"),
    "no clause": (TERMS + "a,User,True,,It is public for a reason.\n", 2, CLAUSE),
    "no meaning": (TERMS + "a,User,True,PUB-04,\n", 2, REASON),
    "object for subject": (TERMS + "a,User,object.restricted,PUB-04,It is one thing.\n", 2, "an object is expected"),
    "a term of itself": (
        TERMS + "a,User,True,PUB-04,It is one thing.\n" + "b,User,b(subject),PUB-04,It is itself.\n",
        3,
        "the term `b` is defined by itself",
    ),
    "terms in a circle": (
        TERMS + "a,User,b(subject),PUB-04,It is the other.\n" + "b,User,a(subject),PUB-04,It is the other.\n",
        2,
        "the term `b` is defined by itself",
    ),
    "an unknown term": (
        TERMS + "a,User,c(subject),PUB-04,It is the other.\n",
        2,
        "there is no predicate `c` about User",
    ),
    "a header of rules": (RULES, 1, "the header differs"),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED_TERMS.values(), ids=REFUSED_TERMS)
def test_a_file_of_terms_is_refused_with_file_line_message_and_hint(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(PolicyRefused) as refusal:
        read_terms(write(tmp_path / "terms.csv", text))
    assert said(refusal.value) == f"terms.csv, line {line}: {message}"


REFUSED_GROUPS = {
    "no file content": ("", 1, "the file is empty"),
    "a role as group": (GROUPS + "NSO,ETWINNER,PUB-01,They all see alike.\n", 2, OWN),
    "a group in small letters": (GROUPS + "NSO,staff,PUB-01,They all see alike.\n", 2, OWN),
    "a line twice": (GROUPS + "NSO,STAFF,PUB-01,They all see alike.\n" * 2, 3, OWN),
    "nobody in it": (GROUPS + "ADMIN,STAFF,PUB-01,They all see alike.\n", 2, "`ADMIN` is neither a role nor a group"),
    "a group of itself": (
        GROUPS + "STAFF,STAFF,PUB-01,They all see alike.\n",
        2,
        "`STAFF` and `STAFF` belong to each other",
    ),
    "groups in a circle": (
        GROUPS + "A,B,PUB-01,They all see alike.\nB,C,PUB-01,They all see alike.\nC,A,PUB-01,They all see alike.\n",
        4,
        "`C` and `A` belong to each other",
    ),
    "no clause": (GROUPS + "NSO,STAFF,,They all see alike.\n", 2, CLAUSE),
    "no reason": (GROUPS + "NSO,STAFF,PUB-01,So.\n", 2, REASON),
}


@pytest.mark.parametrize(("text", "line", "message"), REFUSED_GROUPS.values(), ids=REFUSED_GROUPS)
def test_a_file_of_groups_is_refused_with_file_line_message_and_hint(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    with pytest.raises(PolicyRefused) as refusal:
        read_groups(write(tmp_path / "roles.csv", text))
    assert said(refusal.value) == f"roles.csv, line {line}: {message}"


def test_a_file_that_is_missing_stops_the_start_up(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"rules\.csv cannot be read"):
        read_rules(tmp_path / "rules.csv", {}, ())


def test_a_file_that_is_not_utf_8_stops_the_start_up(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"rules\.csv cannot be read"):
        rules_of(tmp_path, (RULES + RULE).encode("utf-16"))
    with pytest.raises(Misconfigured, match=r"rules\.csv cannot be read"):
        rules_of(tmp_path, (RULES + RULE.replace("ambassadors", "lärare")).encode("latin-1"))


@pytest.mark.parametrize("sign", ["\u2028", "\x0b", "\x0c", "\x1c", "\x85"])
def test_a_sign_that_looks_like_a_line_break_loses_no_rule(tmp_path: Path, sign: str) -> None:
    with pytest.raises(PolicyRefused):
        rules_of(tmp_path, RULES + RULE.replace("The public", f"The{sign}public") + LATER)
