"""Articles and comments that several people change at once: one of them does, and the others are told."""

from __future__ import annotations

import psycopg
import pytest

from app.resolvers.commands import comments
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.discussing import BERT, GENERAL, NEW, discussed, published, says
from tests.resolvers.commands.office import ANNA, EACEA, Office, codes


@pytest.fixture
def office(office: Office) -> Office:
    return discussed(office)


def test_of_two_articles_of_one_name_at_once_one_is_published(office: Office) -> None:
    document = "mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { clientMutationId } }"
    answers = office.send_at_once([(EACEA, document, {"input": NEW})] * 4)
    assert sorted(code for answer in answers for code in codes(answer)) == ["CONFLICT"] * 3
    assert office.rows("SELECT count(*) FROM articles") == [(1,)]


def test_nothing_is_said_about_an_article_that_is_withdrawn_meanwhile(office: Office) -> None:
    article = published(office)
    say = "mutation ($input: CommentArticleInput!) { commentArticle(input: $input) { clientMutationId } }"
    withdraw = "mutation ($input: WithdrawArticleInput!) { withdrawArticle(input: $input) { clientMutationId } }"
    talk = [(one, say, {"input": {"article": article, "text": "Hello."}}) for one in (ANNA, BERT, GENERAL)]
    answers = office.send_at_once([*talk, (EACEA, withdraw, {"input": {"article": article}}), *talk])
    assert codes(answers[3]) == []
    said = sum(codes(answer) == [] for answer in answers) - 1
    assert {code for answer in answers for code in codes(answer)} <= {"NOT_FOUND"}
    assert office.rows("SELECT count(*) FROM comments") == [(said,)]
    assert [entry[3] for entry in office.audit()][-1] == "withdrawArticle"


def test_a_comment_that_two_end_at_once_is_ended_once(office: Office) -> None:
    comment = says(office, GENERAL, published(office), "Fine.")
    delete = "mutation ($input: DeleteCommentInput!) { deleteComment(input: $input) { clientMutationId } }"
    remove = "mutation ($input: RemoveCommentInput!) { removeComment(input: $input) { clientMutationId } }"
    away = (GENERAL, delete, {"input": {"comment": comment}})
    down = (EACEA, remove, {"input": {"comment": comment, "reason": "Rude."}})
    answers = office.send_at_once([away, down, away, down])
    assert office.rows("SELECT count(*) FROM comments") == [(0,)]
    assert {code for answer in answers for code in codes(answer)} == {"NOT_FOUND"}
    assert [entry[3] for entry in office.audit()].count("deleteComment") == 1


def test_there_is_an_end_to_what_a_person_says(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comments, "MOST_COMMENTS", 2)
    document = "mutation ($input: CommentArticleInput!) { commentArticle(input: $input) { clientMutationId } }"
    given = {"input": {"article": published(office), "text": "Hello."}}
    answers = office.send_at_once([(GENERAL, document, given)] * 4)
    assert sorted(code for answer in answers for code in codes(answer)) == ["CONFLICT"] * 2
    assert office.rows("SELECT count(*) FROM comments") == [(2,)]


SAY = """INSERT INTO comments (id, article_id, author_id, text, status, written_at)
         VALUES (gen_random_uuid(), %s, %s, 'Personal.', 'SHOWN', now())"""
FORGET = "UPDATE users SET status = 'ANONYMISED' WHERE id = %s"


def test_what_is_said_while_its_author_becomes_anonymised_does_not_stay(office: Office) -> None:
    article, bert, owner = published(office), public_id("user", "bert"), office.real.owner
    with psycopg.connect(owner.info.dsn, password=owner.info.password) as other:
        for connection in (owner, other):
            connection.execute("SET lock_timeout = '100ms'")
        other.commit()
        other.execute(SAY, [article, bert])
        with pytest.raises(psycopg.errors.LockNotAvailable):
            owner.execute(FORGET, [bert])
        other.commit()
        assert office.rows("SELECT text FROM comments") == [("Personal.",)]
        other.execute(FORGET, [bert])
        with pytest.raises(psycopg.errors.LockNotAvailable):
            owner.execute(SAY, [article, bert])
        other.commit()
        owner.execute("RESET lock_timeout")
        with pytest.raises(psycopg.errors.SerializationFailure):
            owner.execute(SAY, [article, bert])
    assert office.rows("SELECT text FROM comments") == []
