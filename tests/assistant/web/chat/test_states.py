"""States that pass quickly or come seldom, each held still: writing, waiting, stopped, away; and two people at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from assistant.answer import Sentence, Status
from assistant.given import Given
from assistant.stopping import StoppedError
from assistant.turn import Event, Said
from assistant.web.chat.desk import Desk
from assistant.web.chat.room import Room
from tests.assistant.web.chat.browsing import FIELD, PATIENCE, Opened, ask, done, send
from tests.assistant.web.chat.desks import JA
from tests.assistant.web.chat.standing import Answered, Scripted, Standing, standing
from tests.assistant.web.samples import PLAN, answer

# Gradio looks at its own times with a pandas option that pandas is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")
SAID = (Sentence(text="一つ目の文です。", citations=(1,)), Sentence(text="二つ目の文です。", citations=(1,)))


class Held:
    """Gives the first sentence, and the rest when it is told to."""

    def __init__(self) -> None:
        self.allowed = threading.Event()

    def __call__(self, question: str, given: Given) -> Iterator[Event]:
        whole = answer(question=question, sentences=SAID)
        yield Said(SAID[0], whole.citations)
        assert self.allowed.wait(120)
        yield Said(SAID[1], whole.citations)
        yield whole


def plain(question: str, given: Given) -> Iterator[Event]:
    if "停止" in question:
        raise StoppedError("stopped")
    if question == "目標値は？":
        yield answer(question=question, status=Status.PARTIAL, sentences=(), citations=(), choices=("桟橋の整備",))
    else:
        yield answer(question=question, sentences=(Sentence(text=f"{question}への回答です。", citations=(1,)),))


class Swapped:
    """Answers as the test of the moment says."""

    def __init__(self) -> None:
        self.now: Answered = plain

    def __call__(self, question: str, given: Given) -> Iterator[Event]:
        yield from self.now(question, given)


@pytest.fixture(scope="module")
def swapped() -> Swapped:
    return Swapped()


@pytest.fixture(scope="module")
def server(swapped: Swapped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    desk = Desk(Scripted(swapped), "staff", lambda: [PLAN], room=Room(at_once=1, waiting=1))
    with pytest.MonkeyPatch.context() as patch, standing(desk, tmp_path_factory.mktemp("gradio"), patch) as found:
        yield found


@pytest.fixture
def held(swapped: Swapped) -> Iterator[Held]:
    swapped.now = made = Held()
    yield made
    made.allowed.set()
    swapped.now = plain


def test_an_answer_is_seen_while_it_is_written_and_read_out_once_whole(
    opened: Opened, server: Standing, held: Held
) -> None:
    page = opened(server.address)
    send(page, "期間は？", "一つ目の文です。")
    expect(page.locator("#pa-answer")).not_to_contain_text("二つ目の文です。")
    expect(page.locator("#pa-answer")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#pa-announce")).to_have_text("")
    held.allowed.set()
    done(page, "期間は？")
    expect(page.locator("#pa-announce")).to_contain_text("一つ目の文です。 二つ目の文です。")


def test_a_question_that_waits_says_so_and_one_too_many_too(opened: Opened, server: Standing, held: Held) -> None:
    pages = [opened(server.address) for _ in range(3)]
    for page, told in zip(pages, ("一つ目の文です。", JA("answer.queued", count=1), JA("answer.full")), strict=True):
        send(page, "期間は？", told)
    expect(pages[2].locator(FIELD)).to_have_value("期間は？")  # to be sent again
    held.allowed.set()
    for page in pages[:2]:
        done(page, "期間は？")


def test_an_answer_is_stopped_and_another_question_asked(
    opened: Opened, server: Standing, held: Held, swapped: Swapped
) -> None:
    page = opened(server.address)
    expect(page.locator("#pa-stop")).to_be_hidden()
    send(page, "期間は？", "一つ目の文です。")
    page.locator("#pa-stop").click()
    expect(page.locator("#pa-answer")).to_contain_text(JA("answer.stopped"), timeout=PATIENCE)
    held.allowed.set()
    swapped.now = plain
    ask(page, "別の質問です。")
    expect(page.locator("#pa-answer")).to_contain_text("別の質問です。への回答です。")


def test_a_side_that_is_stopped_says_so(opened: Opened, server: Standing) -> None:
    page = opened(server.address)
    ask(page, "停止中ですか。")
    expect(page.get_by_role("alert").filter(has_text=JA("error.stopped"))).to_be_visible()


def test_a_choice_is_asked_with_one_press(opened: Opened, server: Standing) -> None:
    page = opened(server.address)
    ask(page, "目標値は？")
    expect(page.locator("#pa-answer .pa-status")).to_have_text(JA("answer.status_ask_back"))
    page.get_by_role("group", name=JA("choice.label")).get_by_role("button", name="桟橋の整備").press("Enter")
    done(page, "「桟橋の整備」について、目標値は？")


def test_two_people_at_once_see_their_own_alone(opened: Opened, server: Standing) -> None:
    pages = [opened(server.address) for _ in range(2)]
    for turn in range(3):
        for name, page in zip("甲乙", pages, strict=True):
            page.fill(FIELD, f"{name}の質問{turn}です。")
            page.press(FIELD, "Enter")
        for name, page in zip("甲乙", pages, strict=True):
            if f"{name}の質問{turn}です。" not in page.locator("#pa-answer").inner_text():
                send(page, f"{name}の質問{turn}です。", f"{name}の質問{turn}です。")
            done(page, f"{name}の質問{turn}です。")
    for name, other, page in zip("甲乙", "乙甲", pages, strict=True):
        page.get_by_role("button", name=JA("page.history")).click()
        expect(page.locator("#pa-history")).to_contain_text(f"{name}の質問0です。", timeout=PATIENCE)
        assert f"{other}の質問" not in page.locator("body").inner_text()


def test_a_server_that_went_is_told_and_its_return_too(opened: Opened, server: Standing) -> None:
    page = opened(server.address, failing=True)
    server.leave()
    page.fill(FIELD, "期間は？")
    page.press(FIELD, "Enter")
    expect(page.locator("#pa-connection")).to_contain_text(JA("page.lost"), timeout=PATIENCE)
    server.come_back()
    expect(page.locator("#pa-connection")).to_contain_text(JA("page.back"), timeout=PATIENCE)
    page.get_by_role("button", name=JA("page.reload")).click()
    expect(page.locator("#pa-connection")).to_be_hidden(timeout=PATIENCE)
    ask(page, "もう一度の質問です。")
    expect(page.locator("#pa-answer")).to_contain_text("もう一度の質問です。への回答です。")
