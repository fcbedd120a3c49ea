"""What the log's stable words are called in Japanese, and times as people in Japan read them.

Used by whatever of this package is shown: `audit show`, `audit verify`, `audit replay` and the incident report.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9))

KINDS = {
    "question": "質問と回答",
    "feedback": "利用者の評価",
    "settings": "設定の記録",
    "stop_switch": "停止スイッチ",
    "expiry": "保存期間の満了による本文の消去",
    "restore": "バックアップからの復元",
}
STATUS = {"answered": "回答した", "partial": "一部回答・聞き返し", "no_answer": "回答なし", "refused": "回答を断った"}
AUDIENCES = {"staff": "職員", "resident": "住民"}
CHANNELS = {"cli": "コマンド", "public": "住民用の画面", "staff": "職員用の画面", "all": "画面（職員・住民共用）"}
VERDICTS = {"passed": "適合", "acted": "対処した", "refused": "断った", "not_applicable": "対象外"}
PRINCIPLES = {
    "active_use": "積極的な活用",
    "effective_input": "効果的な条件の指示",
    "no_personal_or_confidential_input": "個人情報・機密情報を入力しない",
    "verify_content": "内容の確認",
    "respect_copyright": "著作権の尊重",
}
REASONS = {
    "no_citation": "出典がない",
    "not_verbatim": "引用が原文と一致しない",
    "support": "根拠がない",
    "number": "数値が根拠にない",
    "unit": "単位が根拠と違う",
    "year": "年が根拠にない",
    "date": "日付が根拠にない",
    "label": "数値の意味（目標・実績など）が根拠と違う",
    "formula": "計算が合わない",
    "name": "名称が根拠にない",
    "publisher": "発行者が違う",
    "negation": "肯定と否定が違う",
    "tense": "予定を実績として述べた",
    "comparison": "大小の比較が根拠と違う",
    "subject": "主語が根拠と違う",
    "words": "語句が根拠にない",
}
FEEDBACK = {
    "wrong": "誤っている",
    "incomplete": "足りない",
    "wrong_source": "出典が違う",
    "out_of_date": "古い",
    "hard_to_read": "読みにくい",
}
FAULTS = {
    "gap": "記録が欠けています",
    "changed": "記録の内容が書き換えられています",
    "text": "記録の本文が書き換えられています",
    "erased": "保存期間の満了によらずに、本文が消されています",
    "link": "直前の記録とつながっていません",
    "seal": "この記録簿の鍵で書かれた記録ではありません（挿入または書き換え）",
    "truncated": "末尾の記録が失われています",
    "rewritten": "署名された控えと一致しません（この範囲で書き換え）",
    "anchor": "控えの行が、この記録簿の鍵で署名されたものではありません",
    "anchor_missing": "記録にある控えが、控えのファイルにありません",
    "key": "鍵がないため、署名を確かめられません",
    "trigger": "変更を防ぐ仕組みがデータベースから外されています",
    "damaged": "ファイルが壊れていて、ここから先を読めません",
}
STEPS = {"guard": "入力の確認", "retrieve": "検索", "compose": "作成", "verify": "検証", "total": "合計"}


def time(at: str) -> str:
    """An entry's time in Japan, to the second; as it is where it is no time."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(JAPAN):%Y-%m-%d %H:%M:%S}（日本時間）"
    except (ValueError, TypeError):
        return str(at)
