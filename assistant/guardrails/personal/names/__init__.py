"""Names of persons that a cue gives away: 私は…です, 氏名：…, …さん, 母の…. A name without a cue is not looked for."""

from assistant.guardrails.personal.names.cues import find

__all__ = ["find"]
