"""Where index versions lie on disk, which one answers, and how another takes its place.

    DATA_DIR/ingest.lock                     held by the run that writes
    DATA_DIR/PENDING                         a publication of both audiences that is under way
    DATA_DIR/{public,internal}/CURRENT       the name of the version that answers
    DATA_DIR/{public,internal}/versions/ID/  dense/ (Chroma), lexical/, titles/, details/, texts/, manifest.json

Called by the indexing run and by readers. A version's folder never changes once it has its name; only its manifest is
replaced when nothing but the sources' whereabouts changed.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import time
from pathlib import Path

from assistant.errors import IndexDamagedError, IndexMissingError
from assistant.index import manifest as manifests
from assistant.index.files import replace_file, sync_folder
from assistant.index.manifest import Manifest

AUDIENCES = ("public", "internal")
_PENDING = "PENDING"
_ID = re.compile(r"[0-9a-f]{20}")
_log = logging.getLogger(__name__)
_PAUSES = (0.0, 0.05, 0.2, 1.0)  # seconds before each try to delete a folder


class AudienceFolder:
    """The versions of one audience."""

    def __init__(self, data_dir: Path, audience: str) -> None:
        """`audience` is public or internal."""
        self.audience = audience
        self.root = data_dir / audience
        self.versions = self.root / "versions"

    def folder(self, version: str) -> Path:
        """Where `version` lies."""
        return self.versions / version

    def current(self) -> str | None:
        """The version that answers, or None before the first; raises IndexDamagedError."""
        path = self.root / "CURRENT"
        try:
            name = path.read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise IndexDamagedError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
        if not _ID.fullmatch(name):
            raise IndexDamagedError(f"{path}: is damaged; run policy-assistant ingest with your list to repair it")
        return name

    def manifest(self) -> Manifest | None:
        """The manifest of the version that answers, or None before the first; raises IndexDamagedError."""
        name = self.current()
        return None if name is None else manifests.load(self.folder(name))

    def publish(self, version: str) -> None:
        """Makes `version` the one that answers, in one step; raises OSError."""
        replace_file(self.root / "CURRENT", f"{version}\n".encode())

    def admit(self, built: Path, version: str) -> None:
        """Gives the folder `built` its name among the versions; raises OSError."""
        target = self.folder(version)
        if target.exists():
            # Left by a run that was killed between building and publishing.
            shutil.rmtree(target)
        built.rename(target)
        sync_folder(self.versions)

    def tidy(self, keep: set[str]) -> None:
        """Deletes versions not in `keep`, and what killed runs left; what cannot be deleted waits for the next run."""
        if not self.versions.is_dir():
            return
        for path in self.versions.iterdir():
            if path.name not in keep:
                _log.info("deleting %s", path)
                _delete(path)


def _delete(path: Path) -> None:
    """Deletes a folder; a reader that is just closing may still write into it, so a few tries are made."""
    for pause in _PAUSES:
        time.sleep(pause)
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
    _log.warning("%s: cannot be deleted and may hold what was removed; delete it, or run ingest again", path)


def recovered_manifest(place: AudienceFolder) -> tuple[Manifest | None, str]:
    """What the indexing run builds on, and a warning if the index is damaged.

    A damaged CURRENT is repaired from the newest version, but only if every version can be read: an older one may hold
    what was since removed or made internal.
    """
    try:
        current = place.current()
    except IndexDamagedError as error:
        return _repaired(place, str(error))
    if current is None:
        return None, ""
    try:
        return manifests.load(place.folder(current)), ""
    except IndexDamagedError as error:
        return None, f"{error} (the {place.audience} index starts anew)"


def _repaired(place: AudienceFolder, damage: str) -> tuple[Manifest | None, str]:
    folders = sorted(place.versions.iterdir()) if place.versions.is_dir() else []
    try:
        found = [manifests.load(f) for f in folders if _ID.fullmatch(f.name)]
    except IndexDamagedError:
        found = []
    if not found:
        return None, f"{damage} (the {place.audience} index starts anew: ingest your other lists again)"
    newest = max(found, key=lambda m: m.created)
    return newest, f"{damage} (the {place.audience} index goes on from version {newest.version})"


def publish(data_dir: Path, versions: dict[str, str]) -> None:
    """Makes `versions` (by audience) the ones that answer; raises OSError.

    The public side goes first, so that nothing is public when it should be internal; a run killed in between is
    completed by `finish_publication`, so that nothing is lost.
    """
    pending = data_dir / _PENDING
    if len(versions) > 1:
        replace_file(pending, json.dumps(versions).encode())
    for audience in AUDIENCES:
        if audience in versions:
            AudienceFolder(data_dir, audience).publish(versions[audience])
    pending.unlink(missing_ok=True)


def finish_publication(data_dir: Path) -> None:
    """Completes a publication that was cut short; raises OSError."""
    pending = data_dir / _PENDING
    try:
        versions = json.loads(pending.read_bytes())
        complete = all(
            audience in AUDIENCES
            and _ID.fullmatch(version)
            and AudienceFolder(data_dir, audience).folder(version).is_dir()
            for audience, version in versions.items()
        )
    except FileNotFoundError:
        return
    except (ValueError, TypeError, AttributeError):
        complete = False
    if complete:
        publish(data_dir, versions)
    pending.unlink(missing_ok=True)


def missing(data_dir: Path) -> IndexMissingError:
    """The error for a data folder without an index."""
    return IndexMissingError(f"{data_dir}: nothing is indexed yet; run policy-assistant ingest")
