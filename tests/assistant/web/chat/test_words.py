"""The words of both languages: the same keys, the same gaps, and every key that the code asks for."""

from __future__ import annotations

import re
from pathlib import Path

import assistant.web.chat
from assistant.answer import Status
from assistant.records.feedback import Reason
from assistant.web.chat.words import words
from ingest.models import Kind

JA, EN = words("ja"), words("en")
CODE = Path(assistant.web.chat.__file__).parent
MADE_UP = re.compile(r"""["'`]([a-z]+\.[a-z_]*)\$?{""")  # a key whose end is told by a value
ASKED = re.compile(r"""\bw\(\s*f?["']([a-z_.]+)["']""")


def test_both_languages_say_the_same_things() -> None:
    assert JA.keys() == EN.keys()
    for key in sorted(JA.keys()):
        gaps = [set(re.findall(r"{(\w+)}", language(key))) for language in (JA, EN)]
        assert gaps[0] == gaps[1], key


def test_every_word_that_is_asked_for_is_there_and_none_is_idle() -> None:
    code = "".join(path.read_text("utf-8") for path in [*CODE.glob("*.py"), *CODE.glob("*.js")])
    asked = set(ASKED.findall(code))
    assert asked <= JA.keys(), asked - JA.keys()
    made = {f"answer.status_{s}" for s in Status} | {f"feedback.{r}" for r in Reason} | {f"ask.kind_{k}" for k in Kind}
    assert made <= JA.keys()
    idle = {k for k in sorted(JA.keys()) if k not in code and not k.startswith(tuple(MADE_UP.findall(code)))}
    assert not idle, idle


def test_an_unknown_language_is_japanese() -> None:
    assert words("fr").language == "ja"
