// Frequent questions that come near a question: shared pairs of characters, weighed by how rare they are. Pure.

const SIGNS = /[\s。、，．,.？?！!「」『』（）()・:：;；ー〜~]/g;
const COMMON = /[ぁ-ん]{2}/; // pairs of hiragana are mostly grammar

function pairs(text) {
  const plain = text.normalize("NFKC").toLowerCase().replace(SIGNS, "");
  const found = new Set();
  for (let i = 0; i + 1 < plain.length; i++) {
    const pair = plain.slice(i, i + 2);
    if (!COMMON.test(pair)) found.add(pair);
  }
  return found;
}

/** The `limit` entries that share most with `question`, best first; none where nothing is shared. */
export function nearest(question, entries, limit) {
  const asked = pairs(question);
  const held = entries.map((entry) => pairs(`${entry.question}${entry.answer}`));
  const counts = new Map();
  for (const pairsOf of held) for (const pair of pairsOf) counts.set(pair, (counts.get(pair) || 0) + 1);
  const scored = entries.map((entry, i) => {
    let score = 0;
    for (const pair of asked) if (held[i].has(pair)) score += Math.log(1 + entries.length / counts.get(pair));
    return { entry, score };
  });
  const good = scored.filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
  return good.slice(0, limit).map((one) => one.entry);
}
