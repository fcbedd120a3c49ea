// Frequent questions inside the widget: entries go in, a list that opens question by question comes out.
import { h, japanese } from "./dom.js";
import { sourceRow } from "./sources.js";

/** The entries, each as a `details`. */
export function faqList(entries, id, words) {
  return h("ul", { class: "faq" }, entries.map((entry, i) => h("li", {}, item(entry, `${id}-f${i}`, words))));
}

function item(entry, id, words) {
  const citations = Array.isArray(entry.citations) ? entry.citations : [];
  return h("details", {},
    japanese("summary", {}, entry.question),
    japanese("p", { "data-ruby": "" }, entry.answer),
    sourceRow(citations, id, words));
}

/** A link to the page with all of them, which works without this script. */
export function allLink(api, words) {
  return h("a", { href: api.address("faq"), target: "_blank", rel: "noopener" }, words.allFrequent);
}
