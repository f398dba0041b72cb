"""A large file: blocks of lines, several processes, and memory that does not grow with it."""

from __future__ import annotations

import gc
import io
import subprocess
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.transfer import lines, records, staging, texts, values, workers
from app.transfer.conversion import LONGEST_LINE
from app.transfer.importing import import_file
from app.transfer.lines import read_blocks
from app.transfer.workers import convert_here, convert_in_workers
from tests.transfer.conftest import Importer, as_bytes
from tests.transfer.world import account, consent, group

SECRET = b"any"


@given(
    st.lists(st.sampled_from([b"", b"x", b"1234567", b"\r"]), max_size=20),
    st.integers(1, 12),
    st.sampled_from([b"", b"\n"]),
)
def test_blocks_are_the_lines_of_the_file_with_their_numbers(content: list[bytes], size: int, end: bytes) -> None:
    file = b"\n".join(content) + end
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", size)
        blocks = list(read_blocks(io.BytesIO(file)))
    numbered = {
        first + offset: line for first, block in blocks for offset, line in enumerate(block.split(b"\n")) if line
    }
    assert numbered == {number: line for number, line in enumerate(file.split(b"\n"), 1) if line}


@pytest.mark.parametrize("length", [LONGEST_LINE, LONGEST_LINE + 1, 3 * LONGEST_LINE, 40 * LONGEST_LINE])
def test_a_line_is_never_held_beyond_what_a_record_may_have(length: int) -> None:
    long = b'"' + b"x" * (length - 2) + b'"'
    blocks = list(read_blocks(io.BytesIO(b"1\n" + long + b"\n3")))
    numbered = {first + offset: line for first, block in blocks for offset, line in enumerate(block.split(b"\n"))}
    assert set(numbered) == {1, 2, 3}
    assert numbered[3] == b"3"
    assert max(len(block) for _, block in blocks) <= LONGEST_LINE + 2 * lines.BLOCK
    assert (len(numbered[2]) > LONGEST_LINE) == (length > LONGEST_LINE)


def test_workers_answer_in_the_order_of_the_file_what_one_process_would() -> None:
    content = as_bytes([account(f"u{number}") for number in range(200)] + [b"{"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", 2_000)
        alone = list(convert_here(read_blocks(io.BytesIO(content)), SECRET))
        together = list(convert_in_workers(read_blocks(io.BytesIO(content)), SECRET))
    assert together == alone
    assert len(alone) > 10
    assert [problem.line for converted in together for problem in converted.problems] == [201]


def test_workers_end_when_nobody_listens_any_more() -> None:
    """A child process would keep the pipe of this one open, and the call would not return."""
    program = (
        "from app.transfer.workers import convert_in_workers\n"
        "answers = convert_in_workers(iter([(1, b'x'), (2, b'x'), (3, b'x'), (4, b'x'), (5, b'x')]), b'any')\n"
        "print(len(next(answers).problems), flush=True)\n"
        "import os; os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_worker_that_dies_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PROGRAM", "raise SystemExit(3)")
    with pytest.raises(RuntimeError, match="ended with 3"):
        list(convert_in_workers([(number, b"x" * 200_000) for number in range(9)], SECRET))


def test_a_worker_never_has_the_secret_where_others_can_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[object, ...]] = []
    start = subprocess.Popen

    class Watched(start):  # type: ignore[valid-type,misc]
        def __init__(self, *arguments: object, **options: object) -> None:
            started.append((arguments, options.get("env")))
            super().__init__(*arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    list(convert_in_workers([(1, b"x")], b"do not tell"))
    assert len(started) == 1
    assert "do not tell" not in repr(started)


def test_memory_does_not_grow_with_the_file(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the file, the same peak: neither lines nor keys are kept, only blocks and so many recent values."""
    monkeypatch.setattr(lines, "BLOCK", 20_000)
    monkeypatch.setattr(staging, "BLOCK", 20_000)
    for module in (values, texts, records):
        monkeypatch.setattr(module, "KEPT", 100)

    def peak(number: int) -> int:
        people = ((account(f"u{count}"), consent(f"c{count}", user=f"u{count}")) for count in range(number))
        path = importer.write(line for pair in people for line in pair)
        gc.collect()
        tracemalloc.start()
        import_file(path, importer.addresses, secret=importer.secret, now=importer.now)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(10)
    small, large = peak(1_000), peak(10_000)
    assert large < small + 100_000


def test_a_file_for_several_processes_is_imported_whole(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.transfer.importing._LARGE_FILE", 1)
    monkeypatch.setattr(lines, "BLOCK", 10_000)
    assert importer([account(f"u{number}") for number in range(2_000)]).counts["user"] == 2_000
    assert importer.rows("SELECT count(*), count(DISTINCT id) FROM users") == [(2_000, 2_000)]
    problems = importer.refused([*(group(f"g{number}") for number in range(2_000)), group("g7")])
    assert [(problem.line, problem.field) for problem in problems] == [(2_001, "key")]
