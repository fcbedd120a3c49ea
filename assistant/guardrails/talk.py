"""Words that ask the documents nothing: greetings, thanks, and questions about the assistant itself.

The masked question goes in, a reason comes out with which it is answered kindly and without a search, or None. Pure;
called by `assistant.guardrails.input` behind the refusals.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Reason = Literal["greeting", "about_assistant"]

_NO_WORD = re.compile(r"[\s。、．，,.!?！？〜～ー…・♪☆★^_()（）\U0001f300-\U0001faff]+")
_POLITE = re.compile(
    r"(?:ほんとうに|本当に|どうも|とても|大変|いつも|丁寧に|早速|では|じゃあ|また|はい|いいえ|ええ|うん|なるほど|"
    r"ありがとう(?:ござい(?:ます|ました))?|有難うございま(?:す|した)|感謝(?:します|いたします)?|助かりました|助かります|"
    r"おはよう(?:ございます)?|こんにち[はわ]|こんばん[はわ]|はじめまして|初めまして|お疲れ(?:様|さま)?(?:です|でした)?|"
    r"お世話になって(?:い|おり)ます|お世話になりました|(?:どうぞ)?よろしくお?願い(?:し|いたし|致し)ます|よろしく|"
    r"さようなら|失礼(?:し|いたし|致し)ま(?:す|した)|すみません|すいません|ごめんなさい|申し訳(?:ありません|ございません)|"
    r"了解(?:です|しました|いたしました)?|承知(?:し|いたし)ました|[分わ]かりました|そうですか|ok|okay|thanks?|thankyou|hello|hi)+"
)
_SELF = r"(?:あなた|きみ|君|(?:この|こちらの)(?:アシスタント|チャット(?:ボット)?|ai|画面)|ここ)"
_ABOUT = re.compile(
    rf"{_SELF}(?:では?|には?|は|って|の|を|で)?(?:一体|いったい)?"
    r"(?:誰|だれ|何者|何(?:が|を)?(?:でき|聞け|きけ|質問でき|尋ね|調べ|答え|教えてくれ)|なに(?:が|を)?でき|"
    r"どんなこと(?:が|を)(?:でき|聞け|質問でき|教えて)|どのようなこと(?:が|を)(?:でき|聞け|質問でき)|何をする|何について(?:聞|答|質問)|"
    r"使い方|使いかた|できること|名前|自己紹介|どうやって使|どう使)"
)
_SHORT = ("使い方", "使い方は", "使い方を教えて", "何ができますか")
_LONGEST = 40  # characters of a question about the assistant; what is longer asks for more


def reason(question: str) -> Reason | None:
    """Why there is nothing to look up, or None."""
    words = _NO_WORD.sub("", unicodedata.normalize("NFKC", question).lower())
    if _POLITE.fullmatch(words):
        return "greeting"
    if len(words) <= _LONGEST and (_ABOUT.match(words) or words in _SHORT):
        return "about_assistant"
    return None
