"""What the pages of the login say, in Japanese; used by the pages, the guard and the commands."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """A stable word for programs, a title in one line, and what to do."""

    kind: str
    title: str
    detail: str


SITE = "政策文書アシスタント"
TITLE = "ログイン"
LEAD = "職員用の画面です。ログインしてください。"
NAME = "利用者名"
PASSWORD = "パスワード"  # noqa: S105 (a label)
ENTER = "ログインする"
ENTER_THERE = "シングルサインオンでログインする"
LEAD_THERE = "職員用の画面です。所属の認証サービスの画面に移ってログインします。"
LEFT = "ログアウトしました。"
LEAVE_TITLE = "ログアウト"
LEAVE_LEAD = "{name} さんとしてログインしています。"
LEAVE = "ログアウトする"
BACK = "質問の画面へ戻る"
AGAIN = "ログインの画面へ"
LEAVING = Said("leaving", "ログアウト", "この画面からはログアウトしました。続けて、認証サービスからログアウトします。")
LEAVE_THERE = "認証サービスからログアウトする"

WRONG = "利用者名またはパスワードが違います。確かめて、もう一度入力してください。"
MISSING = "利用者名とパスワードの両方を入力してください。"
LOCKED = "続けて失敗したため、この利用者名では、いまお使いの場所から{minutes}分間ログインできません。"
BUSY = "ログインが混み合っています。少し待ってから、もう一度お試しください。"

LOG_IN_FIRST = Said("log_in", "ログインが必要です", "ログインしてから、もう一度お試しください。")
FORBIDDEN = Said(
    "forbidden", "権限がありません", "この画面を使う権限がありません。必要なときは、管理担当者に申し出てください。"
)
OTHER_SITE = Said(
    "other_site",
    "受け付けられません",
    "このサイトの画面から送られたことを確認できないため、受け付けませんでした。画面を開き直して、もう一度お試しください。",
)
ONLY_HERE = Said(
    "only_here",
    "この端末以外からは使えません",
    "ログインの設定がないため、動かしている端末からだけ使えます。管理担当者は設定 login を確かめてください。",
)
NO_GROUP = Said(
    "no_group",
    "利用の登録がありません",
    "ログインはできましたが、この画面を使うグループに入っていません。管理担当者に申し出てください。",
)
NOT_SIGNED_ON = Said(
    "not_signed_on",
    "ログインできませんでした",
    "認証サービスでのログインを確認できませんでした。ログインの画面から、もう一度お試しください。",
)
PROVIDER_DOWN = Said(
    "provider_down",
    "認証サービスにつながりません",
    "しばらく待ってから、もう一度お試しください。続くときは、管理担当者にお知らせください。",
)
STORE_DOWN = Said(
    "store_down",
    "いまはログインを確かめられません",
    "しばらく待ってから、もう一度お試しください。続くときは、管理担当者にお知らせください。",
)
