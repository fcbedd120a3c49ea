"""What the planted faults are made of: units, opposites and endings that take one another's place."""

from __future__ import annotations


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((told, new) for told, new in (line.split() for line in text.strip().splitlines()))


# A unit, and units that are surely others.
UNITS = {
    told: tuple(others)
    for told, *others in (
        line.split()
        for line in """
    人 件 箇所 世帯
    名 件 箇所
    件 人 円 箇所
    箇所 人 件 台
    か所 人 件
    % 人 倍 件
    ％ 人 倍 件
    回 人 時間 日
    市町村 事業 人 件
    市町 人 社
    千人 万人 人 千円
    円 人 件
    時間 日 件 分
    事業 件の申請 人
    倍 ％ 割
    割 倍 人
    年間 か月間 日間
    データセット 人 市町村
    か月 年 日
    道府県 市町村 人
""".strip().splitlines()
    )
}
OPPOSITES = _pairs("""
    増加 減少
    増え 減り
    上回 下回
    最も多 最も少な
    高い 低い
    向上 低下
    拡大 縮小
    以上 未満
    以下 以上
    以降 以前
    高ま 低ま
    高め 低め
    減少 増加
    減り 増え
    減る 増える
    下が 上が
    上が 下が
    少なく 多く
    多い 少ない
    長い 短い
    速く 遅く
    早く 遅く
    短縮 延長
    削減 増加
    最大 最小
    大きな 小さな
    多く 少なく
    初めて 最後に
    軽減 増大
    強化 弱体化
""")
DENIALS = _pairs("""
    ました。 ませんでした。
    ています。 ていません。
    ています。 てはいません。
    でした。 ではありませんでした。
    あります。 ありません。
    です。 ではありません。
    なります。 なりません。
    ます。 ません。
    している。 していない。
    ている。 ていない。
    した。 しなかった。
    する。 しない。
    ある。 ない。
    った。 っていない。
    となる。 とならない。
""")
AFFIRMATIONS = _pairs("""
    ていません ています
    ありません あります
    ませんでした ました
    していない している
    できない できる
    ではない である
    未達成 達成
    しなかった した
    ていない ている
    なかった た
""")
PREFECTURES = ("宮城県", "富山県", "三重県", "岩手県", "秋田県", "山形県", "福島県", "新潟県")
