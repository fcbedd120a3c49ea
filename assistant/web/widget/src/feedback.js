// Feedback on one answer: good at once, bad with a reason and, if wanted, words. Personal data is masked before it goes.
import { button, h } from "./dom.js";
import { masked } from "./mask.js";

const MOST = 2000; // characters of a comment

/** The form below an answer. `id`: one of its own within the widget; `state.sent` outlives a change of language. */
export function feedback(answerId, id, words, api, state) {
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
