"""The report: the same from the same answers, in one file, with nothing of a hidden set, whatever a text contains."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from evals.errors import EvalError
from evals.gate import verdict
from evals.judges import run as judges
from evals.report import junit, write
from evals.runner import asking, scoring
from evals.runner.kept import Kept
from evals.suites import find
from tests.evals import town
from vectorstore.progress import NullProgress

FORMS = ("report.html", "report.json", "junit.xml", "summary.md")


class Page(HTMLParser):
    """Counts open tags and collects what refers outside."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "line", "circle", "rect", "polyline"):
            self.open.append(tag)
        self.outside += [str(v) for k, v in attrs if k in ("src", "href") and not str(v).startswith("#")]
        assert tag != "script"

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("line", "circle", "rect", "polyline"):
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Kept answers of an open and a hidden set."""
    folder = tmp_path_factory.mktemp("report")
    corpus = town.corpus(folder)
    shown = town.question_set(folder)
    hard = {"facts": (("<b>無い事実</b>",),)}
    opened = [q.model_copy(update=hard) if n % 2 else q for n, q in enumerate(shown.questions)]
    secret = [q.model_copy(update={"id": f"secret-{q.id}", "question": f"秘密、{q.question}", **hard}) for q in opened]
    sets = [replace(shown, questions=tuple(opened)), replace(shown, name="town-test", questions=tuple(secret))]
    suites = find(["retrieval", "answers", "abstention", "robustness", "latency"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evals.suites.robustness.cases.ANSWERABLE", 3)
        patch.setattr("evals.suites.latency.cases.QUESTIONS", 3)
        asking.ask(suites, sets, [corpus], folder / "run", corpus.settings, NullProgress())
    yield folder / "run"


def files(run: Path, folder: Path) -> dict[str, str]:
    scores = scoring.score(Kept(run))
    floors = {("answers", "town"): {"complete": 0.99}, ("answers", "town-test"): {"complete": 0.99}}
    write.all_forms(scores, verdict.judge(scores, floors, folder), folder)
    return {name: (folder / name).read_text("utf-8") for name in FORMS}


def test_the_same_answers_give_the_same_report(run: Path, tmp_path: Path) -> None:
    assert files(run, tmp_path / "one") == files(run, tmp_path / "two")


def test_nothing_of_a_hidden_set_is_shown(run: Path, tmp_path: Path) -> None:
    made = files(run, tmp_path)
    assert "secret-" in (run / "suites" / "answers.jsonl").read_text("utf-8")
    for name, text in made.items():
        assert "secret" not in text and "秘密" not in text and "\\u79d8\\u5bc6" not in text, name
        assert "town-test" in text, name
    told = json.loads(made["report.json"])
    assert {q["set"] for q in told["questions"]} == {"town"}


def test_the_page_stands_alone(run: Path, tmp_path: Path) -> None:
    text = files(run, tmp_path)["report.html"]
    page = Page()
    page.feed(text)
    assert page.open == [] and page.outside == []
    assert "不合格" in text and "無い事実" in text and "<b>無い" not in text
    assert not re.search(r"https?://|@import|url\(", text)


def test_each_failed_question_comes_with_what_explains_it(run: Path, tmp_path: Path) -> None:
    told = json.loads(files(run, tmp_path)["report.json"])
    failed = [q for q in told["questions"] if q["id"] == "p-2"]
    assert failed and failed[0]["facts"] and failed[0]["seen"] and failed[0]["answer"]["citations"]
    assert "answers" in {f["suite"] for f in failed[0]["failed"]}


def test_junit_is_xml_that_names_the_failures(run: Path, tmp_path: Path) -> None:
    root = ElementTree.fromstring(files(run, tmp_path)["junit.xml"])  # noqa: S314 (our own)
    failed = {f"{c.get('classname')}.{c.get('name')}" for c in root.iter("testcase") if c.find("failure") is not None}
    assert failed == {"answers.town.complete", "answers.town-test.complete"}
    assert int(root.get("failures", 0)) == 2
    assert any(c.find("skipped") is not None for c in root.iter("testcase"))
    assert junit._attribute("a\0<\ud800") == '"a\ufffd&lt;\ufffd"'


def test_a_run_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="no kept answers"):
        Kept(tmp_path)
    (tmp_path / "run.json").write_text('{"format": 0}', "utf-8")
    with pytest.raises(EvalError, match="another version"):
        Kept(tmp_path)


def fair() -> FakeListChatModel:
    return FakeListChatModel(responses=["点数：４", "5点です", "わかりません"])


def test_judges_are_shown_with_their_spread_and_never_judge(run: Path, tmp_path: Path) -> None:
    judges.judge(Kept(run), f"{__name__}:fair", NullProgress())
    told = json.loads((run / "judgements.json").read_text("utf-8"))
    fluency: dict[str, Any] = told["figures"]["fluency"]
    assert told["runs"] == 3 and 4 <= fluency["low"] <= fluency["mean"] <= fluency["high"] <= 5
    made = files(run, tmp_path)
    assert "参考" in made["report.html"] and "fluency" not in made["junit.xml"]
    (run / "judgements.json").unlink()
    assert judges.spread([[None], [None], [None]]) == {"mean": None, "low": None, "high": None, "n": 0}


@pytest.mark.parametrize("spec", ["nothing.here:x", "json", "json:loads", "json:dumps", "os:getcwd"])
def test_what_is_no_model(spec: str) -> None:
    with pytest.raises(EvalError, match="--judge"):
        judges.model(spec)
