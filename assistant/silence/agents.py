"""Who is said to have made or to run something, where no place that names the thing names that body.

A question's matter and its places go in, a contradiction comes out: 教育庁が運用している「MIDORI」 where the row of
MIDORI names another department. Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.silence.premises import Contradiction, sentence
from assistant.verify.folding import bare

_BODIES = "庁|省|部|課|局|室|大学|高専|協会|財団|機構|組合|委員会|銀行|市|町|村"
_DOES = (
    "運用|運営|策定|制定|設立|設置|創設|開発|導入|作成|実施|担当|所管|主催|整備|発行|公表|発表|開催|構築|定め|作っ|作る|"
    "つくっ|始め|立ち上げ|入れ"
)
_CLAIM = re.compile(
    rf"(?P<body>(?!何|各|全|同|他|両|一部)[一-鿿ァ-ヴー]{{1,12}}(?:{_BODIES}))が、?(?:[^。、「『はがを]{{0,10}}で)?(?:{_DOES})"
    r"[^。、「『はがを]{0,8}?(?:た|る|の)(?P<thing>「[^」]{2,30}」|『[^』]{2,30}』|[^。、「『はがを]{3,40})"
)
_ANOTHER = re.compile(rf"[一-鿿ァ-ヴー](?:{_BODIES}|県|法人|社)(?![一-鿿])")


def bodies(matter: Matter, every: Sequence[Place], publishers: Sequence[str]) -> Contradiction | None:
    """The first body that no place with the thing names, where the best of them names another one."""
    for claim in _CLAIM.finditer(matter.text):
        body, thing = bare(claim["body"]), bare(claim["thing"])
        if any(body in bare(p) or bare(p)[:-1] in body for p in publishers):
            continue
        start, end = claim.span("thing")
        words = [w for w in matter.words if w.noun and start <= w.start < end]
        quoted = claim["thing"][0] in "「『"
        with_thing = [p for p in every if thing in p.known.text]
        if not with_thing and not quoted and len(words) > 1:
            with_thing = [p for p in every if all(holds(p.known, w) for w in words)]
        if not with_thing or any(body in p.known.text for p in with_thing):
            continue
        place = with_thing[0]
        if not _ANOTHER.search(place.text):
            continue
        at = place.text.find(words[-1].surface) if words else 0
        return Contradiction(claim["body"], place, sentence(place.text, max(at, 0)))
    return None
