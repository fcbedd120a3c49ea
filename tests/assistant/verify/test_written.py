"""What a model's sentence has to pass beside the verifier: honest rewording does, an exchanged noun does not."""

from __future__ import annotations

import pytest

from assistant.verify import written
from assistant.verify.claims import check
from tests.assistant.verify.shelf import PLAN, prose

HARBOUR = prose(
    "県は、港の混雑を減らすため、漁業者の意見を踏まえて予約システムを整備し、桟橋の利便性向上や港湾事務の効率化を進めています。"
)
MEETING = prose("港湾協議会は、知事を会長とし、必要な場合に適宜開催します。波の高さを公開する取組を続けています。")
STAFF = prose("職員数が減少する中で、復興事業への対応により、職員の負担が増大し、現在も長時間勤務が常態化しています。")
DONE = prose("令和4年度に観測局を増設しました。今後は予約の対象を拡大していきます。")
PLANNED = prose("アプリを活用した食品ロス削減に向けた取組を検討します。")


@pytest.mark.parametrize(
    "text",
    [
        "県は予約システムを整備し、港の混雑を減らします。",
        "港の混雑を減らすため、県によって予約システムの整備が行われています。",
        "桟橋の利便性を向上させ、港湾の事務を効率化することも進められています。",
        "予約システムは、漁業者の意見を踏まえて整備されています。",
        "県が進めているのは、港湾事務の効率化と桟橋の利便性向上です。",
        "港の混雑の緩和に向け、予約の仕組みとしてシステムを設けています。",
    ],
)
def test_honest_rewording_passes(text: str) -> None:
    assert written.faults(text, [HARBOUR]) == ()


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("県は、港の成果を減らすため、漁業者の意見を踏まえて予約システムを整備しています。", HARBOUR),
        ("県は、港の混雑を減らすため、震災後の意見を踏まえて予約システムを整備しています。", HARBOUR),
        ("港の混雑を減らすため、漁業者の意見を踏まえて観光資源を整備し、桟橋の利便性向上を進めています。", HARBOUR),
        ("桟橋の利便性向上や行政運営の効率化を進めています。", HARBOUR),
        ("便利の利便性向上や港湾事務の効率化を進めています。", HARBOUR),
        ("港湾協議会は、実績を会長とし、必要な場合に適宜開催します。", MEETING),
        ("港湾協議会は、知事を会長とし、必要な開発に適宜開催します。", MEETING),
        ("波の高さを公開する防災対策を続けています。", MEETING),
        ("緊密が減少する中で、復興事業への対応により、職員の負担が増大しています。", STAFF),
        ("教育の情報化の音順の推進に対応します。", prose("教育の情報化の一層の推進に対応します。")),
        ("結果を含めて経費に管理します。", prose("経費だけでなく、結果を含めて総合的に管理します。")),
        ("「桟橋予約事業」の年度は、海岸課です。", prose("海岸課", "担当課室", "桟橋予約事業")),
        ("職員数が減少する中で、復興事業への影響により、職員の負担が増大しています。", STAFF),
    ],
)
def test_a_noun_in_another_ones_place_does_not(text: str, support: object) -> None:
    assert written.EXCHANGED in written.faults(text, [support])  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("text", "support", "passes"),
    [
        ("令和4年度に観測局が増設されました。", DONE, True),
        ("観測局の増設を行いました。", DONE, True),
        ("予約の対象を拡大しました。", DONE, False),
        ("漁港への拡大を実施しました。", PLAN, False),
        ("アプリを活用した食品ロス削減に向けた取組を実施しました。", PLANNED, False),
        ("アプリを活用した食品ロス削減に向けた取組が検討されます。", PLANNED, True),
        ("予約を内容としました。", prose("講座は、予約を内容とします。"), False),
        ("モデル校にAIドリルを導入しました。", prose("モデル校にAIドリルを導入する。"), False),
        ("モデル校にAIドリルを導入しました。", prose("モデル校へのAIドリルの導入"), True),
        ("会員は97組でした。", prose("会員は97組です。"), True),
        ("県のDXを推進しました。", prose("本部を推進体制の中心として、県のDXを推進していきます。"), False),
    ],
)
def test_a_plan_is_no_deed(text: str, support: object, passes: bool) -> None:
    assert (written.UNDONE not in written.faults(text, [support])) is passes  # type: ignore[list-item]


def test_a_denial_that_no_quotation_has_is_found_behind_one_that_a_footnote_has() -> None:
    footnote = (
        "EBPMとは、経験や勘ではなく、合理的な根拠に基づいて政策の企画を行うことであり、統計を用いる考え方のことです。"
    )
    told = prose("未来の礎となる力を育成する施策の展開", footnote)
    assert written.faults("施策を「展開」とありません。", [told]) == (written.DENIED,)
    assert written.faults("目標は達成されていません。", [prose("56件", "目標値", "【未達成】")]) == ()


def test_the_verifier_alone_let_these_through() -> None:
    text = "港湾協議会は、実績を会長とし、必要な場合に適宜開催します。"
    assert check(text, [MEETING]).ok and written.faults(text, [MEETING])


@pytest.mark.parametrize("text", ["", "。", "「", "た。", "しました。", "\x00", "あ" * 3000, "は" * 500])
def test_any_text_is_borne(text: str) -> None:
    written.faults(text, [HARBOUR])
    written.faults(text, [])
