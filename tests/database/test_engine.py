"""Which database is used: the operator's, or the embedded one, and what is refused without saying a secret."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.database import engine
from app.database.addresses import Addresses, read_address
from app.database.engine import running_database
from app.errors import Misconfigured
from app.settings import Settings


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "PostgreSQL+asyncpg"])
def test_an_address_may_carry_any_name_of_postgresql(scheme: str) -> None:
    address = read_address(f" {scheme}://anna:p%40ss%2Fw@db.example:6432/graph?sslmode=require ", setting="X")
    assert conninfo_to_dict(address) == {
        "user": "anna",
        "password": "p@ss/w",
        "host": "db.example",
        "port": "6432",
        "dbname": "graph",
        "sslmode": "require",
    }


@pytest.mark.parametrize(
    "text",
    ["", "   ", "mysql://anna:hidden@db/graph", "postgresql://anna:hid:den@[db/graph", "hidden", "host=db hidden"],
)
def test_what_is_no_address_is_refused_by_the_name_of_its_setting(text: str) -> None:
    with pytest.raises(Misconfigured, match="`TWINGRAPH_DATABASE_URL` is no address") as refused:
        read_address(text, setting="TWINGRAPH_DATABASE_URL")
    assert "hid" not in refused.value.message + str(refused.value.hint)


def test_addresses_do_not_show_themselves() -> None:
    assert "hidden" not in repr(Addresses(owner="password=hidden", api="password=hidden"))


def test_one_address_serves_owner_and_api(server: Addresses) -> None:
    with running_database(Settings(environment="development", database_url=server.owner)) as addresses:
        assert addresses.owner == addresses.api
        assert conninfo_to_dict(addresses.owner) == conninfo_to_dict(server.owner)


def test_the_owner_may_have_an_address_of_its_own(server: Addresses) -> None:
    settings = Settings(database_url=server.api, owner_database_url=server.owner)
    with running_database(settings) as addresses:
        for address, role in ((addresses.owner, "twingraph_owner"), (addresses.api, "twingraph_api")):
            with psycopg.connect(address) as connection:
                assert connection.execute("SELECT current_user").fetchone() == (role,)


def test_without_an_address_the_embedded_server_runs_for_the_block(tmp_path: Path) -> None:
    with running_database(Settings(data_dir=tmp_path)) as addresses, psycopg.connect(addresses.owner) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("twingraph_owner",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(addresses.owner)


def test_production_without_an_address_is_refused(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path).model_copy(update={"environment": "production"})
    with pytest.raises(Misconfigured, match="production has no embedded database"), running_database(settings):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_owner_without_an_api_is_refused(server: Addresses, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, owner_database_url=server.owner)
    with pytest.raises(Misconfigured, match="without `TWINGRAPH_DATABASE_URL`"), running_database(settings):
        pass


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"password": "hidden"}, "it refuses the password"),
        ({"dbname": "hidden"}, "it knows no such role or database"),
        ({"host": "/hidden"}, "there is no such socket"),
        ({"host": "127.0.0.1", "port": "1", "password": "hidden"}, "nothing listens there"),
        ({"host": "hidden.invalid"}, "its host is unknown"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_with_a_reason_and_no_value(
    server: Addresses, change: dict[str, str], reason: str
) -> None:
    address = make_conninfo(server.api, **change)
    settings = Settings(database_url=address)
    with (
        pytest.raises(Misconfigured, match="`TWINGRAPH_DATABASE_URL` names cannot be used") as refused,
        running_database(settings),
    ):
        pass
    assert refused.value.message.endswith(reason)
    assert "hidden" not in refused.value.message + str(refused.value.hint)


def test_an_old_server_is_refused(server: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_OLDEST", 99)
    with pytest.raises(Misconfigured, match=r"is PostgreSQL 18$"), running_database(Settings(database_url=server.api)):
        pass
