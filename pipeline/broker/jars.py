"""The jars of Apache Kafka: pinned by coordinates and SHA-256, kept in the user's cache folder.

Reads `kafka-jars.lock`; writes the cache folder (`$XDG_CACHE_HOME/sitrep`, `~/.cache/sitrep`).
`python -c 'from pipeline.broker import jars; jars.pin()'` resolves KAFKA again and rewrites the lock.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import jgo
import requests
from jgo.config import GlobalSettings
from jgo.maven import MavenContext

from pipeline.errors import TerminalError, TransientError

KAFKA = "org.apache.kafka:kafka_2.13:4.3.0"
# Kafka's dependencies stop at the slf4j interface; without a binding of log4j's own version it logs nothing.
LOG_BINDING = ("org.apache.logging.log4j", "log4j-slf4j-impl")
LOCK = Path(__file__).with_name("kafka-jars.lock")
# Parallel downloads: eight hide the round trips; more gained nothing at 43 MB.
DOWNLOADS = 8

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Jar:
    """One pinned jar."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def filename(self) -> str:
        return f"{self.artifact}-{self.version}.jar"

    @property
    def coordinates(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version}"


def pinned() -> list[Jar]:
    """The jars of the lock file."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    rows = [line.replace(":", " ").split() for line in lines if line and line[0] != "#"]
    return [Jar(group, artifact, version, sha256) for group, artifact, version, sha256 in rows]


def cache_folder() -> Path:
    """Where downloaded jars lie: the user's cache, shared by all installations."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "sitrep" / KAFKA.split(":", 1)[1].replace(":", "-")


def ensure(progress: Progress = lambda _: None) -> Path:
    """A folder that holds exactly the pinned jars, each of the pinned content; downloads what is missing.

    Safe to call from several processes at once. Raises TransientError if a download fails and TerminalError
    if what came is not what was pinned.
    """
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in pinned() if not _is_good(folder / jar.filename, jar.sha256)]
    if not missing:
        return folder
    progress(f"downloading Apache Kafka: {len(missing)} jars")
    with ThreadPoolExecutor(DOWNLOADS) as pool, tempfile.TemporaryDirectory(dir=folder) as scratch:
        done = [pool.submit(_fetch, jar, Path(scratch), folder) for jar in missing]
        for count, future in enumerate(as_completed(done), 1):
            future.result()
            progress(f"downloading Apache Kafka: {count} of {len(missing)} jars")
    return folder


def class_path(folder: Path) -> str:
    """The pinned jars of the folder and nothing else that may lie there."""
    return os.pathsep.join(str(folder / jar.filename) for jar in pinned())


def _is_good(path: Path, sha256: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _fetch(jar: Jar, scratch: Path, folder: Path) -> None:
    try:
        got = _artifact(jar.group, jar.artifact, jar.version, scratch)
    except (requests.RequestException, RuntimeError, OSError) as error:
        raise TransientError(
            f"Cannot download {jar.coordinates}: {error}. Check the network; a mirror is named in jgo's config file "
            f"([repositories]). Or put {jar.filename} into {folder} by hand."
        ) from error
    if not _is_good(got, jar.sha256):
        raise TerminalError(
            f"{jar.coordinates} was downloaded, but it is not the file that was pinned in {LOCK.name}. "
            "Something between here and the repository changes files; do not use it."
        )
    got.replace(folder / jar.filename)


def _artifact(group: str, artifact: str, version: str, repo_cache: Path) -> Path:
    repositories = GlobalSettings.load().repositories or None
    context = MavenContext(repo_cache=repo_cache, remote_repos=repositories, timeout=60)
    path: Path = context.project(group, artifact).at_version(version).artifact().resolve()
    return path


def pin() -> None:
    """Resolve KAFKA and its dependencies, download them and write the lock file."""
    artifacts = [(a.groupId, a.artifactId, a.version) for a in jgo.resolve(KAFKA)]
    log4j = next(version for _, name, version in artifacts if name == "log4j-core")
    artifacts.append((*LOG_BINDING, log4j))
    lines = [f"# {KAFKA}, its dependencies and a log binding. Written by jars.pin()."]
    with tempfile.TemporaryDirectory() as scratch:
        for group, artifact, version in sorted(artifacts):
            content = _artifact(group, artifact, version, Path(scratch)).read_bytes()
            lines.append(f"{group}:{artifact}:{version} {hashlib.sha256(content).hexdigest()}")
    LOCK.write_text("\n".join(lines) + "\n", encoding="utf-8")
