// One question with what came of it: a turn goes in, an article comes out. Called by the widget.
import { button, h, japanese } from "./dom.js";
import { allLink, faqList } from "./faq_list.js";
import { sourceRow } from "./sources.js";

const SPOKEN = { class: "sentence-text", "data-ruby": "", "data-read": "" };
const list = (value) => (Array.isArray(value) ? value : []);

/** The article of a turn without its tools. `view`: `words`, `api`, `ask(question)`, `entries`. */
export function article(turn, view) {
  const { words } = view;
  const inside = turn.answer ? answered(turn, view) : failed(turn, view);
  return h("article", { class: "turn", "aria-labelledby": `${turn.id}-q` },
    h("h3", { id: `${turn.id}-q`, class: "asked" },
      h("span", { class: "label" }, words.asked), " ", h("span", { class: "asked-text" }, asked(turn))),
    turn.kinds.length > 0 && h("p", { class: "note" }, words.hidden(turn.kinds.map((k) => words.kinds[k]).join(words.separator))),
    inside);
}

const asked = (turn) => String((turn.answer && turn.answer.question) || turn.question);

function answered(turn, view) {
  const { answer } = turn;
  const { words } = view;
  const status = Object.hasOwn(words.status, answer.status) ? answer.status : "no_answer";
  const byNumber = new Map(list(answer.citations).map((c) => [c.number, c]));
  return [
    h("p", { class: `status ${status}` }, words.status[status]),
    answer.understood_question && h("p", { class: "note" }, words.understood(String(answer.understood_question))),
    list(answer.sentences).map((sentence, i) => sentenceOf(sentence, byNumber, `${turn.id}-s${i}`, words)),
    list(answer.choices).length > 0 && choices(list(answer.choices), view),
    notices(answer, words),
    ["no_answer", "refused"].includes(status) && near(turn, view),
  ];
}

function sentenceOf(sentence, byNumber, id, words) {
  const cited = list(sentence.citations).map((number) => byNumber.get(number)).filter(Boolean);
  return h("div", { class: "sentence" }, japanese("p", SPOKEN, String(sentence.text)), sourceRow(cited, id, words));
}

function choices(found, { words, ask }) {
  return h("div", { class: "choices" }, h("p", {}, words.choices),
    h("ul", {}, found.map((choice) =>
      h("li", {}, button(String(choice), { class: "suggestion", lang: "ja", onclick: () => ask(String(choice)) })))));
}

function notices(answer, words) {
  // The choices stand as buttons already.
  const shown = list(answer.notices).map(String).filter((n) => !list(answer.choices).some((c) => n === `・${c}`));
  if (!shown.length && !words.translated) return null;
  return h("div", { class: "notices" }, h("p", { class: "small" }, words.notices),
    words.translated && h("p", {}, words.translated),
    japanese("ul", {}, shown.map((notice) => h("li", { "data-ruby": "" }, notice))));
}

function failed(turn, view) {
  const { words, api } = view;
  const { failure } = turn;
  const told = words.failures[failure.kind] || words.failures.defect;
  return [
    h("p", { class: "status failed" }, told),
    failure.retryAfter > 0 && h("p", {}, words.retry(Math.ceil(failure.retryAfter))),
    h("p", {}, words.instead),
    near(turn, view),
    h("p", {}, allLink(api, words)),
  ];
}

/** The frequent questions that come near a turn's question. */
export function near(turn, { words, nearest }) {
  const found = nearest(turn.question);
  return found.length > 0 && h("div", { class: "near" }, h("p", { class: "small" }, words.near), faqList(found, turn.id, words));
}
