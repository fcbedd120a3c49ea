"""Descriptions of the asker and of those for whom they ask: a question goes in, the same without them comes out. Pure.

They are found by grammar: a clause that says what kind of person somebody is (私は70代の女性ですが、), an attribute
of a relative or friend (外国籍の夫), and which relative it is (父, 母). Circumstances that are no kind of person stay
(一人暮らし, the age of a child). Called by `assistant.guardrails.persons.aside`.
"""

from __future__ import annotations

import re

from assistant.guardrails.persons import words as W  # noqa: N812 (read in the middle of patterns)

_BEGIN = r"(?:^|(?<=[。！？!?\n、]))\s*"
_TOPIC = rf"(?:{W.SELF}(?:は|も|が|、)?\s*)?"
_IS = r"(?:です|なのです|なんです|でございます)"
_COPULA = (
    rf"(?:{_IS}(?:が|けど|けれども?|ので|から|し)?[、。！!\n]\s*|"
    r"(?:だ|である)(?:が|けど|けれども?|ので|から)、?|なので、?|なのだ?が、?|なんだ?けど、?|で(?:すね)?、|であり、|でして、?|として、)"
)
_KINDS = rf"{W.KIND}(?:(?:の|で、?|、|・)?{W.KIND}){{0,3}}"
_NOW = rf"(?:(?:{W.SELF}|今|いま|現在|普段|ふだん|家|うち|家族)(?:は|も|が|、)、?)?"
_PAIRED = rf"(?:(?:{_KINDS}|{W.ROLE})、)?"
_SELF_CLAUSE = re.compile(
    rf"{_BEGIN}{_NOW}{_PAIRED}(?:[^。、はも？！?!\n]{{0,30}}?)(?:{_KINDS}|{W.ROLE}){_COPULA}|"
    rf"{_BEGIN}{_NOW}[^。、はも？！?!\n]{{0,24}}?{W.LIVING}(?:て|で)い?(?:ます|る|まして|て)(?:が|けど|けれども?|ので|から|者ですが)?[、。！!\n]\s*|"
    rf"{_BEGIN}[^。、はも？！?!\n]{{0,24}}?(?:{_KINDS}|{W.ROLE})(?:として|の立場(?:で|から))、"
)
_SENTENCE = re.compile(r"[^。！!？?\n]+[。！!？?\n]*")
_TELLS = re.compile(
    r"(?:です|である|(?:て|で)い?(?:ます|ません|る|ない)|(?:が|も|は)い(?:ます|ません|る|ない)|ありま(?:す|せん)|できません|しま(?:す|せん))[。！!\n]*$"
)
# 友だちに聞かれました。 and 片耳が聞こえません。 tell no more than that.
_RELAYS = re.compile(
    rf"(?:{W.CLOSE}|{W.OTHERS}|{W.GROUP}|{W.TOLD})(?:さん)?(?:から|に|が|の(?:ため|代わり)に|に代わって)"
    rf"[^、。を]{{0,12}}(?:を受け|{W.PASSED_ON})[^。、]{{0,10}}[。！!\n]*$"
)
_BODILY = re.compile(rf"^\s*(?:{W.SELF}は、?)?{W.BODY}(?:が|の)[^、。]{{1,24}}(?:ます|ません|ない|る)[。！!\n]*$")
_PEOPLE = re.compile(rf"{W.CLOSE}|{W.OTHERS}|{W.GROUP}|{W.PASSED_ON}|うち(?=の)|人")
_WHO = rf"(?:今|いま|現在|普段|ふだん|{W.SELF}|家族|{W.CLOSE}|{W.OTHERS}|{W.ASPECT})"
# A topic of its own: a は behind what is neither a person nor what is told of one.
_TOPICAL = re.compile(r"[「『]|教え|知り(?!合)|お?願い|ください|ほしい|何|どこ|いつ|どう|なぜ")
_PERSONAL = re.compile(rf"{_WHO}(?:[でに])?$")
_OF = re.compile(r"(?P<who>[^、。]*?)は(?!い|じ|たら)")
_HEARER = re.compile(
    rf"(?:(?<=、)[^。、はも？！?!\n]{{0,24}}?|[^。、をはも？！?!\n]{{0,24}}?)(?:{W.TOLD}|{W.CLOSE})(?:さん)?(?:に|へ|が|から)、?(?={W.TELLING})"
)
# Where it is talked about: 町内会の集まりで、 is no matter of the question.
_OCCASION = re.compile(
    rf"{_BEGIN}[^。、]{{0,24}}?(?:会|集まり|集会|場|席|講座|授業|教室|サロン|朝礼)で、(?=[^。]{{0,40}}(?:話|説明|発表|紹介|報告))"
)
# So that somebody understands: 父でも分かるように、.
_PLAINLY = re.compile(
    r"(?:(?<=、)|(?:^|(?<=[。！？!?\n])))[^。、はを]{1,30}?(?:に|にも|でも)(?:分か|わか|理解でき|伝わ|読め|通じ)[^。、]{0,6}(?:ように|言葉で|説明で)[、。]?"
)
# Who asked, who wants to know, what somebody is interested as: 友人から、…を聞かれました, 知人が、…を知りたいそうです.
_ASKER = re.compile(
    rf"{_BEGIN}[^。、]{{0,24}}?(?:{W.TOLD}|{W.CLOSE}|{W.OTHERS}|夫婦)(?:さん)?"
    rf"(?:から、?(?=[^。]{{1,40}}(?:を|について)、?{W.PASSED_TO})|が、(?=[^。]{{1,60}}(?:知りた|聞きた|調べた|確認した)))|"
    r"(?<=、)[^。、はもを]{0,16}?[民員者人生親婦夫主手師女男]として、?(?=関心|興味|知|聞|質問|伺|教え|気に)|"
    rf"{_BEGIN}(?:今年|今|現在)?{_KINDS}、(?={W.ASPECT}は)|"
    rf"(?:(?<=知りたい)|(?<=聞きたい)|(?<=確認したい))(?!の|ん|と|です|そう|よう|らし)[^。、はもをがに？?！!\s]{{2,16}}(?={_IS}[。！!\s]*$)"
)
_PLAIN_CLAUSE = re.compile(rf"{_BEGIN}{_TOPIC}{_KINDS}(?:の者|の人)?{_COPULA}")
# 父は80代で、 and 夫が外国籍です。 tell of somebody close; what goes on about them keeps its topic.
_CLOSE_CLAUSE = re.compile(
    rf"{_BEGIN}(?P<who>(?:(?:{W.SELF}|うち)の)?{W.CLOSE}(?:さん)?)(?P<by>は|が|も)、?{_KINDS}(?P<end>{_COPULA})"
)
# 当方27歳。 and （質問者：日本籍） behind a question.
_APPENDED = re.compile(
    rf"(?<=[。？?！!\s])(?:なお)?{_TOPIC}{_KINDS}[。！!\s]*$|"
    rf"[（(](?:(?:質問者|当方|私)[^）)]{{0,40}}|[^）)]{{0,24}}(?:{W.KIND}|{W.TONGUE}(?:が母語|話者))(?:の[者人方])?(?:です|より)?)[）)]\s*$"
)
# 仙台市に住む70代の女性です。
_MODIFIED = re.compile(rf"(?<=[のむるた]){_KINDS}(?={_IS}(?:が|けど|けれども?|ので)?[、。！!\n])")
_BEHIND = r"(?:たち|達)?(?:さん)?[のがはをにもとへで、]"
_ATTRIBUTE = re.compile(
    rf"{_KINDS}(?:の|で、?|である)?(?=(?:{W.SELF}|{W.GROWN}){_BEHIND})|"
    rf"{W.STATE}(?=(?:{W.SELF}|{W.GROWN}){_BEHIND})|"
    rf"(?:{W.GENDER}|{W.ORIGIN})の(?={W.YOUNGER}{_BEHIND})|{_KINDS}の(?=一人暮らし|ひとり暮らし|独身|主婦|主夫|{W.ONE_PARENT})"
)
_RELATED = re.compile(
    rf"(?<![一-鿿々ァ-ヶー])(?:(?P<spouse>{W.SPOUSE})|(?P<child>{W.CHILD})|(?P<parent>{W.ONE_PARENT})|"
    rf"(?P<home>主夫)|(?P<elder>{W.PARENT})|(?P<grand>{W.GRANDPARENT})|(?P<sibling>{W.SIBLING})|(?P<uncle>{W.UNCLE}))(?:さん)?"
    r"(?=(?:が|は|も|を|に|と|へ|の(?!日)|で|から|より|、|です))"
)
_NEUTRAL = {
    "spouse": "配偶者",
    "child": "子ども",
    "parent": "ひとり親",
    "home": "主婦",
    "elder": "親",
    "grand": "祖父母",
    "sibling": "兄弟姉妹",
    "uncle": "親族",
}


def clauses(question: str) -> str:
    """`question` without the clauses and attributes that say what kind of person the asker or somebody close is."""
    text = _phrases(_SELF_CLAUSE.sub("", question))
    return _CLOSE_CLAUSE.sub(_still_of, _ATTRIBUTE.sub("", text))


def telling(question: str) -> list[str]:
    """The sentences beside a question that tell how it stands with the asker: no topic of their own, nothing asked."""
    parts = _SENTENCE.findall(question)
    tells = (_TELLS, _RELAYS, _BODILY)
    return [p for p in parts if any(t.search(p.strip()) for t in tells) and not _asks(p)] if len(parts) > 1 else []


def personless(sentence: str) -> str:
    """A sentence without the people whom it tells of."""
    return _PEOPLE.sub("", sentence)


def kindless(text: str) -> str:
    """`text` without words for kinds of person."""
    return re.sub(W.KIND, "", text)


def attributes(question: str) -> str:
    """`question` with its clauses, but without the kinds of person in them: for clauses that must stay."""
    text = _CLOSE_CLAUSE.sub(_still_of, _ATTRIBUTE.sub("", _phrases(question)))
    return _MODIFIED.sub("者", _PLAIN_CLAUSE.sub("", text))


def relatives(question: str) -> str:
    """`question` with words for relatives that do not tell their gender."""
    return _RELATED.sub(lambda m: _NEUTRAL[str(m.lastgroup)], question)


def _phrases(text: str) -> str:
    """`text` without what tells, beside what is asked, who asks, for whom and where."""
    for phrase in (_APPENDED, _ASKER, _HEARER, _OCCASION, _PLAINLY):
        text = phrase.sub("", text)
    return text


def relayed(sentence: str) -> bool:
    """Whether a sentence tells no more than who passed the question on."""
    return bool(_RELAYS.search(sentence.strip()))


def _asks(sentence: str) -> bool:
    """Whether a sentence asks, quotes, or tells of something else than people."""
    topics = [m["who"] for m in _OF.finditer(sentence)]
    return bool(_TOPICAL.search(sentence)) or not all(_PERSONAL.search(who) for who in topics)


def _still_of(clause: re.Match[str]) -> str:
    """What is left of a clause on somebody close: the topic, where the sentence goes on about them."""
    goes_on = clause["by"] != "が" and not clause["end"].strip().endswith(("。", "！", "!"))
    return f"{clause['who']}{clause['by']}" if goes_on else ""
