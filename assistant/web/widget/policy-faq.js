/* <policy-faq>, made by assistant/web/widget/build.py from src/: change it there. Apache-2.0 */
(() => {
"use strict";
const _widget_css = ":host {\nall: initial !important;\ndisplay: block !important;\ndirection: ltr !important;\nfont-size: medium !important;\ncontain: layout style;\n}\n:host([hidden]) { display: none !important; }\n*, *::before, *::after { box-sizing: border-box; }\n[hidden] { display: none !important; }\n.root {\n--text: #1a1a1a; --quiet: #595959; --back: #fff; --soft: #f2f2f2; --line: #767676; --link: #0017c1; --action: #0017c1;\n--on-action: #fff; --press: #00118f; --error: #ce0000; --good: #115a36; --note: #604b00; --note-back: #fbf5e0;\n--mark: #fff0b3; --focus: #000; --ring: #ffd43d;\ncolor-scheme: light;\ncolor: var(--text); background: var(--back);\nfont: 1em / 1.7 system-ui, \"Hiragino Sans\", \"Yu Gothic UI\", Meiryo, \"Noto Sans CJK JP\", \"IPAPGothic\", sans-serif;\nletter-spacing: 0.02em; text-align: start; overflow-wrap: anywhere; line-break: strict;\nborder: 1px solid var(--line); border-radius: 0.75em; padding: 1.25em; max-width: 48em;\n}\n.root[data-theme=\"dark\"] {\n--text: #f2f2f2; --quiet: #cccccc; --back: #1a1a1a; --soft: #333333; --line: #999999; --link: #c5d7fb; --action: #c5d7fb;\n--on-action: #00118f; --press: #e8f1fe; --error: #ffbbbb; --good: #9bd4b5; --note: #ffe380; --note-back: #333333;\n--mark: #604b00; --focus: #000; --ring: #ffd43d;\ncolor-scheme: dark;\n}\n@media (prefers-color-scheme: dark) {\n.root[data-theme=\"auto\"] {\n--text: #f2f2f2; --quiet: #cccccc; --back: #1a1a1a; --soft: #333333; --line: #999999; --link: #c5d7fb; --action: #c5d7fb;\n--on-action: #00118f; --press: #e8f1fe; --error: #ffbbbb; --good: #9bd4b5; --note: #ffe380; --note-back: #333333;\n--mark: #604b00; --focus: #000; --ring: #ffd43d;\ncolor-scheme: dark;\n}\n}\nh2 { font-size: 1.375em; line-height: 1.5; margin: 0; }\nh3 { font-size: 1.0625em; line-height: 1.6; margin: 0 0 0.5em; }\np { margin: 0.5em 0; }\nul { list-style: none; margin: 0.5em 0; padding: 0; }\na { color: var(--link); text-decoration: underline; text-underline-offset: 0.2em; display: inline-block; padding: 0.6em 0; }\na:hover { text-decoration-thickness: 0.2em; }\nfigure { margin: 0.5em 0; }\nfigcaption, .small, .said { font-size: 0.875em; color: var(--quiet); }\nblockquote { margin: 0.25em 0; padding: 0.25em 0.75em; border-inline-start: 0.25em solid var(--line); white-space: pre-line; }\nblockquote p { margin: 0; background: var(--mark); }\nrt { font-size: 0.6em; line-height: 1.2; }\n:is(p, li, summary):has(ruby) { line-height: 2.2; }\nbutton, textarea { font: inherit; letter-spacing: inherit; color: inherit; }\nbutton {\nmin-height: 3em; min-width: 2.75em; padding: 0.4em 1em; border-radius: 0.5em; cursor: pointer;\nborder: 1px solid var(--action); background: var(--back); color: var(--link); text-align: start;\n}\nbutton:hover { background: var(--soft); text-decoration: underline; }\n.primary { background: var(--action); color: var(--on-action); font-weight: bold; padding-inline: 2em; text-align: center; }\n.primary:hover { background: var(--press); }\n.primary[aria-disabled=\"true\"] { background: var(--soft); color: var(--quiet); border-color: var(--line); cursor: default; text-decoration: none; }\nbutton[aria-pressed=\"true\"] { background: var(--action); color: var(--on-action); font-weight: bold; }\nbutton[aria-pressed=\"true\"]::before { content: \"✓ \" / \"\"; }\n.mark { border-radius: 1.5em; padding-block: 0.2em; }\n.mark::after { content: \" ＋\" / \"\"; }\n.mark[aria-expanded=\"true\"]::after { content: \" －\" / \"\"; }\n.suggestions ul, .choices ul { display: flex; flex-wrap: wrap; gap: 0.5em; }\ntextarea {\ndisplay: block; width: 100%; min-height: 4.5em; padding: 0.6em 0.75em; border: 1px solid var(--line);\nborder-radius: 0.5em; background: var(--back); resize: vertical;\n}\ntextarea[aria-invalid=\"true\"] { border: 2px solid var(--error); }\n:is(button, a, textarea, summary, input, [tabindex]):focus-visible {\noutline: 4px solid var(--focus); outline-offset: 2px; box-shadow: 0 0 0 2px var(--ring); border-radius: 0.25em;\n}\n.root[data-theme=\"dark\"] :focus-visible { outline-color: var(--ring); box-shadow: 0 0 0 2px #000; }\n@media (prefers-color-scheme: dark) {\n.root[data-theme=\"auto\"] :focus-visible { outline-color: var(--ring); box-shadow: 0 0 0 2px #000; }\n}\n.head, .row { display: flex; flex-wrap: wrap; gap: 0.5em; align-items: center; }\n.head { justify-content: space-between; }\n.row { margin: 0.5em 0; }\n.options { justify-content: flex-end; margin-top: -0.25em; }\nlabel, .label, legend, .feedback-title, .source-title { font-weight: bold; }\n.ai, .privacy, .note { padding: 0.4em 0.75em; background: var(--note-back); color: var(--text); border-inline-start: 0.25em solid var(--note); }\n.error { color: var(--error); font-weight: bold; }\n:is(.error, .note, .said, .working):empty { margin: 0; padding: 0; border: 0; }\n.turn { border-top: 1px solid var(--line); padding: 1em 0; }\n.asked .label { color: var(--quiet); font-size: 0.875em; display: block; }\n.status { font-weight: bold; }\n.status.answered, .status.partial { color: var(--good); }\n.status.refused, .status.failed { color: var(--error); }\n.marks { display: flex; flex-wrap: wrap; gap: 0.5em; }\n.source { border: 1px solid var(--line); border-radius: 0.5em; padding: 0.5em 1em; margin: 0.5em 0; background: var(--back); }\n.source-title { margin-bottom: 0; }\n.tag { display: inline-block; border: 1px solid currentcolor; border-radius: 0.25em; padding: 0 0.5em; font-size: 0.875em; }\n.guide .tag { color: var(--note); font-weight: bold; }\n.source li::before, .notices li::before { content: \"・\" / \"\"; }\n.notices { font-size: 0.9375em; }\n.faq > li { margin: 0.5em 0; }\ndetails { border: 1px solid var(--line); border-radius: 0.5em; padding: 0 1em; }\ndetails[open] { padding-bottom: 0.75em; }\n.why > button { margin-top: 0.5em; }\nsummary { padding: 0.6em 0; min-height: 2.75em; cursor: pointer; color: var(--link); text-decoration: underline; text-underline-offset: 0.2em; }\nfieldset { border: 1px solid var(--line); border-radius: 0.5em; margin: 0.5em 0; }\n.choice { display: flex; align-items: center; gap: 0.5em; min-height: 2.75em; font-weight: normal; }\n.choice input { width: 1.5em; height: 1.5em; margin: 0; accent-color: var(--action); flex: none; }\n.feedback, .foot { border-top: 1px solid var(--line); margin-top: 1em; padding-top: 0.5em; }\n.draft > p { border-inline-start: 0.25em solid var(--line); padding-inline-start: 0.75em; }\n.working:not(:empty)::before { content: \"…… \" / \"\"; }\n@media (max-width: 30em) {\n.root { padding: 0.75em; }\n.primary { width: 100%; }\n}\n@media (prefers-reduced-motion: no-preference) {\nbutton { transition: background-color 0.15s; }\n}\n@media (forced-colors: active) {\n.root, button, textarea, .source, details, fieldset { border: 1px solid; }\nbutton[aria-pressed=\"true\"], .primary { border: 3px double; }\n:is(button, a, textarea, summary, input, [tabindex]):focus-visible { outline: 4px solid Highlight; }\nblockquote p { background: none; text-decoration: underline; }\n}\n@media print {\n.root { border: 0; padding: 0; max-width: none; color: #000; background: #fff; }\n.ask, .tools, .feedback, .languages, .options, .suggestions, .marks, .draft, .working, .aside { display: none; }\n.source[hidden] { display: block !important; }\n.turn, .source { break-inside: avoid; }\na::after { content: \" (\" attr(href) \")\"; font-size: 0.875em; }\n}";
const _dom_js = (() => {
function h(tag, attributes, ...children) {
const element = document.createElement(tag);
for (const [name, value] of Object.entries(attributes || {})) {
if (value === null || value === undefined || value === false) continue;
if (typeof value === "function") element.addEventListener(name.slice(2), value);
else element.setAttribute(name, value === true ? "" : String(value));
}
element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
return element;
}
function button(label, attributes, ...children) {
return h("button", { type: "button", ...attributes }, label, ...children);
}
function webAddress(value) {
try {
const url = new URL(String(value));
return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
} catch {
return null;
}
}
function outsideLink(address, label) {
const href = webAddress(address);
return href && h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}
function japanese(tag, attributes, ...children) {
return h(tag, { lang: "ja", ...attributes }, ...children);
}
return { h, button, webAddress, outsideLink, japanese };
})();
const _sources_js = (() => {
const { button, h, japanese, outsideLink } = _dom_js;
const BETWEEN = " ＞ ";
const list = (value) => (Array.isArray(value) ? value : []);
const joined = (path) => list(path).map(String).join(BETWEEN);
function source(citation, id, words) {
const panel = h("div", { id, class: "source", role: "group", hidden: true }, content(citation, id, words));
panel.setAttribute("aria-labelledby", `${id}-title`);
const toggle = () => {
const open = panel.hidden;
panel.hidden = !open;
opener.setAttribute("aria-expanded", String(open));
};
const opener = button(words.source(citation.number), {
class: "mark", "aria-expanded": "false", "aria-controls": id, onclick: toggle,
});
panel.addEventListener("keydown", (event) => {
if (event.key !== "Escape" || panel.hidden) return;
toggle();
opener.focus();
});
return { opener, panel };
}
function sourceRow(citations, id, words) {
const made = citations.map((citation) => source(citation, `${id}-${citation.number}`, words));
if (!made.length) return null;
return h("div", { class: "sources" },
h("div", { class: "marks" }, made.map((one) => one.opener)), made.map((one) => one.panel));
}
function content(citation, id, words) {
const guide = citation.edition === "guide";
const page = citation.page === null || citation.page === undefined ? "" : words.page(citation.page);
const place = [joined(citation.path), page].filter(Boolean).join("、");
const official = guide && [citation.official_title || citation.document_title, ...list(citation.official_path)].join(BETWEEN);
return [
h("p", { class: "source-title", id: `${id}-title` },
h("span", { class: "number" }, words.source(citation.number)), " ", japanese("span", {}, String(citation.document_title || ""))),
h("p", { class: guide ? "edition guide" : "edition" },
h("span", { class: "tag" }, guide ? words.guide : words.official), " ", japanese("span", {}, String(citation.publisher || ""))),
japanese("p", { class: "place" }, place),
h("figure", {},
h("figcaption", {}, words.quote),
japanese("blockquote", {}, japanese("p", { "data-ruby": "" }, String(citation.quote || "")))),
list(citation.context).length > 0 && [
h("p", { class: "small" }, words.context),
japanese("ul", {}, list(citation.context).map((span) => h("li", { "data-ruby": "" }, String(span.quote || "")))),
],
official && h("p", { class: "small" }, words.officialPlace, japanese("span", {}, official)),
linkParagraph(outsideLink(citation.url, guide ? words.linkOfGuide : words.link)),
];
}
function linkParagraph(link) {
return link && h("p", {}, link);
}
return { source, sourceRow };
})();
const _faq_list_js = (() => {
const { h, japanese } = _dom_js;
const { sourceRow } = _sources_js;
function faqList(entries, id, words) {
return h("ul", { class: "faq" }, entries.map((entry, i) => h("li", {}, item(entry, `${id}-f${i}`, words))));
}
function item(entry, id, words) {
const citations = Array.isArray(entry.citations) ? entry.citations : [];
return h("details", {},
japanese("summary", {}, entry.question),
japanese("p", { "data-ruby": "" }, entry.answer),
sourceRow(citations, id, words));
}
function allLink(api, words) {
return h("a", { href: api.address("faq"), target: "_blank", rel: "noopener" }, words.allFrequent);
}
return { faqList, allLink };
})();
const _answer_js = (() => {
const { button, h, japanese } = _dom_js;
const { allLink, faqList } = _faq_list_js;
const { sourceRow } = _sources_js;
const SPOKEN = { class: "sentence-text", "data-ruby": "", "data-read": "" };
const list = (value) => (Array.isArray(value) ? value : []);
function article(turn, view) {
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
function near(turn, { words, nearest }) {
const found = nearest(turn.question);
return found.length > 0 && h("div", { class: "near" }, h("p", { class: "small" }, words.near), faqList(found, turn.id, words));
}
return { article, near };
})();
const _sse_js = (() => {
class EventReader {
constructor(take) {
this.take = take;
this.rest = "";
this.name = "";
this.data = [];
this.id = "";
}
push(piece) {
this.rest += piece;
const held = this.rest.endsWith("\r") ? "\r" : "";
const lines = this.rest.slice(0, this.rest.length - held.length).split(/\r\n|\n|\r/);
this.rest = lines.pop() + held;
lines.forEach((line) => this.line(line));
}
line(line) {
if (line === "") {
this.end();
return;
}
const [, field, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
if (field === "event") this.name = value || "";
else if (field === "data") this.data.push(value || "");
else if (field === "id") this.id = value || "";
}
end() {
const name = this.name || "message";
const text = this.data.join("\n");
this.name = "";
this.data = [];
if (!text) return;
let data;
try {
data = JSON.parse(text);
} catch {
return;
}
this.take(name, data);
}
}
return { EventReader };
})();
const _api_js = (() => {
const { EventReader } = _sse_js;
const GIVEN_UP = 60000; // milliseconds for a whole answer
const SHORT = 8000; // milliseconds for everything else
const TOKEN = "Policy-Token";
const PROBLEM = "urn:policy-assistant:problem:";
class Failure extends Error {
constructor(kind, retryAfter = 0) {
super(kind);
this.kind = kind;
this.retryAfter = retryAfter;
}
}
function kindOf(status, problem) {
const type = problem && typeof problem.type === "string" ? problem.type : "";
if (type.startsWith(PROBLEM)) return type.slice(PROBLEM.length);
return status === 429 ? "too_many" : status === 503 ? "stopped" : status === 422 ? "question" : "defect";
}
async function failureOf(response) {
let problem = null;
try {
problem = await response.json();
} catch {
}
const after = Number(response.headers.get("Retry-After"));
return new Failure(kindOf(response.status, problem), Number.isFinite(after) ? after : 0);
}
class Api {
constructor(base) {
this.base = base;
this.token = ""; // by it the server knows this page again, until the page is left
}
address(path) {
return new URL(path, this.base).href;
}
async request(path, body, timeout, read, outside) {
const stop = new AbortController();
let late = false;
const timer = setTimeout(() => {
late = true;
stop.abort();
}, timeout);
const leave = () => stop.abort();
if (outside) outside.addEventListener("abort", leave);
try {
const response = await fetch(this.address(path), {
method: body ? "POST" : "GET",
headers: { ...(body && { "Content-Type": "application/json" }), ...(this.token && { [TOKEN]: this.token }) },
body: body ? JSON.stringify(body) : undefined,
credentials: "omit",
referrerPolicy: "no-referrer",
signal: stop.signal,
});
this.token = response.headers.get(TOKEN) || this.token;
if (!response.ok) throw await failureOf(response);
return await read(response);
} catch (error) {
if (error instanceof Failure) throw error;
throw new Failure(outside && outside.aborted ? "left" : late ? "slow" : "unreachable");
} finally {
clearTimeout(timer);
if (outside) outside.removeEventListener("abort", leave);
}
}
async ask(question, history, language, take, signal) {
const body = { question, history, language };
return this.request("api/public/ask/stream", body, GIVEN_UP, (response) => read(response, take), signal);
}
async feedback(body) {
return this.request("api/public/feedback", body, SHORT, () => true);
}
async faq() {
const found = await this.request("api/public/faq", null, SHORT, (response) => response.json());
const entries = found && Array.isArray(found.entries) ? found.entries : [];
return entries.filter((e) => e && typeof e.question === "string" && typeof e.answer === "string");
}
async furigana(texts) {
const found = await this.request("api/public/furigana", { texts }, SHORT, (response) => response.json());
if (!found || !Array.isArray(found.texts) || found.texts.length !== texts.length) throw new Failure("defect");
return found.texts;
}
}
async function read(response, take) {
let answer = null;
let failure = null;
const events = new EventReader((name, data) => {
if (name === "done") answer = data;
else if (name === "error") failure = new Failure(kindOf(data.status, data));
else take(name, data);
});
const decoder = new TextDecoder();
const reader = response.body.getReader();
for (;;) {
const { done, value } = await reader.read();
events.push(decoder.decode(value || new Uint8Array(), { stream: !done }));
if (done || answer || failure) break;
}
if (failure) throw failure;
if (!answer || typeof answer !== "object") throw new Failure("unreachable");
return answer;
}
return { Failure, Api };
})();
const _asking_js = (() => {
const { near } = _answer_js;
const { Failure } = _api_js;
const { h, japanese } = _dom_js;
const { allLink } = _faq_list_js;
const SLOW = 8000; // milliseconds without a sentence after which the frequent questions are offered
async function carryOut(turn, view, history, places, signal) {
const { words, api } = view;
places.status.textContent = words.working;
const slow = setTimeout(() => {
places.status.textContent = words.slow;
places.aside.replaceChildren(...[near(turn, view), h("p", {}, allLink(api, words))].filter(Boolean));
}, SLOW);
const take = (name, data) => {
if (name === "status" && data.state === "waiting") places.status.textContent = words.waitingTurn;
if (name === "status" && data.state === "answering") places.status.textContent = words.working;
if (name !== "sentence" || typeof data.text !== "string") return;
clearTimeout(slow);
if (!places.draft.firstChild) places.draft.append(h("p", { class: "small" }, words.draft));
places.draft.append(japanese("p", {}, data.text));
};
try {
turn.answer = await api.ask(turn.question, history, view.language, take, signal);
} catch (error) {
turn.failure = error instanceof Failure ? error : new Failure("defect");
} finally {
clearTimeout(slow);
places.draft.replaceChildren();
places.aside.replaceChildren();
places.status.textContent = "";
}
}
function historyOf(turns) {
return turns
.filter((turn) => turn.answer && /^[0-9a-f]{1,64}$/.test(String(turn.answer.audit_id)))
.slice(-5)
.map((turn) => ({ question: turn.question, answer_id: turn.answer.audit_id }));
}
return { carryOut, historyOf };
})();
const _mask_js = (() => {
const START = "(?<![0-9A-Za-z])(?<![0-9][-.,/:])";
const UNITS = "円|千円|百万|万|億|兆|件|人|名|個|台|世帯|ページ|点|%|トン|km|kg|GB|MB|m2";
const STOP = `(?![0-9])(?!-[0-9])(?![.,/:][0-9])(?!\\s?(?:${UNITS}))`;
const digits = (count) => new RegExp(`${START}[0-9](?:[-. ・/_]{0,2}[0-9]){${count - 1}}${STOP}`, "g");
const LABELLED =
/(?:受付|整理|管理|登録|伝票|文書|注文|追跡|製造|製品|型|品|商品|法人|契約|許可)(?:番号|コード|No\.?)[^0-9。\n]{0,6}$/;
const MY_NUMBER_WORD = /マイナンバー|個人番号|マイナ番号|my\s?number|individual number/i;
const GROUPS = /^(?:[0-9]{12}|[0-9]{4}([- .・/])[0-9]{4}\1[0-9]{4})$/;
const CARD_WORD = /クレジット|クレカ|デビット|カード番号|カードの番号|visa|master\s?card|jcb|amex|credit|card/i;
const ISSUER = /^(?:4|5[1-5]|2[2-7]|35|3[47]|30[0-5]|3[689]|6(?:011|2|4[4-9]|5))/;
const LOCAL = "(?<![A-Za-z0-9._%+])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+.-])?";
const DOMAIN = "[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}\\.[A-Za-z]{2,12}(?![A-Za-z0-9])";
const MAIL = new RegExp(`${LOCAL}\\s?(?:@|[[(]at[\\])])\\s?${DOMAIN}`, "g");
const NAMES = { my_number: "マイナンバー", credit_card: "カード番号", mail: "メールアドレス" };
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const DASHES = /[‐‑‒–—―−－﹣⁃]/;
const LONG_MARK = /(?<=[0-9])ー(?=[0-9])/g;
function folded(source) {
let text = "";
const at = [];
let place = 0;
for (const character of source) {
const plain = INVISIBLE.test(character) ? "" : character.normalize("NFKC");
for (const c of plain) {
const one = DASHES.test(c) ? "-" : c;
text += one;
for (let i = 0; i < one.length; i++) at.push(place);
}
place += character.length;
}
at.push(place);
return { text: text.replace(LONG_MARK, "-"), at };
}
function isMyNumber(number) {
if (!/^[0-9]{12}$/.test(number)) return false;
let sum = 0;
for (let n = 1; n <= 11; n++) sum += Number(number[11 - n]) * (n <= 6 ? n + 1 : n - 5);
const rest = sum % 11;
return Number(number[11]) === (rest <= 1 ? 0 : 11 - rest);
}
function passesLuhn(number) {
let sum = 0;
[...number].reverse().forEach((digit, n) => {
const value = Number(digit) * (n % 2 ? 2 : 1);
sum += value > 9 ? value - 9 : value;
});
return number !== "" && sum % 10 === 0;
}
const around = (text, start, end) => `${text.slice(Math.max(0, start - 28), start)} ${text.slice(end, end + 16)}`;
function* findings(text) {
for (const found of text.matchAll(digits(12))) {
const start = found.index;
const end = start + found[0].length;
const sure = MY_NUMBER_WORD.test(around(text, start, end));
const likely = GROUPS.test(found[0]) && isMyNumber(found[0].replace(/[^0-9]/g, ""));
if (sure || (likely && !LABELLED.test(text.slice(0, start)))) yield { kind: "my_number", start, end };
}
for (const count of [14, 15, 16]) {
for (const found of text.matchAll(digits(count))) {
const start = found.index;
const end = start + found[0].length;
const number = found[0].replace(/[^0-9]/g, "");
const word = CARD_WORD.test(around(text, start, end));
const likely = passesLuhn(number) && !LABELLED.test(text.slice(0, start));
if (ISSUER.test(number) && (word || likely)) yield { kind: "credit_card", start, end };
}
}
for (const found of text.matchAll(MAIL)) {
yield { kind: "mail", start: found.index, end: found.index + found[0].length };
}
}
function masked(source) {
const { text, at } = folded(source);
const found = [...findings(text)].sort((a, b) => a.start - b.start || b.end - a.end);
let shown = "";
let from = 0;
const kinds = [];
for (const { kind, start, end } of found) {
if (at[start] < from) continue;
shown += `${source.slice(from, at[start])}〔${NAMES[kind]}〕`;
from = at[end];
if (!kinds.includes(kind)) kinds.push(kind);
}
return { text: shown + source.slice(from), kinds };
}
return { isMyNumber, passesLuhn, masked };
})();
const _feedback_js = (() => {
const { button, h } = _dom_js;
const { masked } = _mask_js;
const MOST = 2000; // characters of a comment
function feedback(answerId, id, words, api, state) {
const said = h("p", { role: "status", class: "said" });
const box = h("div", { class: "feedback", role: "group", "aria-labelledby": `${id}-q` },
h("p", { id: `${id}-q`, class: "feedback-title" }, words.useful));
if (state.sent) {
box.append(h("p", {}, words.thanks));
return box;
}
const send = async (body) => {
said.textContent = "";
try {
await api.feedback({ answer_id: answerId, ...body });
} catch {
said.textContent = words.notSent;
return;
}
state.sent = true;
row.remove();
reasons.remove();
said.textContent = words.thanks;
said.tabIndex = -1;
said.focus();
};
const reasons = reasonForm(id, words, send);
reasons.hidden = true;
const bad = button(words.bad, { class: "quiet", "aria-expanded": "false", "aria-controls": `${id}-why` });
bad.addEventListener("click", () => {
reasons.hidden = !reasons.hidden;
bad.setAttribute("aria-expanded", String(!reasons.hidden));
});
const good = button(words.good, { class: "quiet", onclick: () => send({ good: true }) });
const row = h("div", { class: "row" }, good, bad);
box.append(row, reasons, said);
return box;
}
function reasonForm(id, words, send) {
const error = h("p", { id: `${id}-error`, class: "error", role: "alert" });
const choices = Object.entries(words.reasons).map(([reason, label]) =>
h("label", { class: "choice" }, h("input", { type: "radio", name: `${id}-reason`, value: reason }), " ", label));
const comment = h("textarea", {
id: `${id}-words`, rows: 2, maxlength: MOST, autocomplete: "off", "aria-describedby": `${id}-privacy`,
});
const reasons = h("fieldset", { "aria-describedby": `${id}-error` }, h("legend", {}, words.why), choices);
const form = h("form", { id: `${id}-why`, class: "why", novalidate: true },
reasons, error,
h("label", { for: `${id}-words` }, words.words),
h("p", { id: `${id}-privacy`, class: "small" }, words.privacy),
comment,
h("button", { type: "submit", class: "quiet" }, words.send));
form.addEventListener("submit", (event) => {
event.preventDefault();
const chosen = form.querySelector("input:checked");
error.textContent = chosen ? "" : words.noReason;
for (const radio of form.querySelectorAll("input")) radio.setAttribute("aria-invalid", String(!chosen));
if (!chosen) form.querySelector("input").focus();
else send({ good: false, reason: chosen.value, text: masked(comment.value).text });
});
return form;
}
return { feedback };
})();
const _form_js = (() => {
const { h } = _dom_js;
const { masked } = _mask_js;
const MOST = 2000; // characters of a question, as on the server
function refusal(text, words) {
if (!text.trim()) return words.empty;
if ([...text].length > MOST) return words.tooLong([...text].length, MOST);
return typeof text.isWellFormed === "function" && !text.isWellFormed() ? words.noText : null;
}
function questionForm(words, ask, stop) {
const error = h("p", { id: "error", class: "error", role: "alert" });
const seen = h("p", { id: "seen", class: "note", role: "status" });
const field = h("textarea", {
id: "question", rows: 2, autocomplete: "off", "aria-describedby": "privacy hint error", "aria-invalid": "false",
});
const send = h("button", { type: "submit", class: "primary" }, words.ask);
const halt = h("button", { type: "button", class: "quiet", hidden: true, onclick: stop }, words.stop);
const form = h("form", { class: "ask", novalidate: true },
h("label", { for: "question" }, words.question),
h("p", { id: "privacy", class: "privacy" }, words.privacy),
field, h("p", { id: "hint", class: "small" }, words.hint), error, seen,
h("div", { class: "row" }, send, halt));
const tell = (message) => {
error.textContent = message || "";
field.setAttribute("aria-invalid", String(Boolean(message)));
};
const submit = () => {
const wrong = refusal(field.value, words);
tell(wrong);
if (wrong) field.focus();
else if (ask(field.value)) {
field.value = "";
seen.textContent = "";
}
};
form.addEventListener("submit", (event) => {
event.preventDefault();
submit();
});
field.addEventListener("keydown", (event) => {
if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
event.preventDefault();
submit();
});
field.addEventListener("input", () => {
if (error.textContent) tell(refusal(field.value, words));
const kinds = masked(field.value).kinds.map((kind) => words.kinds[kind]);
const told = kinds.length ? words.seen(kinds.join(words.separator)) : "";
if (seen.textContent !== told) seen.textContent = told;
});
const busy = (working) => {
send.setAttribute("aria-disabled", String(working));
if (!working && form.getRootNode().activeElement === halt) send.focus();
halt.hidden = !working;
};
return { form, field, busy };
}
return { MOST, refusal, questionForm };
})();
const _match_js = (() => {
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
function nearest(question, entries, limit) {
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
return { nearest };
})();
const _ruby_js = (() => {
const { h } = _dom_js;
const MOST = 60; // texts in one request
const LONGEST = 4000; // characters in one request
const kept = new WeakMap(); // element -> its text without readings
function ruby(written, reading) {
return h("ruby", {}, written, h("rp", {}, "（"), h("rt", {}, reading), h("rp", {}, "）"));
}
function filled(element, parts) {
element.replaceChildren(
...parts.map(([written, reading]) => (reading ? ruby(String(written), String(reading)) : String(written))),
);
}
function portions(elements) {
const all = [];
let portion = [];
let size = 0;
for (const element of elements) {
const length = element.textContent.length;
if (!length || length > LONGEST) continue;
if (portion.length === MOST || size + length > LONGEST) {
all.push(portion);
portion = [];
size = 0;
}
portion.push(element);
size += length;
}
return portion.length ? [...all, portion] : all;
}
async function addReadings(root, api) {
const plain = [...root.querySelectorAll("[data-ruby]")].filter((element) => !kept.has(element));
for (const portion of portions(plain)) {
const texts = portion.map((element) => element.textContent);
const readings = await api.furigana(texts);
portion.forEach((element, i) => {
const parts = readings[i];
if (!Array.isArray(parts) || parts.map((part) => part[0]).join("") !== texts[i]) return;
kept.set(element, texts[i]);
filled(element, parts);
});
}
}
function dropReadings(root) {
for (const element of root.querySelectorAll("[data-ruby]")) {
if (!kept.has(element)) continue;
element.textContent = kept.get(element);
kept.delete(element);
}
}
function plainText(element) {
return kept.has(element) ? kept.get(element) : element.textContent;
}
return { addReadings, dropReadings, plainText };
})();
const _texts_easy_js = (() => {
const EASY = {
name: "やさしい日本語",
heading: "県の計画について きく",
languages: "ことばを えらぶ",
aiNotice: "AI（コンピューター）が、県の文書を見て、答えます。まちがえることも あります。「出典」（もとの文）を 見て、たしかめてください。",
privacy: "あなたの名前、住所、電話番号、マイナンバーなどを 書かないでください。",
question: "ききたいこと",
hint: "書いたら、「きく」を おしてください。",
ask: "きく",
stop: "やめる",
suggestions: "ききかたの例",
answers: "ききたいことと答え",
asked: "ききたいこと",
working: "しらべています。すこし まってください。",
waitingTurn: "ほかの人も きいています。すこし まってください。",
slow: "時間が かかっています。下の「よくある質問」も 見ることが できます。",
cancelled: "やめました。",
draft: "答えを つくっています",
empty: "なにも 書いてありません。ききたいことを 書いてください。",
tooLong: (count, limit) => `長すぎます（${count}字）。${limit}字までに してください。`,
noText: "読めない字が あります。もう一度 書いてください。",
kinds: { my_number: "マイナンバー", credit_card: "カードの番号", mail: "メールアドレス" },
separator: "、",
seen: (kinds) => `${kinds}が あるようです。送るとき、この ページで けします。`,
hidden: (kinds) => `${kinds}を けしてから 送りました。けした ものは 送っていません。`,
understood: (question) => `このように しらべました：${question}`,
status: {
answered: "答えました",
partial: "すこし 答えました",
no_answer: "文書に 書いてありません",
refused: "答えることが できません",
},
source: (number) => `出典${number}`,
official: "正しい文書",
guide: "やさしく書いたもの（正しい文書では ありません）",
page: (page) => `${page}ページ`,
quote: "もとの文",
context: "いっしょに 読むところ",
officialPlace: "正しい文書の ここに あります：",
link: "県などの ページを 見る（新しいタブ）",
linkOfGuide: "正しい文書の ページを 見る（新しいタブ）",
choices: "どれを 知りたいですか",
notices: "気をつけること",
translated: "",
tools: "答えに できること",
copy: "コピー",
copied: "コピーしました。",
notCopied: "コピーできませんでした。",
read: "声で 読む",
readStop: "声を とめる",
furigana: "ふりがな",
noFurigana: "ふりがなを つけることが できませんでした。",
useful: "この答えは 役に立ちましたか",
good: "役に立った",
bad: "役に立たなかった",
why: "どうしてですか",
reasons: {
wrong: "まちがっている",
incomplete: "知りたいことが ない",
wrong_source: "もとの文が ちがう",
out_of_date: "古い",
hard_to_read: "わかりにくい",
},
words: "言いたいこと（書かなくても いいです）",
send: "送る",
noReason: "ひとつ えらんでください。",
thanks: "ありがとうございました。",
notSent: "送ることが できませんでした。あとで もう一度 してください。",
failures: {
unreachable: "いま、答えることが できません。つながりませんでした。",
slow: "時間が かかりすぎたので、やめました。",
took_too_long: "時間が かかりすぎたので、やめました。",
too_many: "たくさん きいたので、すこし 休みます。",
busy: "いま、たくさんの人が きいています。",
stopped: "いま、答えることを とめています。",
question: "この ききかたでは 答えることが できません。べつの 書きかたを してください。",
defect: "うまく 答えることが できませんでした。",
},
retry: (seconds) => `${seconds}秒くらい まって、もう一度 きいてください。`,
instead: "「よくある質問」を 見てください。",
near: "ききたいことに にている「よくある質問」",
frequent: "よくある質問",
allFrequent: "よくある質問を 全部 見る（新しいタブ）",
office: "きくことが できるところ",
noOffice: "県の窓口に きいてください。",
};
return { EASY };
})();
const _texts_en_js = (() => {
const ENGLISH = {
name: "English",
heading: "Ask about the prefecture's plans",
languages: "Language",
aiNotice: "An AI answers automatically from the prefecture's documents. Please check the sources for accurate information.",
privacy: "Do not enter personal information (name, address, telephone, My Number and so on).",
question: "Your question (in Japanese)",
hint: "Press Enter to ask, Shift+Enter for a new line. Answers and quotations are in Japanese.",
ask: "Ask",
stop: "Stop",
suggestions: "Example questions",
answers: "Questions and answers",
asked: "Your question",
working: "Searching the documents.",
waitingTurn: "Please wait for your turn.",
slow: "This is taking a while. You can read the frequent questions in the meantime.",
cancelled: "Stopped.",
draft: "Preparing the answer",
empty: "The question is empty. Please enter what you want to know.",
tooLong: (count, limit) => `The question is too long (${count} characters). Please shorten it to ${limit}.`,
noText: "The question contains characters that cannot be read. Please enter it again.",
kinds: { my_number: "My Number", credit_card: "card number", mail: "mail address" },
separator: ", ",
seen: (kinds) => `This seems to contain a ${kinds}. The page will remove it before sending.`,
hidden: (kinds) => `What seemed to be a ${kinds} was removed by this page before sending. It was not sent.`,
understood: (question) => `Searched as: ${question}`,
status: {
answered: "Answered",
partial: "Answered in part",
no_answer: "Not found in the documents",
refused: "Cannot be answered",
},
source: (number) => `Source ${number}`,
official: "Official text",
guide: "Guide, not the official text",
page: (page) => `page ${page}`,
quote: "Quotation from the document",
context: "Read together with",
officialPlace: "Place in the official text: ",
link: "Open the publisher's page (new tab)",
linkOfGuide: "Open the official text's page (new tab)",
choices: "Which one do you mean?",
notices: "Please note",
translated: "An AI gave this answer automatically. Please check the sources.",
tools: "What you can do with the answer",
copy: "Copy",
copied: "Copied.",
notCopied: "Could not be copied. Please select the text and copy it.",
read: "Read aloud",
readStop: "Stop reading",
furigana: "Furigana",
noFurigana: "Readings are not available now.",
useful: "Was this answer useful?",
good: "Useful",
bad: "Not useful",
why: "Why was it not useful?",
reasons: {
wrong: "It is wrong",
incomplete: "It lacks what I want to know",
wrong_source: "The source does not fit",
out_of_date: "It is out of date",
hard_to_read: "It is hard to read",
},
words: "Comment (optional)",
send: "Send",
noReason: "Please choose one reason.",
thanks: "Thank you for your feedback.",
notSent: "Could not be sent. Please try again later.",
failures: {
unreachable: "No answer is possible at the moment: the service could not be reached.",
slow: "This took too long and was stopped.",
took_too_long: "This took too long and was stopped.",
too_many: "Too many questions in a short time.",
busy: "The service is busy.",
stopped: "The service has been stopped for now.",
question: "This question cannot be accepted. Please put it in another way.",
defect: "Something went wrong.",
},
retry: (seconds) => `Please try again in about ${seconds} seconds.`,
instead: "Please see the frequent questions instead.",
near: "Frequent questions near yours",
frequent: "Frequent questions",
allFrequent: "Open all frequent questions (new tab)",
office: "Contact",
noOffice: "Please ask the prefecture's office in charge.",
};
return { ENGLISH };
})();
const _texts_js = (() => {
const { EASY } = _texts_easy_js;
const { ENGLISH } = _texts_en_js;
const JAPANESE = {
name: "日本語",
heading: "県の計画についての質問",
languages: "表示のことば",
aiNotice: "AIが県の文書をもとに自動で回答します。正確な内容は必ず出典をご確認ください。",
privacy: "個人情報（氏名、住所、電話番号、マイナンバーなど）を入力しないでください。",
question: "質問",
hint: "Enterキーで質問します。改行はShift＋Enterです。",
ask: "質問する",
stop: "中止する",
suggestions: "質問の例",
answers: "質問と回答",
asked: "ご質問",
working: "文書を調べています。",
waitingTurn: "順番をお待ちください。",
slow: "回答に時間がかかっています。お待ちの間、よくある質問もご覧いただけます。",
cancelled: "回答を中止しました。",
draft: "回答を作成しています",
empty: "質問が空です。知りたいことを入力してください。",
tooLong: (count, limit) => `質問が長すぎます（${count}字）。${limit}字以内に縮めてください。`,
noText: "質問に読み取れない文字が含まれています。入力し直してください。",
kinds: { my_number: "マイナンバー", credit_card: "カード番号", mail: "メールアドレス" },
separator: "、",
seen: (kinds) => `${kinds}と思われる部分があります。送るときは、このページで伏せます。`,
hidden: (kinds) => `${kinds}と思われる部分を、送る前にこのページで伏せました。伏せた内容は送っていません。`,
understood: (question) => `次の質問として調べました：${question}`,
status: {
answered: "お答えしました",
partial: "一部をお答えしました",
no_answer: "資料に見当たりません",
refused: "お答えできません",
},
source: (number) => `出典${number}`,
official: "正文",
guide: "ガイド版・正文ではありません",
page: (page) => `${page}ページ`,
quote: "文書からの引用",
context: "引用とあわせて読む箇所",
officialPlace: "正文の該当箇所：",
link: "公表元のページを開く（新しいタブ）",
linkOfGuide: "正文のページを開く（新しいタブ）",
choices: "どれについて知りたいですか",
notices: "ご注意",
translated: "",
tools: "回答の操作",
copy: "コピー",
copied: "コピーしました。",
notCopied: "コピーできませんでした。文字を選んでコピーしてください。",
read: "読み上げ",
readStop: "読み上げを止める",
furigana: "ふりがな",
noFurigana: "ふりがなを付けられませんでした。",
useful: "この回答は役に立ちましたか",
good: "役に立った",
bad: "役に立たなかった",
why: "役に立たなかった理由",
reasons: {
wrong: "内容が間違っている",
incomplete: "知りたいことが足りない",
wrong_source: "出典が合っていない",
out_of_date: "内容が古い",
hard_to_read: "読みにくい",
},
words: "ご意見（書かなくてもかまいません）",
send: "送る",
noReason: "理由を一つ選んでください。",
thanks: "ご意見をありがとうございました。",
notSent: "送れませんでした。時間をおいて、もう一度お試しください。",
failures: {
unreachable: "ただいま回答できません。サービスにつながりませんでした。",
slow: "時間がかかりすぎたため、中止しました。",
took_too_long: "時間がかかりすぎたため、中止しました。",
too_many: "短い時間に質問が続いたため、お待ちいただいています。",
busy: "ただいま混み合っています。",
stopped: "ただいま回答を停止しています。",
question: "この質問は受け付けられません。書き方を変えてお試しください。",
defect: "うまく答えられませんでした。",
},
retry: (seconds) => `${seconds}秒ほど待ってから、もう一度お試しください。`,
instead: "代わりに、よくある質問をご覧ください。",
near: "ご質問に近い「よくある質問」",
frequent: "よくある質問",
allFrequent: "よくある質問の一覧を開く（新しいタブ）",
office: "お問い合わせ先",
noOffice: "県の担当窓口にお問い合わせください。",
};
const LANGUAGES = { ja: JAPANESE, "ja-x-easy": EASY, en: ENGLISH };
function languageOf(value) {
const wanted = String(value || "").toLowerCase();
if (wanted === "en" || wanted.startsWith("en-")) return "en";
return wanted === "ja-x-easy" || wanted === "easy" ? "ja-x-easy" : "ja";
}
return { LANGUAGES, languageOf };
})();
const _shell_js = (() => {
const { button, h } = _dom_js;
const { allLink } = _faq_list_js;
const { LANGUAGES } = _texts_js;
function head(words, heading, language, choose) {
const offered = Object.entries(LANGUAGES).map(([code, { name }]) =>
button(name, {
class: "language", lang: code, "data-language": code,
"aria-pressed": String(code === language), onclick: () => choose(code),
}));
return h("div", { class: "head" },
h("h2", { id: "heading" }, heading || words.heading),
h("div", { class: "row languages", role: "group", "aria-label": words.languages }, offered));
}
function suggestions(questions, words, ask) {
return questions.length > 0 && h("div", { class: "suggestions" },
h("p", { id: "suggestions", class: "small" }, words.suggestions),
h("ul", { "aria-labelledby": "suggestions" }, questions.map((question) =>
h("li", {}, button(question, { class: "suggestion", lang: "ja", onclick: () => ask(question) })))));
}
function furiganaSwitch(words, pressed, toggle) {
return button(words.furigana, { class: "quiet furigana", "aria-pressed": String(pressed), onclick: toggle });
}
function foot(words, api, office) {
return h("div", { class: "foot" },
h("p", {}, h("span", { class: "label" }, words.office), " ",
h("span", { class: "office", lang: office ? "ja" : null }, office || words.noOffice)),
h("p", {}, allLink(api, words)));
}
return { head, suggestions, furiganaSwitch, foot };
})();
const _speech_js = (() => {
function voice() {
const speech = window.speechSynthesis;
if (!speech || typeof window.SpeechSynthesisUtterance !== "function") return null;
return speech.getVoices().find((one) => one.localService && /^ja\b/i.test(one.lang.replace("_", "-"))) || null;
}
function watchVoices(changed) {
const speech = window.speechSynthesis;
if (!speech || !speech.addEventListener) return () => {};
speech.addEventListener("voiceschanged", changed);
return () => speech.removeEventListener("voiceschanged", changed);
}
function speak(text, ended) {
const utterance = new window.SpeechSynthesisUtterance(text);
const found = voice();
if (!found) {
ended();
return;
}
utterance.voice = found;
utterance.lang = found.lang;
utterance.onend = ended;
utterance.onerror = ended;
window.speechSynthesis.cancel();
window.speechSynthesis.speak(utterance);
}
function hush() {
if (window.speechSynthesis) window.speechSynthesis.cancel();
}
return { voice, watchVoices, speak, hush };
})();
const _tools_js = (() => {
const { button, h } = _dom_js;
const { plainText } = _ruby_js;
const { hush, speak, voice, watchVoices } = _speech_js;
function tools(article, answer, words) {
const said = h("p", { role: "status", class: "said" });
const copy = button(words.copy, { class: "quiet", onclick: async () => {
said.textContent = (await copied(answer)) ? words.copied : words.notCopied;
} });
const row = h("div", { class: "row", role: "group", "aria-label": words.tools }, copy, reader(article, words));
return h("div", { class: "tools" }, row, said);
}
async function copied(answer) {
const quotes = (answer.citations || []).map((c) =>
`[${c.number}] ${c.document_title}（${(c.path || []).join(" ＞ ")}）「${c.quote}」`);
try {
await navigator.clipboard.writeText([answer.question, answer.answer, ...quotes].filter(Boolean).join("\n"));
return true;
} catch {
return false;
}
}
function reader(article, words) {
let speaking = false;
const read = button(words.read, { class: "quiet", "aria-pressed": "false" });
const show = () => {
read.textContent = speaking ? words.readStop : words.read;
read.setAttribute("aria-pressed", String(speaking));
};
const ended = () => {
speaking = false;
show();
};
read.addEventListener("click", () => {
if (speaking) {
hush();
ended();
return;
}
speaking = true;
show();
speak([...article.querySelectorAll("[data-read]")].map(plainText).join("\n"), ended);
});
read.hidden = !voice();
const stop = watchVoices(() => {
if (read.isConnected) read.hidden = !voice();
else stop();
});
return read;
}
return { tools };
})();
const _widget_js = (() => {
const CSS = _widget_css;
const { article } = _answer_js;
const { Api } = _api_js;
const { carryOut, historyOf } = _asking_js;
const { h } = _dom_js;
const { feedback } = _feedback_js;
const { questionForm } = _form_js;
const { masked } = _mask_js;
const { nearest } = _match_js;
const { addReadings, dropReadings } = _ruby_js;
const { foot, furiganaSwitch, head, suggestions } = _shell_js;
const { hush } = _speech_js;
const { LANGUAGES, languageOf } = _texts_js;
const { tools } = _tools_js;
const BASE = document.currentScript ? new URL("..", document.currentScript.src).href : document.baseURI;
const SUGGESTED = 4;
const NEAR = 3;
const QUIET = 300; // milliseconds after which a finished answer has been noticed by a screen reader
let sheet = null;
function style() {
if (!sheet) {
sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
}
return sheet;
}
class PolicyFaq extends HTMLElement {
static observedAttributes = ["lang", "heading", "office", "suggestions", "theme"];
constructor() {
super();
this.attachShadow({ mode: "open" }).adoptedStyleSheets = [style()];
this.api = new Api(BASE);
this.turns = [];
this.entries = null;
this.readings = false;
this.running = null;
}
connectedCallback() {
this.language = languageOf(this.getAttribute("lang") || this.closest("[lang]")?.getAttribute("lang"));
this.build();
this.watcher = new IntersectionObserver((seen) => {
if (seen.some((one) => one.isIntersecting)) this.loadEntries();
});
this.watcher.observe(this);
}
disconnectedCallback() {
this.watcher.disconnect();
this.stop();
hush();
}
attributeChangedCallback(name, before, now) {
if (!this.root || before === now) return;
if (name === "lang") this.language = languageOf(now);
this.build();
}
get view() {
return {
words: this.words,
api: this.api,
language: this.language === "en" ? "en" : "ja",
ask: (question) => this.ask(question),
nearest: (question) => nearest(question, this.entries || [], NEAR),
};
}
get words() {
return LANGUAGES[this.language];
}
get office() {
const told = this.turns.map((turn) => turn.answer && turn.answer.contact).filter(Boolean);
const listed = (this.entries || []).map((entry) => entry.contact).find(Boolean);
return this.getAttribute("office") || told.at(-1) || listed || "";
}
build() {
const { words } = this;
const typed = this.asking ? this.asking.field.value : "";
this.asking = questionForm(words, (text) => this.ask(text), () => this.stop());
this.asking.field.value = typed;
this.log = h("div", { class: "log", role: "log", "aria-live": "off", "aria-label": words.answers, tabindex: "-1" });
this.draft = h("div", { class: "draft", "aria-live": "off" });
this.status = h("p", { class: "working", role: "status" });
this.aside = h("div", { class: "aside" });
this.examples = h("div", {});
this.footer = h("div", {});
const theme = ["light", "dark"].includes(this.getAttribute("theme")) ? this.getAttribute("theme") : "auto";
this.root = h("section", { class: "root", lang: this.language, "data-theme": theme, "aria-labelledby": "heading" },
head(words, this.getAttribute("heading"), this.language, (language) => this.choose(language)),
h("div", { class: "row options" }, furiganaSwitch(words, this.readings, () => this.toggleReadings())),
h("p", { class: "ai" }, words.aiNotice),
this.log, this.draft, this.status, this.aside, this.examples, this.asking.form,
this.footer);
this.shadowRoot.replaceChildren(this.root);
this.turns.filter((turn) => turn.answer || turn.failure).forEach((turn) => this.show(turn, article(turn, this.view)));
this.speakUp();
this.refresh();
this.asking.busy(Boolean(this.running));
if (this.readings) this.putReadings();
}
refresh() {
const listed = this.getAttribute("suggestions");
const given = listed === null ? null : listed.split(/[|\n]/).map((question) => question.trim()).filter(Boolean);
const questions = given || oneOfEach(this.entries || []).slice(0, SUGGESTED).map((entry) => entry.question);
const shown = suggestions(questions, this.words, (question) => this.ask(question));
this.examples.replaceChildren(...(shown ? [shown] : []));
this.footer.replaceChildren(foot(this.words, this.api, this.office));
}
choose(language) {
this.language = language;
this.build();
this.root.querySelector(`[data-language="${language}"]`).focus();
}
async loadEntries() {
if (this.loading) return;
this.loading = true;
this.watcher.disconnect();
try {
this.entries = await this.api.faq();
this.refresh();
} catch {
this.loading = false; // the page /faq is linked all the same
}
}
ask(text) {
if (this.running) return false;
const { text: clean, kinds } = masked(text);
const turn = { id: `t${this.turns.length + 1}`, question: clean.trim(), kinds, sent: {} };
this.run(turn);
return true;
}
async run(turn) {
this.running = new AbortController();
this.asking.busy(true);
const history = historyOf(this.turns);
this.turns.push(turn);
await carryOut(turn, this.view, history, this, this.running.signal);
const left = turn.failure && turn.failure.kind === "left";
if (turn.failure && !left && !this.entries) await this.loadEntries();
this.running = null;
this.asking.busy(false);
if (left) {
this.turns.pop();
this.status.textContent = this.words.cancelled;
return;
}
const shown = article(turn, this.view);
if (this.readings) await this.read(shown);
this.show(turn, shown);
this.refresh();
shown.scrollIntoView({ block: "nearest" });
}
stop() {
if (this.running) this.running.abort();
}
show(turn, shown) {
this.log.append(shown);
const more = () => {
this.log.setAttribute("aria-live", "off");
if (turn.answer) shown.append(tools(shown, turn.answer, this.words));
const id = turn.answer && String(turn.answer.audit_id);
if (/^[0-9a-f]{1,64}$/.test(id || "")) shown.append(feedback(id, `${turn.id}-v`, this.words, this.api, turn.sent));
this.speakUp();
};
if (this.log.getAttribute("aria-live") === "off") more();
else setTimeout(more, QUIET);
}
speakUp() {
const { log } = this;
setTimeout(() => log.setAttribute("aria-live", "polite"), QUIET);
}
async toggleReadings() {
this.readings = !this.readings;
this.root.querySelector(".furigana").setAttribute("aria-pressed", String(this.readings));
if (this.readings) await this.putReadings();
else this.silently(() => dropReadings(this.root));
}
async putReadings() {
this.log.setAttribute("aria-live", "off");
await this.read(this.root);
this.speakUp();
}
async read(part) {
try {
await addReadings(part, this.api);
} catch {
this.readings = false;
this.root.querySelector(".furigana").setAttribute("aria-pressed", "false");
this.status.textContent = this.words.noFurigana;
}
}
silently(change) {
this.log.setAttribute("aria-live", "off");
change();
this.speakUp();
}
}
function oneOfEach(entries) {
const seen = new Set();
return entries.filter((entry) => !seen.has(entry.category) && seen.add(entry.category));
}
return { PolicyFaq };
})();
const _main_js = (() => {
const { PolicyFaq } = _widget_js;
if (!customElements.get("policy-faq")) customElements.define("policy-faq", PolicyFaq);
return {  };
})();
})();
