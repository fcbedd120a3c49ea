"""Words that a rendering must keep or may not bring along, as regular expressions in Japanese and English.

Read by `assistant.rendered.english`. Words of administration in general; none is tuned to a document.
"""

from __future__ import annotations


def _any(text: str) -> str:
    """The alternatives of a list that is parted by blanks; `_` stands for a blank inside one."""
    return "|".join(word.replace("_", " ") for word in text.split())


def _table(text: str) -> tuple[tuple[str, str], ...]:
    """Entries that are parted by semicolons: Japanese, a colon, the English words."""
    parted = (entry.partition(": ") for entry in text.split(";"))
    return tuple((japanese.strip(), _any(words)) for japanese, _, words in parted)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Growth and decline: Japanese, English.
SIDES = (
    (
        _any(r"""
        増(?!減) 拡 延[長ばび] 上昇 向上 高ま 高め 高い 高く 上が 上げ 伸び 伸ば 多[いくか] 広が 広げ 広ま 広め 成長
        上回 超え 強化 強め 充実 促進 推進 最[多大高] 改善 よりよ 良 発展 活性 加速 大き 普及 大規模 積極 更に さらに
        一層 ますます 以上
        """),
        _any(r"""
        increas\w* grow\w* grew ris(?:e|es|ing|en) rose expan\w+ enlarg\w* higher highest rais\w+ widen\w* surpass\w*
        exceed\w* larger bigger lengthen\w* better improv\w*
        """),
    ),
    (
        _any(r"""
        減 縮 削減 低下 低減 低[いくめま] 下が 下げ 下回 少な 短縮 短く 緩和 弱 衰退 未満 以下 最[少小低] 抑 省
        落ち 失わ 小さ 狭 過疎 希薄 ゼロ 悪
        """),
        _any(r"""
        decreas\w* declin\w* reduc\w* fall(?:s|ing|en)? fell drop\w* shr[iau]nk\w* lower\w* lowest lessen\w* fewer
        diminish\w* cut(?:s|ting)? smaller shorten\w* worse\w*
        """),
    ),
)
# What the English has where the Japanese has the first: limits beside a figure, doubt, plans, needs, hearsay.
KEPT = _table(r"""
    ⟧[^⟦、。]{0,4}以上: or_more at_least or_over or_above or_older or_higher or_greater or_longer
        (?:no|not)_(?:less|fewer)_than minimum;
    ⟧[^⟦、。]{0,4}以下: or_less or_fewer or_under or_below or_lower or_younger at_most up_to
        (?:no|not)_more_than not_exceed\w* maximum;
    ⟧[^⟦、。]{0,4}未満: (?<!no_)(?<!not_)less_than fewer_than under below younger_than lower_than short_of;
    ⟧[^⟦、。]{0,4}以内: within no_(?:more|longer|later)_than up_to;
    ⟧[^⟦、。]{0,4}(?:超|を上回|を超): more_than over exceed\w* above surpass\w* beyond higher_than greater_than;
    ⟧[^⟦、。]{0,6}を下回: below less_than under fewer_than lower_than short_of fell?_short;
    (?:約|およそ|おおよそ)⟦: about approximately around roughly some nearly almost circa approx;
    以降: since from after onwards? later following subsequent\w*;
    以前: before prior earlier previous\w* until by;
    検討: consider\w* examin\w* stud(?:y|ies|ied|ying) review\w* explor\w* discuss\w* look\w*_into investigat\w*
        assess\w*;
    予定: plan\w* schedul\w* expect\w* intend\w* will due_to going_to set_to;
    目指|めざ: aim\w* goals? target\w* seek\w* striv\w* working_toward\w* pursu\w* intend\w* objectives?
        aspir\w*;
    見込: expect\w* project\w* forecast\w* likely anticipat\w* estimat\w* predict\w* prospect\w* foreseen;
    懸念|おそれ|恐れ|心配: concern\w* worr\w+ fear\w* risk\w* danger\w* may might could anxi\w+;
    必要(?:が|で|と|性)|求められ: need\w* necess\w* requir\w* must should call\w*_for demand\w* essential sought
        expect\w* ask\w* have_to has_to vital request\w*;
    リスク: risk\w* danger\w* threat\w*;
    と(?:され(?!た)|言われ|いわれ): said says? considered regarded reported\w* believed deemed according stat\w+ held
        defin\w+ describ\w+ position\w+ called known seen expected sets_out assumed;
    可能性|かもしれ: may might could possib\w* potential\w* likel\w* can
""")
# Deeds and plans of an English sentence.
DONE = (
    r"\b(?:was|were|did|had)\b"
    r"|\b(?:has|have)\s+(?:\w+ly\s+|already\s+|also\s+)?(?:been|\w+ed|built|made|set|held|begun|taken|grown|risen|sold"
    r"|spent|sent|paid|put|become|given|led|met|cut|kept|left|lost|won|shown|drawn|chosen|written)\b"
    r"|(?:\bit|\bthey|\bwe|prefecture|government|city|town|office|division|department)\s+(?:\w+ly\s+|also\s+)?[a-z]{3,}ed\b"
    r"(?!\s+(?:by|in|on|for|at|as|with|to)\b)"
)
COMING = r"\b(?:will|shall|plans?_to|intends?_to|is_going_to|are_going_to|aims?_to)\b".replace("_", " ")
NUMBERS = (
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
    r"|billion|trillion|dozen|half|halv\w+|doubl\w+|twice|tripl\w+|quarter|percent|second|third|fourth|fifth)s?\b"
)
JAPANESE_NUMBERS = r"[一二三四五六七八九十百千万億両双半倍割次複]|ふたつ|みっつ|第"
MONTHS = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
# What may stand with a capital inside a sentence though no name was taken out.
TITLES = _set("""
    Japan Japanese English Prefecture Prefectural Government City Town Village Ministry Governor Mayor Office
    Division Section Department Bureau Plan Policy Vision Strategy Act Law Ordinance Council Committee Center
    Centre Internet Wi Fi Web Reiwa Heisei Fiscal Year Chapter Article I The A An COVID New Basic Promotion
    Digital National State My Number
""")
# English words that tell no matter of their own, for counting the others.
SMALL = _set("""
    a an the of to in on at by for from with and or as is are was were be been being has have had do does did
    will would can could may might must shall should it its this that these those they their them which who
    whose what when where there into about through within between among than also not no so such each both
    any all more most other we our i you your he she his her
""")
# Words that deny by a syllable: none of under, unit, university, understand, inside, industry, discuss.
DENYING = (
    r"\b(?:"
    + _any(r"""
    non-?(?!e\b|etheless)\w+ nor un(?:able|available|aware|certain|clear|decided|defined|done|employed|equal)\w*
    un(?:expected|fair|familiar|favou?rable|finished|fit|fulfilled|known|likely|limited|met|necessary|paid)\w*
    un(?:planned|published|reached|resolved|safe|settled|specified|stable|successful|suitable|used|usual)\w*
    in(?:sufficien|adequa|complete|convenien|effective|equal|equit|experienc|significant|accura|secur|visib|abilit)\w*
    im(?:possib|precise|practical)\w* dis(?:continu|advantag|appear|satisf|agree|allow|approv)\w* lack\w* fail\w*
    short(?:age|fall)\w* absen\w+ zero abolish\w* eliminat\w* prevent\w* avoid\w* except\w* exclud\w* missing
    rather_than instead_of free_of
    """)
    + r")\b"
)
