"""Whether an audience is answered from an official text or from its guide, document by document.

The sources of an open index go in, the ids of the guides that give way come out; called by the chain.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.models import Source
from ingest.normalise import nfkc, squeeze

GUIDE = "guide"


def hidden(sources: Iterable[Source], audience: str, guide_for_residents: bool) -> frozenset[str]:
    """The ids of the guides that `audience` (staff or resident) is not answered from.

    A guide gives way where its official text is among `sources`: by id, by address or by title. Residents get no guide
    at all unless `guide_for_residents`.
    """
    listed = list(sources)
    official = {name for s in listed if s.edition != GUIDE for name in (s.id, s.url, _title(s.title)) if name}
    guides = [s for s in listed if s.edition == GUIDE]
    if audience == "resident" and not guide_for_residents:
        return frozenset(s.id for s in guides)
    return frozenset(
        s.id for s in guides if official.intersection({s.official_id, s.official_url, _title(s.official_title)} - {""})
    )


def _title(title: str) -> str:
    return squeeze(nfkc(title))
