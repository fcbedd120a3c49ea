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
NOT_RECORDED = "この回答は、記録を保存できなかったため、記録されていません。"
SOURCES_TITLE = "出典"
GUIDE_MARK = "ガイド版・正文ではありません"

# The chat page
CHAT_TITLE = "政策文書アシスタント"
CHAT_SIDES = {
    "staff": "職員用：庁内の文書も使って答えます。",
    "resident": "住民用：公開されている文書だけを使って答えます。",
}
CHAT_DOCUMENTS = "登録されている文書：{titles}"
CHAT_DOCUMENTS_MORE = "{titles} ほか{count}件"
CHAT_NOTICE = "AIによる自動回答です。正確な内容は必ず出典をご確認ください。"
CHAT_QUESTION = "質問"
CHAT_PLACEHOLDER = "例：計画の対象期間はいつからいつまでですか？"
CHAT_HINT = "Enterキーで質問します。改行はShift＋Enterです。個人情報は入力しないでください。"
CHAT_ASK = "質問する"
CHAT_EXAMPLES = "質問の例"
EXAMPLE_QUESTIONS = (
    "{title}の対象期間はいつからいつまでですか？",
    "{title}を策定した理由は何ですか？",
    "{title}の問い合わせ先はどこですか？",
)
CHAT_ANSWER = "回答"
CHAT_ANSWER_WAITING = "質問すると、ここに回答が表示されます。"
CHAT_SOURCES_WAITING = "回答の根拠となる文書の箇所が、ここに番号つきで表示されます。"
CHAT_NO_SOURCES = "この回答で引用した箇所はありません。"
CHAT_BUSY = "文書を調べています……"
CHAT_ASKED = "質問：{question}"
CHAT_UNDERSTOOD = "次の質問として調べました：{question}"
CHAT_STATUS = {
    "answered": "お答えしました",
    "partial": "一部をお答えしました",
    "no_answer": "資料に見当たりません",
    "refused": "お答えできません",
    "error": "回答できませんでした",
}
CHAT_MARK = "出典{number}を見る"
SOURCE_OFFICIAL = "正文"
SOURCE_PAGE = "{page}ページ"
SOURCE_QUOTE = "文書からの引用"
SOURCE_CONTEXT = "引用とあわせて読む箇所"
SOURCE_LINK = "公表元のページを開く（新しいタブ）"
SOURCE_LINK_OF_GUIDE = "正文のページを開く（新しいタブ）"
SERVING = "{address} で使えます（管理用：{operations}。Ctrl-C で終了）"
SIDES = {"public": "住民用（public）", "staff": "職員用（staff）"}
STOPPED = "{side}の回答を停止しました。"
STARTED = "{side}の回答を再開しました。"
NOT_STOPPED = "{side}の回答は停止していません。"
STOP_NOT_RECORDED = "停止しましたが、記録を保存できませんでした：{why}"
START_PAGE = "チャットの画面に移動します。"

ERROR_EMPTY = "質問が空です。知りたいことを入力してください。"
ERROR_TOO_LONG = "質問が長すぎます（{count}字）。{limit}字以内に縮めてください。"
ERROR_NO_TEXT = "質問に読み取れない文字が含まれています。入力し直してください。"
ERROR_NO_INDEX = "文書がまだ登録されていません。管理者に、policy-assistant ingest の実行を依頼してください。"
ERROR_INDEX = "文書の索引を読めません。管理者に、policy-assistant doctor での確認を依頼してください。"
ERROR_NOT_RECORDED = (
    "記録を保存できないため、お答えできません。管理者に、ディスクの空きとアクセス権の確認を依頼してください。"
)
ERROR_STOPPED = "ただいま回答を停止しています。よくある質問をご覧いただくか、担当窓口にお問い合わせください。"
ERROR_OTHER = "うまく答えられませんでした。時間をおいて、もう一度お試しください。続くときは管理者にお知らせください。"


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """The first 12 hex digits of a hash over all texts and rules of this folder."""
    files = sorted(p for p in Path(__file__).parent.iterdir() if p.suffix in (".py", ".toml"))
    return sha256(b"\0".join(p.read_bytes() for p in files)).hexdigest()[:12]
