"""Fixed texts that a user reads. Japanese; every answer carries `prompt_version`, a hash over this folder's files."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

AI_NOTICE = "この回答はAIによる自動回答です。"
CHECK_SOURCES = "正確な内容は必ず出典をご確認ください。"
GUIDE_NOTICE = "ガイド版（正文ではありません）にもとづく回答です。"
GUIDE_PLACE = "正文の該当箇所：{place}"
GUIDE_ADDRESS = "（{url}）"
PLACE_SEPARATOR = " ＞ "
CONTACT = "お問い合わせ先：{contact}"
NOT_FOUND = "登録されている文書からは、お尋ねの内容を確認できませんでした。"
NEAREST = "近い記載がある箇所：{place}"
SILENCE = {
    "unknown_entity": "お尋ねの名称は、登録されている文書に見当たりません。",
    "unknown_plan": "お尋ねの計画や制度は、登録されている文書に見当たりません。",
    "other_year": "お尋ねの年度についての記載は、登録されている文書に見当たりません。",
    "other_publisher": "お尋ねの自治体についての記載は、登録されている文書に見当たりません。",
    "personal_matter": "個別の方についてのことは、登録されている文書からはお答えできません。",
    "private_detail": "個人に関する情報は、登録されている文書からはお答えできません。",
    "wrong_premise": "ご質問の前提となっている内容を、登録されている文書では確認できませんでした。",
}
PART_OPEN = "お尋ねの点について、{publishers}の記載は、登録されている文書に見当たりません。"
ASK_BACK = "お尋ねの内容が複数考えられます。次のどれについてお知りになりたいですか。"
CHOICE = "・{choice}"
UNDERSTOOD = "「{question}」というお尋ねとしてお答えしています。"
LONG_LIST = (
    '全部で{count}件あります。すべてを見るには、policy-assistant search "{question}" --json で書き出してください。'
)
SUMMARY_LEFT = "お尋ねの部分には、ほかに{count}の項目があります。項目の名前でお尋ねください。"
NOT_RECORDED = "この回答は、記録を保存できなかったため、記録されていません。"
SOURCES_TITLE = "出典"
GUIDE_MARK = "ガイド版・正文ではありません"

# The pages; the words of the chat stand beside it, in assistant/web/chat
CHAT_TITLE = "政策文書アシスタント"
EXAMPLE_QUESTIONS = (
    "{title}の対象期間はいつからいつまでですか？",
    "{title}を策定した理由は何ですか？",
    "{title}の問い合わせ先はどこですか？",
)
SERVING = "{address} で使えます（管理用：{operations}。Ctrl-C で終了）"
START_PAGE = "チャットの画面に移動します。"
SIDES = {"public": "住民用（public）", "staff": "職員用（staff）"}
STOPPED = "{side}の回答を停止しました。"
STARTED = "{side}の回答を再開しました。"
NOT_STOPPED = "{side}の回答は停止していません。"
STOP_NOT_RECORDED = "停止しましたが、記録を保存できませんでした：{why}"


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """The first 12 hex digits of a hash over all texts and rules of this folder."""
    files = sorted(p for p in Path(__file__).parent.iterdir() if p.suffix in (".py", ".toml"))
    return sha256(b"\0".join(p.read_bytes() for p in files)).hexdigest()[:12]
