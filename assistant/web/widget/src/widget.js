// <policy-faq>: residents ask, and read the answer with its sources. Attributes: lang, heading, office, suggestions, theme.
import CSS from "./widget.css";
import { article } from "./answer.js";
import { Api } from "./api.js";
import { carryOut, historyOf } from "./asking.js";
import { h } from "./dom.js";
import { feedback } from "./feedback.js";
import { questionForm } from "./form.js";
import { masked } from "./mask.js";
import { nearest } from "./match.js";
import { addReadings, dropReadings } from "./ruby.js";
import { foot, furiganaSwitch, head, suggestions } from "./shell.js";
import { hush } from "./speech.js";
import { LANGUAGES, languageOf } from "./texts.js";
import { tools } from "./tools.js";

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

export class PolicyFaq extends HTMLElement {
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
    // The frequent questions are fetched once the widget comes into view: a page that is not read so far pays nothing.
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

  /** What the parts need to know of the widget. */
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

  /** Makes everything anew; what was asked, typed and answered stays. */
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

  /** What depends on the frequent questions and the answers so far. */
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

  /** Asks what may be asked; false where another question is under way. */
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
    // Before it is shown: what changes in the log later on would be spoken again, or not at all.
    if (this.readings) await this.read(shown);
    this.show(turn, shown);
    this.refresh();
    shown.scrollIntoView({ block: "nearest" });
  }

  stop() {
    if (this.running) this.running.abort();
  }

  /** Puts a finished turn into the log, which speaks it; its buttons follow once it has been noticed. */
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

  /** From here on the log speaks what is added to it. */
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

  /** Readings for all that is shown. */
  async putReadings() {
    this.log.setAttribute("aria-live", "off");
    await this.read(this.root);
    this.speakUp();
  }

  /** Readings for a part; where there are none, the switch goes back and it is told. */
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
