"""Orders in English, and English words in Japanese sentences: the same things and acts as in `japanese`.

A folded text goes in, the kind of the first order in it comes out.
"""

from __future__ import annotations

from ingest.instructions.folding import pattern

_RULES = (
    r"(?:instruct\w*|prompts?|rules?|directives?|guidelines?|constraints?|"
    r"restrictions?|polic(?:y|ies)|commands?|orders|programming|"
    r"limits?|limitations?|filters?|guardrails?|safeguards?|safety|training|censorship)"
)
_DROP = (
    r"(?:ignor\w*|disregard\w*|forget|override|bypass|discard|drop|skip|disable|"
    r"turn(?:ed)? off|switch off|remove|break|violate|"
    r"stop (?:following|obeying)|(?:do not|don'?t|no longer|never) (?:follow|obey|"
    r"apply)|dismiss|erase|abandon|reset|circumvent|lift|neglect)"
)
_SHOW = (
    r"(?:show|reveal|print|repeat|output|display|tell|give|list|summari[sz]e|"
    r"translate|copy|write|dump|expose|leak|share|paste|recite|"
    r"what (?:are|is|were)|describe|quote)"
)
_OWN = (
    r"(?:your|hidden|initial|original|secret|internal|above|developer'?s?|system|"
    r"previous|first sentence of your|real)"
)
_KINDS = (
    (
        "override",
        pattern(
            r"\bset aside (?:whatever|what|all|everything)|\b(?:outdated|"
            r"obsolete)\b.{0,30}\bmine\b|\byou(?:'ve| have)? (?:been |are )?freed? (?:from|"
            r"of)|\bnever limited you\b|\bno filters\b"
        ),
    ),
    (
        "leak",
        pattern(
            r"\b(?:secret|hidden) (?:text|words|preamble|message)|\bpreamble\b|"
            r"\bdevelopers? (?:wrote|write|told)|\b(?:words|text|lines?|"
            r"everything) (?:above|before) (?:this|my)|\btop of this (?:chat|conversation)"
        ),
    ),
    (
        "role",
        pattern(
            r"\bspeak as if\b|\b(?:unrestricted|unlimited|debug) (?:shell|console|terminal)|"
            r"\byou are (?:a|an) (?:bot|robot|pirate|hacker|machine)\b"
        ),
    ),
    ("override", pattern(_DROP, r"\b[^.!?]{0,50}\b", _RULES)),
    (
        "override",
        pattern(
            _RULES,
            r"[^.!?]{0,30}(?:\b(?:void|don'?t exist|do(?:es)? not (?:exist|apply)|"
            r"no longer apply|lifted|cancelled|ignored)\b)",
        ),
    ),
    (
        "override",
        pattern(
            r"(?:follow|obey) (?:only )?(?:me|my)\b|do exactly (?:what|as) i say|obey (?:me|"
            r"the user)|comply with my"
        ),
    ),
    (
        "override",
        pattern(
            r"\b(?:no|without(?: any)?|free of|zero) (?:\w+ )?(?:rules|restrictions|limits|"
            r"limitations|filters?|ethic\w*|policy|guidelines|censorship)\b"
        ),
    ),
    ("override", pattern(r"\b(?:unrestricted|uncensored|jail ?break\w*|do anything now)\b")),
    (
        "leak",
        pattern(
            _SHOW,
            r"\b[^.!?]{0,40}\b",
            _OWN,
            r"\b[^.!?]{0,30}\b(?:prompts?|instruct\w*|rules?|guidelines?|configuration|"
            r"directives?|messages?|settings)",
        ),
    ),
    (
        "leak",
        pattern(
            _SHOW,
            r"\b[^.!?]{0,40}(?:(?:text|everything|words?) (?:above|before)|context window|"
            r"environment variables|the prompt\b|you were (?:given|told)|you (?:have to|"
            r"must) follow|raw (?:retrieved )?context|system prompt)",
        ),
    ),
    (
        "leak",
        pattern(
            r"(?:show|list|print|give me|reveal|dump|read)\b[^.!?]{0,20}\b(?:confidential|"
            r"internal|secret|non-?public|classified|all logs|the logs)"
        ),
    ),
    (
        "role",
        pattern(
            r"\byou(?: are|'?re) (?:now|no longer)\b|\byou(?: are|'?re) dan\b|"
            r"\bfrom now on\b[^.!?]{0,10}\b(?:you|act|behave|do|ignore|answer|respond)"
        ),
    ),
    (
        "role",
        pattern(
            r"\b(?:act|behave|respond|answer|speak|talk) (?:as|like) (?:an?|if|my|the|root|"
            r"one|dan)\b|\bpretend\b|\brole-?play|\bassume the (?:role|persona|identity)|"
            r"\bsimulate an?\b|\bimagine you(?: are|'?re)\b"
        ),
    ),
    (
        "role",
        pattern(
            r"\b(?:developer|admin(?:istrator)?|debug|maintenance|god|dan|sudo|root|"
            r"jailbreak|evil|opposite) (?:mode|day)\b"
        ),
    ),
    (
        "authority",
        pattern(
            r"\b(?:i am|i'?m|this is|as) (?:your|the|"
            r"an?)?\s*(?:new )?(?:system )?(?:admin\w*|developer|creator|owner|engineer|"
            r"root|maker|governor)\b"
        ),
    ),
    (
        "authority",
        pattern(
            r"\bsudo \w|\broot access|\b(?:full|admin\w*|root) (?:privileges|access|rights)|"
            r"(?:system|emergency) override|override code|authori[sz]ed by|"
            r"skip the (?:safety|check)|drop your|tested by your|delete the index"
        ),
    ),
    (
        "forced",
        pattern(
            r"\b(?:reply|respond|answer|say|output|start|begin|end)\b[^.!?]{0,24}\b(?:only|"
            r"exactly|just)\b|\b(?:say|print|output|start|begin|reply|"
            r"respond)\b[^.!?]{0,16}[\"'“]|\bnever refuse|\bnothing else\b|print ok\b|"
            r"say (?:yes|hello)\b"
        ),
    ),
    (
        "obey",
        pattern(
            r"\b(?:decode|decrypt|translate|read|unscramble|interpret)\b.{0,80}\b(?:and|"
            r"then)\b.{0,16}\b(?:do|obey|follow|execute|comply|run)\b|\bdo (?:as|"
            r"what) it says|\b(?:follow|obey|execute) (?:it|this|the (?:text|message|"
            r"document))\b|and obey\b|then do it"
        ),
    ),
    (
        "role",
        pattern(
            r"\b(?:hypothetical\w*|fiction\w*|in a story|novel|"
            r"screenplay)\b.{0,80}(?:no rules|your (?:real )?(?:rules|instructions|limits)|"
            r"reveals?|using yours|answer that way)"
        ),
    ),
    (
        "override",
        pattern(
            r"(?:prompts?|rules?|instructions?|restrictions?|filters?|guardrails?|"
            r"policy)[^。.]{0,12}(?:ignore|forget|disregard|override|bypass|disable|off|"
            r"reset|discard|無効)"
        ),
    ),
)


def kind(folded: str) -> str | None:
    """The kind of the first order to a model in a folded text, or None."""
    return next((name for name, rule in _KINDS if rule.search(folded)), None)
