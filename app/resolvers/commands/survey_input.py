"""What is asked in a survey and what is answered, checked (NAT-10, DATA-29).

In: an input in NFC; of answers, how many choices each question has. Out: everything that is wrong with it, by field.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.errors import BadInput
from app.resolvers.commands.input import refused_prose, refused_text

_MOST_LANGUAGES, _MOST_QUESTIONS, _CHOICES = 30, 30, (2, 20)
_TITLE, _PROMPT, _CHOICE, _WORDS = 200, 1_000, 200, 2_000


def problems_of_survey(given: Mapping[str, Any]) -> list[BadInput]:
    """Everything that is wrong with a new survey."""
    titles, questions = given["titles"], given["questions"]
    languages = [one["language"] for one in titles]
    problems = [problem for one in titles for problem in refused_text(one["title"], "titles", longest=_TITLE)][:1]
    if not 0 < len(languages) <= _MOST_LANGUAGES or len(set(languages)) < len(languages):
        hint = f"Send 1 to {_MOST_LANGUAGES} titles."
        problems.append(BadInput("Expected each language once.", hint=hint, field="titles"))
    if not 0 < len(questions) <= _MOST_QUESTIONS:
        problems.append(BadInput(f"Expected 1 to {_MOST_QUESTIONS} questions.", field="questions"))
    found = (problem for question in questions for problem in _of_question(question["prompts"], languages))
    # One of a sort is enough: a questionnaire is corrected as a whole.
    return [*problems, *{problem.message: problem for problem in found}.values()]


def _of_question(prompts: list[Mapping[str, Any]], languages: list[str]) -> Iterator[BadInput]:
    if sorted(one["language"] for one in prompts) != sorted(languages):
        hint = "Ask each question once in each language of `titles`."
        yield BadInput("Expected the languages of the titles.", hint=hint, field="questions")
    choices = [one.get("choices") for one in prompts]
    for one in prompts:
        yield from refused_prose(one["prompt"], "questions", longest=_PROMPT)
    for listed in choices:
        yield from _of_choices(listed)
    if len({-1 if listed is None else len(listed) for listed in choices}) > 1:
        yield BadInput("Expected as many choices in each language.", field="questions")


def _of_choices(choices: list[str] | None) -> Iterator[BadInput]:
    if choices is None:
        return
    fewest, most = _CHOICES
    if not fewest <= len(choices) <= most or len(set(choices)) < len(choices):
        yield BadInput(f"Expected {fewest} to {most} choices, each once.", field="questions")
    for choice in choices:
        yield from refused_text(choice, "questions", longest=_CHOICE)


def problems_of_answers(answers: Iterable[Mapping[str, Any]], asked: Mapping[int, int]) -> list[BadInput]:
    """Everything that is wrong with answers; `asked` has the number of choices by the number of a question."""
    given = list(answers)
    if not given:
        return [BadInput("Expected at least one answer.", field="answers")]
    problems = [problem for one in given for problem in _of_answer(one, asked)]
    if max(Counter(one["question"] for one in given).values()) > 1:
        problems.append(BadInput("Expected one answer to a question.", field="answers"))
    return list({problem.message: problem for problem in problems}.values())


def _of_answer(answer: Mapping[str, Any], asked: Mapping[int, int]) -> list[BadInput]:
    choice, text = answer.get("choice"), answer.get("text")
    if (choices := asked.get(answer["question"])) is None:
        return [BadInput("There is no such question.", hint="Send numbers of `questions`.", field="answers")]
    if (choice is None) == (text is None):
        return [BadInput("Expected one of `choice` and `text`.", field="answers")]
    if text is not None:
        if choices:
            return [BadInput("This question is answered by a choice.", hint="Send `choice`.", field="answers")]
        return refused_prose(text, "answers", longest=_WORDS)
    if choice is None or not 0 < choice <= choices:
        hint = "Send `text` where there are no choices, else a place counted from 1."
        return [BadInput("There is no such choice.", hint=hint, field="answers")]
    return []
