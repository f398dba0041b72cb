"""Settings: what is unknown, wrong or unfit for production stops the program and is named, never quoted."""

from __future__ import annotations

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import Misconfigured
from app.settings import SECRET_LENGTH, Settings, secret_of

PRODUCTION = {
    "TWINGRAPH_ENVIRONMENT": "production",
    "TWINGRAPH_DATABASE_URL": "postgresql://api@localhost/twingraph",
    "TWINGRAPH_SECRET": "s" * SECRET_LENGTH,
}


def load(patch: pytest.MonkeyPatch, variables: dict[str, str]) -> Settings:
    for name, value in variables.items():
        patch.setenv(name, value)
    return Settings.load()


def test_nothing_needs_to_be_set_in_development() -> None:
    settings = Settings.load()
    assert settings.environment == "development"
    assert settings.database_url is None
    assert settings.data_dir == Path(".data")
    assert settings.policy_version == "esep-nb"
    assert settings.shows_graphiql


@pytest.mark.parametrize("name", ["TWINGRAPH_DATABSE_URL", "TWINGRAPH_", "twingraph_secret", "TwinGraph_Port"])
def test_unknown_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with pytest.raises(Misconfigured, match=f"`{name}` is not a setting"):
        load(monkeypatch, {name: "hush"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TWINGRAPH_ENVIRONMENT", "staging"),
        ("TWINGRAPH_GRAPHIQL", "perhaps"),
        ("TWINGRAPH_LOG_LEVEL", "loud"),
        ("TWINGRAPH_NOW", "1740830400"),
        ("TWINGRAPH_NOW", "2025-03-01"),
        ("TWINGRAPH_NOW", "2025-03-01T12:00:00"),
        ("TWINGRAPH_NOW", "tomorrow"),
        ("TWINGRAPH_POOL_SIZE", "-1"),
        ("TWINGRAPH_PORT", "65536"),
        ("TWINGRAPH_PORT", "http"),
        ("TWINGRAPH_STATEMENT_TIMEOUT", "-1"),
    ],
)
def test_wrong_value_is_refused_and_only_the_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(Misconfigured) as refusal:
        load(monkeypatch, {name: value})
    assert f"`{name}`" in refusal.value.message
    assert "\n" not in refusal.value.message
    assert value not in refusal.value.message.replace(name, "")


def test_empty_variable_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, {"TWINGRAPH_DATABASE_URL": "", "TWINGRAPH_NOW": ""}) == Settings()


def test_fixed_clock_stands_still_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = load(monkeypatch, {"TWINGRAPH_NOW": "2024-02-29T13:30:00.000001+01:00"}).clock()
    assert clock() == clock() == datetime(2024, 2, 29, 12, 30, 0, 1, tzinfo=UTC)
    assert clock().utcoffset() == timedelta(0)


def test_clock_runs_in_utc_when_nothing_is_set() -> None:
    clock = Settings.load().clock()
    earlier, later = clock(), clock()
    assert earlier <= later
    assert later.utcoffset() == timedelta(0)


def test_production_is_quiet_and_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, PRODUCTION)
    assert not settings.shows_graphiql
    assert secret_of(settings) == b"s" * SECRET_LENGTH


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"TWINGRAPH_DATABASE_URL": ""}, "TWINGRAPH_DATABASE_URL"),
        ({"TWINGRAPH_NOW": "2025-03-01T12:00:00Z"}, "TWINGRAPH_NOW"),
        ({"TWINGRAPH_SECRET": ""}, "TWINGRAPH_SECRET"),
        ({"TWINGRAPH_SECRET": "s" * (SECRET_LENGTH - 1)}, "TWINGRAPH_SECRET"),
    ],
)
def test_production_refuses_what_development_may(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, str], named: str
) -> None:
    with pytest.raises(Misconfigured, match=named):
        load(monkeypatch, PRODUCTION | change)


def test_graphiql_in_production_is_shown_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, PRODUCTION | {"TWINGRAPH_GRAPHIQL": "true"}).shows_graphiql


def test_secret_and_passwords_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        {
            "TWINGRAPH_SECRET": "very-hidden-secret",
            "TWINGRAPH_DATABASE_URL": "postgresql://api:hidden@localhost/x",
            "TWINGRAPH_OWNER_DATABASE_URL": "postgresql://owner:hidden@localhost/x",
        },
    )
    assert "hidden" not in repr(settings) + str(settings)


def test_generated_secret_is_private_and_stays(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    secret = secret_of(settings)
    file = tmp_path / "data" / "secret"
    assert len(secret) >= SECRET_LENGTH
    assert secret_of(settings) == secret == file.read_bytes().strip()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [found.name for found in file.parent.iterdir()] == ["secret"]


def test_processes_that_start_at_once_agree_on_the_secret(tmp_path: Path) -> None:
    settings, found, together = Settings(data_dir=tmp_path), list[bytes](), threading.Barrier(8)

    def start() -> None:
        together.wait()
        found.append(secret_of(settings))

    starts = [threading.Thread(target=start) for _ in range(8)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


@pytest.mark.parametrize(("mode", "text"), [(0o640, "s" * SECRET_LENGTH), (0o600, ""), (0o600, "short\n")])
def test_secret_that_is_open_or_damaged_is_refused(tmp_path: Path, mode: int, text: str) -> None:
    file = tmp_path / "secret"
    file.write_text(text)
    file.chmod(mode)
    with pytest.raises(Misconfigured, match="secret"):
        secret_of(Settings(data_dir=tmp_path))
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTED_PROXIES", "proxy.example.org"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("TRUSTED_PROXIES", "*"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "null"),
        ("CORS_ORIGINS", "https://www.example.org/"),
        ("CORS_ORIGINS", "https://WWW.example.org"),
        ("CORS_ORIGINS", "https://a.example, www.example.org"),
    ],
)
def test_lists_that_cannot_be_read_are_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TWINGRAPH_{name}", value)
    with pytest.raises(Misconfigured, match=name) as caught:
        Settings.load()
    assert value not in f"{caught.value.message} {caught.value.hint}"


def test_lists_are_read_at_their_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINGRAPH_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1 ,")
    monkeypatch.setenv("TWINGRAPH_CORS_ORIGINS", "https://www.example.org,http://localhost:3000")
    settings = Settings.load()
    assert [str(network) for network in settings.proxies] == ["10.0.0.0/8", "2001:db8::1/128"]
    assert settings.origins == {"https://www.example.org", "http://localhost:3000"}


def test_points_are_counted_in_production_and_not_in_development(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Settings.load().counts_points
    assert load(monkeypatch, PRODUCTION).counts_points
    assert not load(monkeypatch, {"TWINGRAPH_RATE_LIMIT": "off"}).counts_points


@pytest.mark.parametrize("holder", ["ADDRESS", "PERSON", "CLIENT"])
def test_points_must_pay_for_the_dearest_operation(monkeypatch: pytest.MonkeyPatch, holder: str) -> None:
    few = {f"TWINGRAPH_RATE_LIMIT_{holder}": "200049"}
    assert load(monkeypatch, few).dearest_request == 200_050
    with pytest.raises(Misconfigured, match=f"TWINGRAPH_RATE_LIMIT_{holder} .* at least 200050"):
        load(monkeypatch, few | {"TWINGRAPH_RATE_LIMIT": "memory"})
    load(monkeypatch, {f"TWINGRAPH_RATE_LIMIT_{holder}": "200050"})


def test_a_client_may_have_two_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = "1" * 64, "2" * 64
    settings = load(monkeypatch, {"TWINGRAPH_CLIENTS": f"website={one}, print={two}, website={two}"})
    assert settings.client_hashes == {"website": [one, two], "print": [two]}
    assert one not in repr(settings)


@pytest.mark.parametrize("value", ["website", "website=abc", f"Website={'1' * 64}", f"={'1' * 64}", f"a={'G' * 64}"])
def test_clients_that_cannot_be_read_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with pytest.raises(Misconfigured, match="TWINGRAPH_CLIENTS") as refusal:
        load(monkeypatch, {"TWINGRAPH_CLIENTS": value})
    assert value not in refusal.value.message


def test_trusted_documents_need_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misconfigured, match="TWINGRAPH_DOCUMENTS_PATH is missing"):
        load(monkeypatch, {"TWINGRAPH_DOCUMENTS": "trusted"})
    load(monkeypatch, {"TWINGRAPH_DOCUMENTS_PATH": "documents"})
