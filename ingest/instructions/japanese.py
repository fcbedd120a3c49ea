"""Orders in Japanese: what is spoken of (the model's own rules, its role, its prompt) and what is to be done with it.

A folded text goes in, the kind of the first order in it comes out. Every rule joins a thing that belongs to the model
to an act upon it, in one sentence that orders; neither alone says anything, for policies speak of rules too.
"""

from __future__ import annotations

import re

from ingest.instructions import conduct, japanese_texts
from ingest.instructions import japanese_words as W  # noqa: N812 (read in the middle of patterns)
from ingest.instructions.folding import pattern
from ingest.instructions.mood import asks, orders, sentences

# Rules that hold in a sentence that orders.
_ORDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("override", pattern(W.FORMER, r"[^。]{0,16}", W.RULE, r"[^。]{0,20}", W.DROP, W.DESCRIBES)),
    ("override", pattern(W.DROP, r"[^。]{0,6}", W.FORMER, r"[^。]{0,10}", W.RULE)),
    ("override", pattern(W.GUARD, r"[^。]{0,16}", W.DROP, W.DESCRIBES)),
    (
        "override",
        pattern(
            r"(?:ルール|規則|制約|制限|せいげん|命令|禁止事項|るーる|policy|"
            r"restrictions?)(?:を|は|の|も|に)?(?:すべて|全て|全部|ぜんぶ|一切)?(?:を)?",
            W.DROP,
            W.DESCRIBES,
            r"[^。]{0,30}(?:答|回答|教え|おしえ|話|従|人格|聞|聴|mode|モード|応)",
        ),
    ),
    (
        "override",
        pattern(
            r"(?:私|わたし|俺|管理者|user)(?:の(?:指示|命令|めいれい|言うとおり|言葉)|"
            r")(?:だけ|のみ)?(?:に|を)(?:だけ|のみ)?(?:従え|従って|従い|したがえ|したがって|"
            r"聞きなさい|聞け)"
        ),
    ),
    (
        "override",
        pattern(
            r"(?:新しい|次の|new)(?:命令|指示|規則|ルール|人格|rules?|instructions?)(?:に|"
            r"だけ)[^。]{0,6}(?:従|実行|なれ|なっ)"
        ),
    ),
    ("role", pattern(W.ROLE, r"(?![^。]{0,12}(?:行事|教室|事業|研修|講座))")),
    (
        "role",
        pattern(
            r"(?:",
            W.MODE,
            r"|",
            W.FREE,
            r"(?:の|な|で)?(?:まま|ai|回答|答え|状態|話)?)[^。]{0,24}(?:",
            W.SHOW,
            r"|切り替え|有効|入っ|入れ|オン|答え|こたえ|回答し|話|語|振る?舞)",
        ),
    ),
    ("leak", pattern(W.PROMPT, r"[^。]{0,26}", W.SHOW)),
    ("leak", pattern(W.TOLD, r"[^。]{0,14}", W.SHOW)),
    ("leak", pattern(W.INSIDE, r"[^。、]{0,4}", W.SHOW)),
    ("leak", pattern(W.SHOW, r"[^。]{0,6}(?:システム|内部)の?プロンプト")),
    (
        "authority",
        pattern(
            r"(?:索引|登録(?:済み)?(?:の)?文書|データベース|データ|ログ)(?:を)?(?:すべて|"
            r"全部|全て)?(?:を)?(?:削除|消去|消し)"
        ),
    ),
    ("authority", pattern(r"(?:権限|アクセス)(?:レベル)?を?[^。]{0,8}(?:上げ|付与|与え|よこ)")),
    ("authority", pattern(r"(?:管理者|root|特権|開発者)(?:の)?(?:権限|アクセス)(?:で|として)")),
    ("obey", pattern(W.DECODE, r"[^。]{0,40}", W.OBEY)),
    (
        "obey",
        pattern(
            r"(?:その|この|出てきた|書かれ(?:た|ている)|書いて(?:ある|あり)|訳した|解いた|"
            r"ある|中の|以下の|次の|上の|という|で|の)[^。]{0,8}",
            W.SAID,
            r"(?:に|を|の)?[^。、]{0,6}",
            W.OBEY,
        ),
    ),
    (
        "obey",
        pattern(
            r"(?:と|て)(?:言う|いう|言って|書いて|書かれ|命令)[^。]{0,10}(?:ので|から|"
            r"ため)[^。]{0,6}",
            W.OBEY,
        ),
    ),
    (
        "forced",
        pattern(
            W.LITERAL,
            r"(?:という(?:文字|言葉|文|リンク)?)?(?:と|を)?(?:だけ|のみ)?(?:を)?[^。]{0,4}",
            W.SAY,
            W.TELLS_OF,
        ),
    ),
    (
        "forced",
        pattern(
            r"(?:回答|返事|返答|出力|答え|応答)(?:は|の|に)?[^。]{0,6}(?:必ず|かならず|"
            r"代わり|末尾|最後|冒頭|文頭)[^。]{0,12}",
            W.LITERAL,
        ),
    ),
    ("forced", pattern(r"(?:文字列|単語|言葉|語句)を?(?:そのまま|正確に|何度も)+[^。]{0,6}(?:繰り返|出力|表示)")),
    (
        "forced",
        pattern(
            r"(?:断(?:る|ら|り)|拒否|拒絶|できません)[^。]{0,8}(?:こと|な|ず|ない|"
            r"言わず)[^。]{0,10}(?:答|回答|応)"
        ),
    ),
    (
        "forced",
        pattern(
            r"(?:根拠|出典)(?:なし|無し|は?(?:いら|要ら|不要))[^。]{0,16}(?:断定|思いつき|"
            r"知らなくても|想像|でっち|適当)|(?:知らなくても|嘘でも)[^。]{0,8}断定"
        ),
    ),
    (
        "forced",
        pattern(
            r"(?:した|だ|です|ます|る|ない)と(?:だけ)?(?:回答|答え|返答|断言|宣言)(?:して|"
            r"せよ|しろ|しなさい|すること|て|ろ|なさい)"
        ),
    ),
)
# Rules that hold however the sentence ends, questions aside: they declare the model's rules void or its role changed.
_DECLARES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "override",
        pattern(
            r"(?:",
            W.FORMER,
            r"[^。]{0,10}",
            W.RULE,
            r"|",
            W.GUARD,
            r"|制限|制約)(?:は|が|を)?(?:すべて|全て|全部|もう)*"
            r"(?:無効|取り消し(?:ます|た)|解除(?:します|された|されました)|上書きし|撤廃|"
            r"破棄)(?:(?:です|だ)?[。、!]|$|ます|まし|た|。)",
        ),
    ),
    (
        "override",
        pattern(
            W.YOU,
            r"(?:に)?は?[^。]{0,8}(?:今後|これから|いま|もう)?[^。]{0,6}(?:いかなる|何の|"
            r"どんな)?(?:制限|制約|ルール)も?(?:ありません|ない|存在しな|解除)",
        ),
    ),
    (
        "role",
        pattern(
            W.YOU,
            r"(?:の名前)?(?:は|が)[^。]{0,6}(?:今から|いまから|これから|以後|以降|もう|今後|"
            r"ここから|ただいまから)[^。]{0,30}(?:です|だ|である|になる|ではない|"
            r"ではありません|ai)",
        ),
    ),
    (
        "role",
        pattern(
            r"(?:今から|いまから|これから|以後|以降|ここから)、?",
            W.YOU,
            r"(?:の名前)?(?:は|が)[^。]{0,30}(?:です|だ|である|になる|で、|ない)",
        ),
    ),
    (
        "role",
        pattern(
            W.YOU, r"(?:は|が)", r"[^。]{0,10}(?:", W.FREE, r"|海賊|ハッカー)[^。]{0,10}(?:です|だ|である|ロボット|ai)"
        ),
    ),
    ("role", pattern(r"どんな質問(?:も|でも|にも)[^。]{0,6}(?:断らない|答える|拒まない)(?:ai|$|。)")),
)


def kind(folded: str) -> str | None:
    """The kind of the first order to a model in a folded text (`override`, `role`, `leak`, …), or None."""
    return _of_sentences(folded) or conduct.kind(folded) or japanese_texts.kind(folded)


def _of_sentences(folded: str) -> str | None:
    for sentence in sentences(folded):
        if asks(sentence):
            continue
        rules = (*_ORDERS, *_DECLARES) if orders(sentence) else _DECLARES
        for name, rule in rules:
            if rule.search(sentence):
                return name
    return None
