"""Articles of the general area and comments on them: who publishes, who says something, who reads whose name (0086)."""

from __future__ import annotations

from typing import LiteralString

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.discussing import (
    BERT,
    ESTONIA,
    GENERAL,
    NEW,
    NORWAY,
    OWN,
    PROVIDER,
    RESEARCH,
    RIGHTS,
    SUPPORT,
    UNKNOWN,
    discussed,
    heard,
    published,
    says,
    send,
)
from tests.resolvers.commands.office import ANNA, EACEA, NSO, PUBLIC, Office, codes


@pytest.fixture
def office(office: Office) -> Office:
    return discussed(office)


def test_everybody_reads_what_the_controller_publishes_and_what_people_say(office: Office) -> None:
    article = published(office)
    says(office, GENERAL, article, "Fine.")
    says(office, BERT, article, "Good.")
    unnamed: list[tuple[str, str | None]] = [("Fine.", None), ("Good.", None)]
    for asker in (PUBLIC, NSO, ESTONIA, NORWAY, RESEARCH):
        assert heard(office, asker, article) == unnamed, asker
    assert [entry[3] for entry in office.audit()] == ["publishArticle", "commentArticle", "commentArticle"]


def test_a_name_is_told_to_those_who_see_the_person_elsewhere(office: Office) -> None:
    article = published(office)
    for asker, text in ((GENERAL, "1"), (BERT, "2"), (ANNA, "3"), (Asker("ETWINNER", None, "dora"), "4")):
        says(office, asker, article, text)
    told = {asker: [name for _, name in heard(office, asker, article) or []] for asker in (GENERAL, ANNA, BERT, EACEA)}
    # A general user is nobody for peers, and who is blocked is as nobody: the two look alike.
    assert told == {
        GENERAL: ["Last general", "Last bert", None, None],
        ANNA: [None, "Last bert", "Last anna", None],
        BERT: [None, "Last bert", "Last anna", "Last dora"],
        EACEA: ["Last general", "Last bert", "Last anna", "Last dora"],
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE users SET restricted = true WHERE id = %s",
        "UPDATE users SET status = 'DEACTIVATED' WHERE id = %s",
        "UPDATE users SET last_login_at = '2025-01-01' WHERE id = %s",
    ],
)
def test_who_is_hidden_is_not_heard_but_by_oneself(office: Office, change: LiteralString) -> None:
    article = published(office)
    says(office, ANNA, article, "Mine.")
    before = {asker: heard(office, asker, article) for asker in (PUBLIC, GENERAL, BERT, NSO, EACEA)}
    assert all(said and said[0][0] == "Mine." for said in before.values())
    office.real.owner.execute(change, [public_id("user", "anna")])
    assert {asker: heard(office, asker, article) for asker in before} == {key: [] for key in before}
    assert heard(office, Asker("GENERAL_USER", None, "anna"), article) == [("Mine.", "Last anna")]


def test_whom_the_clock_has_anonymised_is_heard_by_nobody(office: Office) -> None:
    article = published(office)
    comment = says(office, GENERAL, article, "Long ago.")
    long_ago = "UPDATE users SET registered_at = '2019-01-01', last_login_at = '2020-01-01' WHERE id = %s"
    office.real.owner.execute(long_ago, [public_id("user", "general")])
    assert [heard(office, asker, article) for asker in (PUBLIC, BERT, NSO, EACEA)] == [[]] * 4
    assert codes(send(office, EACEA, "removeComment", comment=comment, reason="Rude.")) == ["NOT_FOUND"]


def test_what_an_anonymised_person_said_is_gone(office: Office) -> None:
    article = published(office)
    says(office, GENERAL, article, "Gone.")
    says(office, BERT, article, "Here.")
    office.real.owner.execute("UPDATE users SET status = 'ANONYMISED' WHERE id = %s", [public_id("user", "general")])
    assert office.rows("SELECT text FROM comments") == [("Here.",)]


def test_a_withdrawn_article_is_there_for_its_editors_alone_and_what_was_said_for_who_said_it(office: Office) -> None:
    article = published(office, ESTONIA)
    says(office, GENERAL, article, "Fine.")
    shown = send(office, ESTONIA, "withdrawArticle", article=article)["data"]["withdrawArticle"]["article"]
    assert (shown["status"], shown["country"]) == ("WITHDRAWN", "EE")
    assert [heard(office, asker, article) for asker in (PUBLIC, GENERAL, ANNA, NORWAY, RESEARCH)] == [None] * 5
    assert [heard(office, asker, article) for asker in (ESTONIA, NSO, PROVIDER)] == [
        [("Fine.", None)],
        [("Fine.", None)],
        [("Fine.", "Last general")],
    ]
    own = office.send(GENERAL, OWN)["data"]["viewer"]["user"]["comments"]
    assert [(one["article"], one["text"], one["removedAt"]) for one in own] == [(article, "Fine.", None)]
    send(office, ESTONIA, "withdrawArticle", article=article)
    assert [entry[3] for entry in office.audit()].count("withdrawArticle") == 1


def test_a_hidden_article_is_an_absent_one_for_every_command(office: Office) -> None:
    article = published(office)
    comment = says(office, BERT, article, "Good.")
    send(office, EACEA, "withdrawArticle", article=article)
    for asker, command, field, more in (
        (GENERAL, "commentArticle", "article", {"text": "Hello."}),
        (NORWAY, "withdrawArticle", "article", {}),
        (GENERAL, "deleteComment", "comment", {}),
        (NORWAY, "removeComment", "comment", {"reason": "Rude."}),
    ):
        hidden = article if field == "article" else comment
        answers = [send(office, asker, command, **{field: one}, **more) for one in (hidden, UNKNOWN, "no id", "")]
        assert answers == [answers[0]] * 4, command
        assert codes(answers[0]) == ["NOT_FOUND"]
    assert office.rows("SELECT status FROM comments") == [("SHOWN",)]


def test_who_moderates_takes_a_comment_down_and_its_author_reads_why(office: Office) -> None:
    article = published(office, ESTONIA)
    ids = [says(office, GENERAL, article, text) for text in ("1", "2", "3")]
    for asker, comment in zip((ESTONIA, EACEA, SUPPORT), ids, strict=True):
        assert codes(send(office, asker, "removeComment", comment=comment, reason="Rude.")) == []
        assert codes(send(office, asker, "removeComment", comment=comment, reason="Rude.")) == ["NOT_FOUND"]
    assert heard(office, PUBLIC, article) == heard(office, GENERAL, article) == []
    own = office.send(GENERAL, OWN)["data"]["viewer"]["user"]["comments"]
    assert [(one["text"], one["removalReason"], one["removedAt"] is not None) for one in own] == [
        ("1", "Rude.", True),
        ("2", "Rude.", True),
        ("3", "Rude.", True),
    ]
    assert codes(send(office, GENERAL, "deleteComment", comment=ids[0])) == []
    assert office.rows("SELECT count(*) FROM comments") == [(2,)]


def test_what_somebody_said_is_read_by_oneself_and_by_staff_of_the_union(office: Office) -> None:
    says(office, BERT, published(office), "Good.")
    look = "query ($id: ID!) { node(id: $id) { ... on User { comments { text removalReason } } } }"
    every = (PUBLIC, GENERAL, ANNA, NSO, ESTONIA, EACEA, RIGHTS, SUPPORT)
    seen = {
        asker: (office.send(asker, look, id=public_id("user", "bert"))["data"]["node"] or {}).get("comments")
        for asker in every
    }
    told = [{"text": "Good.", "removalReason": None}]
    assert seen == dict.fromkeys((PUBLIC, GENERAL, ANNA, NSO, ESTONIA)) | dict.fromkeys((EACEA, RIGHTS, SUPPORT), told)


def test_staff_who_see_the_author_of_a_comment_leave_a_record_also_of_a_public_one(office: Office) -> None:
    article = published(office)
    says(office, BERT, article, "Good.")
    log = "SELECT role, subjects::text[], coordinates FROM access_log WHERE coordinates && ARRAY['Comment.author']"
    office.rows("DELETE FROM access_log RETURNING 1")
    office.send(PROVIDER, "{ articles { nodes { comments { totalCount nodes { text writtenAt } } } } }")
    assert office.rows("SELECT 1 FROM access_log") == []
    office.send(PROVIDER, "{ articles { nodes { comments { nodes { text author { lastName } } } } } }")
    names = ["Comment.author", "User.id", "User.lastName"]
    assert office.rows(log) == [("PROVIDER", [public_id("user", "bert")], names)]


@pytest.mark.parametrize(
    ("asker", "command", "given"),
    [
        (ANNA, "publishArticle", NEW),
        (GENERAL, "publishArticle", NEW),
        (PUBLIC, "publishArticle", NEW),
        (NSO, "publishArticle", NEW),
        (RIGHTS, "publishArticle", NEW),
        (SUPPORT, "publishArticle", NEW),
        (ANNA, "withdrawArticle", {}),
        (SUPPORT, "withdrawArticle", {}),
        (NORWAY, "withdrawArticle", {}),
        (EACEA, "commentArticle", {"text": "Hello."}),
        (PUBLIC, "commentArticle", {"text": "Hello."}),
        (ANNA, "removeComment", {"reason": "Rude."}),
        (NORWAY, "removeComment", {"reason": "Rude."}),
        (NSO, "removeComment", {"reason": "Rude."}),
        (PROVIDER, "removeComment", {"reason": "Rude."}),
        (ANNA, "deleteComment", {}),
        (EACEA, "deleteComment", {}),
        (PUBLIC, "deleteComment", {}),
    ],
    ids=lambda one: f"{one.role} {one.purpose}" if isinstance(one, Asker) else None,
)
def test_nobody_else_may(office: Office, asker: Asker, command: str, given: dict[str, str]) -> None:
    article = published(office, ESTONIA, slug="other")
    comment = says(office, GENERAL, article, "Fine.")
    named = {"article": article} if command in {"withdrawArticle", "commentArticle"} else {"comment": comment}
    answer = send(office, asker, command, **given, **({} if command == "publishArticle" else named))
    assert codes(answer) == ["UNAUTHENTICATED" if asker is PUBLIC else "FORBIDDEN"]
    assert heard(office, PUBLIC, article) == [("Fine.", None)]
    assert office.rows("SELECT count(*) FROM articles") == [(1,)]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"slug": "Rivers"}, ["slug"]),
        ({"slug": "two--hyphens"}, ["slug"]),
        ({"slug": "-x"}, ["slug"]),
        ({"slug": "x" * 101}, ["slug"]),
        ({"slug": "jõed"}, ["slug"]),
        ({"title": "a\nb"}, ["title"]),
        ({"slug": "", "title": " ", "body": "x" * 40_001}, ["slug", "title", "body"]),
        ({"body": "a\u0007b"}, ["body"]),
    ],
)
def test_all_that_is_wrong_with_an_article_is_said_at_once(
    office: Office, changes: dict[str, str], fields: list[str]
) -> None:
    answer = send(office, EACEA, "publishArticle", **(NEW | changes))
    assert [error["extensions"]["field"] for error in answer["errors"]] == fields
    assert office.rows("SELECT count(*) FROM articles") == [(0,)]


@pytest.mark.parametrize("text", ["", " ", "x" * 2_001, "a\u0007", "e\u0301"])
def test_a_comment_is_a_text_that_can_be_kept(office: Office, text: str) -> None:
    article = published(office)
    assert codes(send(office, GENERAL, "commentArticle", article=article, text=text)) == ["BAD_USER_INPUT"]
    assert heard(office, PUBLIC, article) == []


def test_a_name_is_one_article_s_while_it_is_shown(office: Office) -> None:
    first = published(office)
    assert codes(send(office, ESTONIA, "publishArticle", **NEW)) == ["CONFLICT"]
    send(office, EACEA, "withdrawArticle", article=first)
    second = published(office, ESTONIA)
    found = office.send(PUBLIC, '{ articles(where: {slug: {eq: "rivers"}, language: {in: ["et"]}}) { nodes { id } } }')
    assert found["data"]["articles"]["nodes"] == [{"id": second}]
