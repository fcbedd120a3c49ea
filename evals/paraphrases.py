"""Measures what honest rephrasing costs: `python -m evals.paraphrases` counts the true sentences that are dropped.

`planting/paraphrases.jsonl` tells sentences of the shipped guide again as a good model would, and
`planting/rewordings.jsonl` those of the official documents, where POLICY_DOCUMENTS has them. Told are those that the
verifier drops, and those that only `assistant.verify.written`, which looks at a model's sentences, drops beyond it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.verify import written
from assistant.verify.claims import check
from evals.faults import DOCUMENTS, GUIDE, documents
from evals.planting.model import Base
from evals.planting.rewordings import SET, rewordings

PARAPHRASES = Path(__file__).parent / "planting" / "paraphrases.jsonl"


@dataclass
class Dropped:
    """Of `true` sentences those that the verifier drops, and those that the further check does, with its reasons."""

    true: int = 0
    verifier: list[Base] = field(default_factory=list)
    further: list[tuple[Base, tuple[str, ...]]] = field(default_factory=list)

    @property
    def share(self) -> float:
        """What the further check drops beyond the verifier."""
        return len(self.further) / self.true if self.true else 0.0


def measure(bases: Sequence[Base]) -> Dropped:
    """Verifies each sentence as a model's would be."""
    out = Dropped(len(bases))
    for base in bases:
        if not check(base.text, base.support).ok:
            out.verifier.append(base)
        elif reasons := written.faults(base.text, base.support):
            out.further.append((base, reasons))
    return out


def sets() -> Iterator[tuple[str, list[Base]]]:
    """The sets that can be read here, by name."""
    yield "guide", rewordings(documents(GUIDE), PARAPHRASES)
    if (DOCUMENTS / "sources.toml").is_file():
        yield "official", rewordings(documents(DOCUMENTS / "sources.toml"), SET)


def main() -> None:
    """Prints a line for each set and half, and the sentences of the half that may be tuned on."""
    for name, bases in sets():
        for half in ("tuned", "held_out"):
            found = measure([b for b in bases if b.half == half])
            kinds = ", ".join(f"{k} {n}" for k, n in Counter(r for _, rs in found.further for r in rs).items())
            print(
                f"{name}, {half}: {found.true} true, dropped by the verifier {len(found.verifier)}, "
                f"beyond it {len(found.further)} ({found.share:.3f}) {kinds}"
            )
            for base, reasons in found.further if half == "tuned" else ():
                print(f"  {base.text} {reasons}")


if __name__ == "__main__":
    main()
