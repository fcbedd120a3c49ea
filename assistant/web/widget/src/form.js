// The form: what is typed goes in, a question that may be sent comes out. Warns of personal data while it is typed.
import { h } from "./dom.js";
import { masked } from "./mask.js";

export const MOST = 2000; // characters of a question, as on the server

/** What is wrong with a question, in words; null where nothing is. */
export function refusal(text, words) {
  if (!text.trim()) return words.empty;
  if ([...text].length > MOST) return words.tooLong([...text].length, MOST);
  return typeof text.isWellFormed === "function" && !text.isWellFormed() ? words.noText : null;
}

/** The form; `ask(text)` gets what may be sent, `stop()` ends what is under way. */
export function questionForm(words, ask, stop) {
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
    // An Enter that ends a conversion of kana is none of ours (229: Safari tells it so).
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
