"""What a question asks for, told from its question words."""

from __future__ import annotations

import pytest

from assistant.compose.asked import Ask, read


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("計画の期間はいつからいつまでですか", Ask.WHEN),
        ("何年度に始まりましたか", Ask.WHEN),
        ("担当課を教えて", Ask.WHO),
        ("どの部署がやっていますか", Ask.WHO),
        ("利用者は何人でしたか", Ask.FIGURE),
        ("普及率は？", Ask.FIGURE),
        ("ＬＧＷＡＮとは", Ask.DEFINITION),
        ("アナログ規制とは具体的にどのような決まりですか", Ask.DEFINITION),
        ("五つの視点を挙げてください", Ask.LIST),
        ("施策を漏れなく知りたい", Ask.LIST),
        ("なぜ未達成だったのですか", Ask.WHY),
        ("どうやって進めますか", Ask.HOW),
        ("どこに設置されましたか", Ask.WHERE),
        ("オンラインで申請できますか", Ask.YES_NO),
        ("宮城県と富山県の違いは", Ask.COMPARE),
        ("どの章に書いてありますか", Ask.PLACE_IN_TEXT),
        ("行動の指針は何ページにありますか", Ask.PLACE_IN_TEXT),
        ("会議の紙は何ページ減りましたか", Ask.FIGURE),
        ("推進の視点を五つ", Ask.LIST),
        ("増えたのはどういうわけですか", Ask.WHY),
        ("港を広げるための取組みを教えて。", Ask.LIST),
        ("子育ての分野では何を進めますか", Ask.LIST),
    ],
)
def test_kinds(question: str, kind: Ask) -> None:
    assert read(question).wants(kind)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("いつもの窓口はどこですか", Ask.WHEN),
        ("心配されていることは何ですか", Ask.DEFINITION),
        ("スペシャリストを育てる研修は何人が受けましたか", Ask.LIST),
        ("何件ありましたか", Ask.YES_NO),
        ("昨年とは異なる点を説明して", Ask.DEFINITION),
        ("どの章に書いてありますか", Ask.WHERE),
        ("会議の紙は何ページ減りましたか", Ask.PLACE_IN_TEXT),
    ],
)
def test_what_is_not_asked(question: str, kind: Ask) -> None:
    assert not read(question).wants(kind)


def test_years_are_read_in_every_form() -> None:
    for question in ("令和５年度の実績は", "R5年度の実績は", "2023年度の実績は"):
        assert [y.key for y in read(question).years] == ["fy2023"]
