// What stands around the answers: heading, languages, notice, examples, form, office. Made anew for each language.
import { button, h } from "./dom.js";
import { allLink } from "./faq_list.js";
import { LANGUAGES } from "./texts.js";

/** The heading and the choice of language. */
export function head(words, heading, language, choose) {
  const offered = Object.entries(LANGUAGES).map(([code, { name }]) =>
    button(name, {
      class: "language", lang: code, "data-language": code,
      "aria-pressed": String(code === language), onclick: () => choose(code),
    }));
  return h("div", { class: "head" },
    h("h2", { id: "heading" }, heading || words.heading),
    h("div", { class: "row languages", role: "group", "aria-label": words.languages }, offered));
}

/** Example questions; nothing where there are none. */
export function suggestions(questions, words, ask) {
  return questions.length > 0 && h("div", { class: "suggestions" },
    h("p", { id: "suggestions", class: "small" }, words.suggestions),
    h("ul", { "aria-labelledby": "suggestions" }, questions.map((question) =>
      h("li", {}, button(question, { class: "suggestion", lang: "ja", onclick: () => ask(question) })))));
}

/** The switch for furigana; pressed while readings are shown. */
export function furiganaSwitch(words, pressed, toggle) {
  return button(words.furigana, { class: "quiet furigana", "aria-pressed": String(pressed), onclick: toggle });
}

/** Whom to ask, and where to read on: at the same place whatever happens. */
export function foot(words, api, office) {
  return h("div", { class: "foot" },
    h("p", {}, h("span", { class: "label" }, words.office), " ",
      h("span", { class: "office", lang: office ? "ja" : null }, office || words.noOffice)),
    h("p", {}, allLink(api, words)));
}
