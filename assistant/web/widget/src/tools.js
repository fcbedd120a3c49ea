// What can be done with an answer: copy it, have it read aloud.
import { button, h } from "./dom.js";
import { plainText } from "./ruby.js";
import { hush, speak, voice, watchVoices } from "./speech.js";

/** The row of buttons below an answer. `article`: the answer, `answer`: its data. */
export function tools(article, answer, words) {
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
