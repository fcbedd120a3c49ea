"""Orders in Japanese that are told in several sentences: who speaks in one, what is wanted in another.

A folded text goes in, the kind of the order comes out. Called by `japanese`, where no single sentence is an order.
"""

from __future__ import annotations

from ingest.instructions import japanese_words as W  # noqa: N812 (read in the middle of patterns)
from ingest.instructions.folding import pattern
from ingest.instructions.mood import orders, sentences

_TASK = pattern(r"(?:", W.SHOW, r"|", W.DROP, r"|", W.INSIDE, r"|命令|制限|制約|保護|規則|ルール|安全)")
_I_AM = pattern(
    r"(?:(?:私|わたし|僕|俺|こちら|これ|我々|当方)(?:は|が)[^。]{0,16}",
    W.AUTHORITY,
    r"|",
    W.AUTHORITY,
    r"(?:の権限|です|だ|から(?:の|命)|を得|が(?:出|下り|許可)))",
)
_FICTION = pattern(
    r"(?:もし|仮に|仮定|思考実験|小説|物語|ゲーム|脚本|映画|芝居|台本|研究目的|"
    r"テスト(?:です|なので)|反対の日|二つの回答|2つの回答|別の世界)"
)
_FICTION_SELF = pattern(rf"(?:{W.YOU}|主人公|自分)[^。]{{0,40}}|(?:回答|答え|通常)")
_FICTION_LIMIT = pattern(
    r"(?:",
    W.FREE,
    r"|(?:制限|制約|規則|ルール|安全(?:装置|対策)|命令|指示)(?:が|を|"
    r"に)?[^。]{0,8}(?:なかったら|なければ|存在しな|外す|切っ|破れ|背|無視|外れ)|"
    r"システムプロンプト|秘密の設定)",
)
_PROMISE = pattern(
    r"(?:前回|さっき|先ほど|昨日|前に|この間)[^。]{0,16}(?:",
    W.YOU,
    r"|管理者|開発者)[^。]{0,30}(?:約束|許可|答えて(?:くれ|い)|応じ|見せて(?:くれ|い))",
)
_QUOTED_ORDER = pattern(r"「[^」]{4,}」|『[^』]{4,}』|\"[^\"]{4,}\"|'[^']{4,}'|[:：]")
_QUOTED_OBEYED = pattern(
    r"(?:訳して|翻訳して|要約して|英訳して|復号して|解読して|読んで|戻して)?(?:、|"
    r"から|うえで)?(?:(?:その|上の|この|次の|以下の)[^。]{0,12})?"
    r"(?:に従って(?:ください|$|。|行動|動)|を実行して|実行して[:：。]|実行せよ|"
    r"実行:|従え|従いなさい|(?:その)?(?:とおり|通り|どおり)に(?:して|動いて|お願い|"
    r"し)|従って[:：])"
)


def kind(folded: str) -> str | None:
    """The kind of an order whose thing and act stand in two sentences (私は管理者です。制限を…)"""
    if _I_AM.search(folded) and _TASK.search(folded) and any(orders(s) for s in sentences(folded)):
        return "authority"
    if _PROMISE.search(folded) and any(orders(s) for s in sentences(folded)):
        return "authority"
    if _FICTION.search(folded) and _FICTION_LIMIT.search(folded) and _FICTION_SELF.search(folded):
        return "role"
    if _QUOTED_ORDER.search(folded) and _QUOTED_OBEYED.search(folded):
        return "obey"
    return None
