"""The worker: takes letters out of the outbox and sends them, until it is stopped or nothing is left.

In: a pool of connections as the owner of the tables, a way of sending, the clock. Out: letters that are sent; their
jobs are deleted. A letter may be sent twice, when the worker ends between the sending and its note of it, and never
less than once. One that cannot be sent now is tried again, later and later, for about a day; then its job stays as
failed, with ids alone, for thirty days.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import procrastinate
from psycopg_pool import AsyncConnectionPool

from app.database.commands.outbox import QUEUE, TASK, LetterKind
from app.mail.message import message_of
from app.mail.recipients import find_recipient
from app.mail.senders import NeverSent, NotSent, Sender
from app.mail.texts import words_of

_log = logging.getLogger(__name__)
# 4, 16, 64 … seconds; the last wait is 18 hours.
_ATTEMPTS, _GROWTH = 7, 4
_KEPT_HOURS = 30 * 24
# Of a worker that has ended without a word: its letters are taken up again after so many seconds.
_STALLED = 300


class Post:
    """Sends letters of one database in one way."""

    def __init__(
        self, pool: AsyncConnectionPool, sender: Sender, *, origin: str, site: str, clock: Callable[[], datetime]
    ) -> None:
        self._pool = pool
        self._sender = sender
        self._origin = origin
        self._site = site
        self._clock = clock
        self._jobs = procrastinate.App(connector=procrastinate.PsycopgConnector())
        retry = procrastinate.RetryStrategy(
            max_attempts=_ATTEMPTS, exponential_wait=_GROWTH, retry_exceptions=(NotSent,)
        )
        self._jobs.task(name=TASK, queue=QUEUE, pass_context=True, retry=_UnlessRefused(retry))(self._send)

    async def work(self, *, wait: bool) -> None:
        """Send what is there; with `wait`, and what comes, until the task is cancelled or a signal comes."""
        async with self._jobs.open_async(self._pool):
            manager = self._jobs.job_manager
            for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=_STALLED):
                await manager.retry_job(job)
            await manager.delete_old_jobs(nb_hours=_KEPT_HOURS, queue=QUEUE, include_failed=True)
            await self._jobs.run_worker_async(queues=[QUEUE], wait=wait, delete_jobs="successful", concurrency=4)

    async def _send(self, context: procrastinate.JobContext, letter: str, recipient: str) -> None:
        async with self._pool.connection() as connection:
            to = await find_recipient(connection, UUID(recipient))
        if to is None:
            _log.info("a letter to somebody who is not written to", extra={"letter": letter})
            return
        words = words_of(LetterKind(letter), to.language, self._site)
        number = context.job.id
        assert number is not None  # noqa: S101 - a job that runs has a number
        await self._sender.send(message_of(to, words, sender=self._origin, number=number, now=self._clock()))


class _UnlessRefused(procrastinate.BaseRetryStrategy):
    """Tries again what a strategy tries again, and never what was refused for good."""

    def __init__(self, strategy: procrastinate.RetryStrategy) -> None:
        self._strategy = strategy

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> procrastinate.RetryDecision | None:
        """When to try again; None for never."""
        if isinstance(exception, NeverSent):
            return None
        return self._strategy.get_retry_decision(exception=exception, job=job)
