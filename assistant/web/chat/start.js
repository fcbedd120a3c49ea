// What the other scripts share: words, requests to our own routes, and what a `data-does` or `data-submits` does.
const page = (window.pa = { does: {}, submits: {} });
page.words = () => {
  const held = document.getElementById("pa-words");
  return held ? JSON.parse(held.dataset.words) : {};
};
page.language = () => document.getElementById("pa-words")?.dataset.language || "ja";
page.fetch = (path, options = {}) =>
  fetch(new URL(`own/${path}`, document.baseURI), {
    credentials: "same-origin",
    ...options,
    headers: { "X-Policy-Assistant": "chat", ...options.headers },
  });
page.send = (event, data) => window.policyAssistant[event](data);
page.say = (element, text) => {
  element.hidden = !text;
  element.textContent = text;
};
page.showAnswer = () => document.getElementById("pa-answer")?.scrollIntoView({ block: "nearest" });

document.documentElement.lang = "ja";
// Enter that only confirms a conversion of the input method must not send the question.
for (const kind of ["keydown", "keypress"]) {
  document.addEventListener(kind, (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
  }, true);
}
document.addEventListener("click", (event) => {
  const element = event.target.closest?.("[data-does]");
  if (element) page.does[element.dataset.does]?.(element, event);
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("[data-submits]");
  if (!form) return;
  event.preventDefault();
  page.submits[form.dataset.submits]?.(form);
});
// One handler for whatever the server puts into the page.
new MutationObserver(() => {
  const held = document.getElementById("pa-words");
  if (held && document.documentElement.lang !== held.dataset.language) {
    document.documentElement.lang = held.dataset.language;
  }
  const turn = document.querySelector("#pa-current .pa-turn");
  const state = turn?.dataset.state;
  document.getElementById("pa-asking")?.toggleAttribute("data-busy", state === "busy");
  if (page.state === state) return;
  if (state === "busy") page.showAnswer();
  if (page.state === "busy" && state === "done") {
    const log = document.getElementById("pa-announce"); // read out once, whole, not word by word
    if (log) log.textContent = turn.dataset.spoken;
  }
  page.state = state;
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-state"] });
