"""Words that a question cannot stand on, by class: what points back, what only tells the side of a thing that is asked.

Closed classes of Japanese grammar and of administration in general, in Sudachi's normalised forms; none is a matter of
a document. Read by `assistant.followup.reading` alone.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# それ, そこ, そちら; 誰 and いつ ask, 私 points at a person.
POINTING = _words("其れ 此れ 彼れ 其処 此処 彼処 其方 此方 其れら 此れら 其れ等 此れ等 後者 前者 両者 彼等 彼ら")
# その, この, そんな; どの asks, ある names.
POINTING_AT = _words(
    "其の 此の 彼の あの そんな こんな そういう こういう そういった こういった そうした こうした 当該 同"
)
# さっきの話, 上記の施策
MENTIONED = _words("先程 さっき 上記 上述 前述 今 前")

# Nouns that say which side of a thing is asked for: the thing stands elsewhere.
RELATIONAL = _words("""
    理由 訳 わけ 背景 経緯 原因 要因 根拠 切っ掛け 目的 狙い 意味 意義 定義 概要 内容 中身 詳細 詳しい 具体 具体的 的
    例 実例 事例 一例 特徴 効果 成果 結果 課題 問題 状況 現状 実態 進捗 推移 変化 内訳 構成 種類 一覧 全部 全て 項目
    分類
    担当 課 部 局 室 部署 部局 所属 所管 窓口 問い合わせ 先 連絡 主体 責任 者 人 方 組織 機関 事務局
    時期 期間 期限 期日 年度 年 月 日 日付 時 時点 いつ頃 頃 予定 開始 終了 始まり 終わり 始期 終期 計画期間 対象期間
    最新 現在
    今年 去年 昨年 来年 翌年 前年 今年度 昨年度 来年度 前年度 翌年度 今後 将来 今まで 以前 以後 以降 最初 最後
    値 数 数字 数値 率 割合 額 量 件数 人数 箇所数 目標 目標値 実績 実績値 基準 基準値 指標 達成 達成率 合計 平均 順位
    予算 予算額 決算 決算額 費用 金額 単位 差 比 程度
    場所 所 箇所 位置 章 節 頁 ページ 出典 資料 文書 記載
    対象 範囲 条件 方法 手順 手続き 仕組み やり方 流れ 使い方 対応 対策 取り組み 施策 事業 計画 方針 検討
    次 前 他 外 別 続き 残り 以外 後 同じ 同様 関連 比較 違い 差異 共通 関係 影響 利点 欠点 メリット デメリット
    説明 回答 答え 質問 話 件 点 面 部分 場合 物 事 様 風 感じ 形 名前 名称 正式 略称 略 読み 誰 何 番目 一つ 二つ 三つ
    策定 公表 改定 改訂 決定 実施 設置 制定 作成 見直し 変更 追加 廃止 利用 使用 お願い 願い 御 教示 是非 又 とこ ところ
    県 市 町 村 都道府県 市町村 自治体 全国 国 本県 当県 県内 県外 全体 各 者 等 達 個 件 回
""")
# Of these, the ones that ask for something of their own: the thing is what stands before them (対象期間, 担当課).
ASKING = _words("""
    期間 対象 時期 期限 期日 担当 課 部署 窓口 所管 理由 背景 目的 経緯 意味 定義 概要 内容 名称 問い合わせ 先 場所
    詳細 具体 開始 終了 予定 責任 者 方法 手順
""")
# Kinds of figures of one thing (目標 and 実績 of a measure).
VALUES = _words("目標 目標値 実績 実績値 基準 基準値 達成 達成率 推移 進捗 予算 予算額 決算 決算額")
# The reason or the parts of what was said: asked of the whole, not of the thing alone.
OF_THE_WHOLE = _words("理由 訳 背景 経緯 原因 要因 根拠 内訳 目的 狙い")
# Kinds of documents that a question may go on to as a thing of their own (計画の期間は).
PLANS = _words("計画 ポリシー 戦略 ビジョン 方針 条例 指針 プラン")
# Kinds of documents: この計画 may mean the one that everybody has before them.
DOCUMENTS = _words("計画 ポリシー 戦略 ビジョン 方針 資料 文書 報告 報告書 条例 指針 プラン 表 図 制度 県 市 町 村 国")
