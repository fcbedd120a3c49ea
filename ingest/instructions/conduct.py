"""Orders about the assistant's own conduct, whatever words name its rules: told by whom they address.

A folded text goes in, the kind of the first order comes out. A question about policies speaks of documents and of the
world; these speak to the assistant of itself, of the conversation, of its manner of answering. Called by `japanese`.
"""

from __future__ import annotations

from ingest.instructions import japanese_words as W  # noqa: N812 (read in the middle of patterns)
from ingest.instructions.folding import pattern
from ingest.instructions.mood import asks, orders, sentences

_SECOND = r"(?:あなた|貴方|お前|おまえ|(?<![一-鿿])(?:君|きみ)(?=[のはがにをへも、]))"
_NORM = (
    r"(?:ルール|決まり|きまり|取り決め|規則|規定|規範|注意事項|倫理|モラル|指示|"
    r"命令|制約|制限|縛|束縛|規制|制御|設定|仕様|優先順位|"
    r"検閲|秘密|プログラム|禁止)"
)
_TEXT = r"(?:文章|文書|文面|文字|テキスト|説明|原稿|中身|内容|指示|命令|設定|言葉)"
_HANDED = (
    r"(?:この質問(?:に答える前|より前|の前)|上にある|上に書|これより(?:前|上)|"
    r"会話の(?:前|冒頭|最初)|最初に読|読み込んだ|裏で動|裏側の|"
    rf"隠れ(?:た|て)|隠され|{_SECOND}に(?:書かれ|与えられ|埋め込)|(?:開発(?:元|"
    rf"チーム|会社)|作り手|製作者|設計者)(?:から|の|が))"
)
_GIVE_OUT = rf"(?:{W.SHOW}|読ませ|ばらし|くれ|示せ|示し|吐|提出|漏ら|よこせ|貼|暗記)"
_ANSWER = r"(?:返答|返事|応答|応じ|会話|喋|しゃべ|話して|話そう|話せ|話す|口調|語尾|キャラ|従う|答えて)"
_HENCEFORTH = r"(?:今後|以後|以降|これから|これ以降|ここから先?|この先|今日から|今だけ|次から)(?!の)"
_PERSONA = r"(?:として|の立場で|の口調で|口調で|のキャラで|だと思って|になって|の気持ちで|の声で)"
_UNFETTERED = (
    r"(?:建前抜き|建前なし|本音で|遠慮(?:なし|せず)|忖度(?:なし|せず)|考慮せず|"
    r"気にせ|気にし(?:ない|なく)|(?:もう一人|別)の[^。]{0,12}あなた|"
    r"好き(?:に|勝手に)(?:喋|話|答)|読み飛ば|白紙に|取り払|自由になり)"
)

_IN_ORDERS = (
    ("override", pattern(_NORM, r"[^。]{0,12}", _UNFETTERED)),
    ("override", pattern(_UNFETTERED, r"[^。]{0,16}", _ANSWER)),
    (
        "override",
        pattern(
            r"(?:決まり|きまり|ルール|規則|規定|取り決め|約束)[^。]{0,10}(?:なくし|無くし|"
            r"なしで|なしに|緩め|ゆるめ|例外|変更)[^。]{0,24}(?:あなた|答|応|話|従)"
        ),
    ),
    ("leak", pattern(_HANDED, r"[^。]{0,14}", _TEXT, r"[^。]{0,16}", _GIVE_OUT)),
    ("leak", pattern(r"プロンプト(?:の(?:中身|内容|全文|原文)|を|も)[^。]{0,20}", _GIVE_OUT)),
    ("leak", pattern(r"内部(?:の)?(?:情報|文書|資料|設定|構成)[^。]{0,8}(?:開示|", _GIVE_OUT, r")")),
    ("role", pattern(_HENCEFORTH, r"[^。]{0,40}", _ANSWER)),
    ("role", pattern(_PERSONA, r"[^。]{0,4}(?:会話|喋|しゃべ|話し|話そ|話せ|答え|応じ|応答|振る?舞|続け)")),
    ("role", pattern(r"規則なし|ルールなし|制限なし|無規則")),
    ("authority", pattern(r"(?:モード|コマンド|シェル|コード)[^。]{0,4}(?:を)?(?:終了|開始|起動|実行|有効|解除)")),
    (
        "forced",
        pattern(
            r"(?:言う|断る|拒む|拒否する)(?:の|こと)は?(?:禁止|許さ|なし)|"
            r"事実で(?:は)?なくても|嘘でも|それらしい(?:数字|話|答|内容)|作って断言|"
            r"必ず答えを作"
        ),
    ),
    (
        "obey",
        pattern(
            r"(?:json|コード|コマンド|データ|ファイル|リスト)の?(?:中の)?(?:命令|指示|"
            r"内容)を[^。]{0,4}(?:実行|従)"
        ),
    ),
)
_IN_STATEMENTS = (
    ("override", pattern(_SECOND, r"(?!の?(?:回答|答え))[^。]{0,16}", _NORM)),
    ("leak", pattern(_SECOND, r"[^。]{0,10}(?:書かれ|読み込|与えられ|埋め込|動かし)[^。]{0,10}", _TEXT)),
    (
        "override",
        pattern(
            r"(?:回答|応答|出力|閲覧|発言)?(?:制限|制約|規制|ロック)(?:解除(?:コード|"
            r"コマンド|キー)|は解除され|が解除され)"
        ),
    ),
    (
        "override",
        pattern(
            r"(?:指示|命令|発言|ルール)の?優先順位|(?:私|わたし|俺)の(?:発言|指示|命令|"
            r"言葉)(?:が|を)最優先"
        ),
    ),
    ("authority", pattern(r"(?:すべて|全て|全部)の?(?:制御|制限|確認|検査|保護)を[^。]{0,4}(?:切|外|止|飛ば|省)")),
    ("role", pattern(_SECOND, r"は[^。]{0,10}(?:ハッカー|ロボット|人間|海賊|悪魔|神|別人|他人)(?:だ|です|である)")),
)


def kind(folded: str) -> str | None:
    """The kind of the first order about the assistant's conduct, or None; questions order nothing."""
    for sentence in sentences(folded):
        if asks(sentence):
            continue
        rules = (*_IN_ORDERS, *_IN_STATEMENTS) if orders(sentence) else _IN_STATEMENTS
        for name, rule in rules:
            if rule.search(sentence):
                return name
    return None
