// What can be done with an answer: choose, correct, judge.
pa.does.ask = (button) => ask(button.dataset.question);
pa.submits.ask = (form) => ask(form.elements.question.value);
const ask = (question) => {
  if (question.trim()) pa.send("ask", { question });
  document.querySelector("#pa-question textarea")?.focus({ preventScroll: true });
};

pa.does.good = (button) => judge(button.closest(".pa-feedback"), { good: true });
pa.does.bad = (button) => open(button.closest(".pa-feedback"), true);
pa.does["cancel-bad"] = (button) => open(button.closest(".pa-feedback"), false);
const open = (box, wanted) => {
  const opener = box.querySelector("[data-does=bad]");
  box.querySelector("form").hidden = !wanted;
  opener.setAttribute("aria-expanded", String(wanted));
  (wanted ? box.querySelector("input") : opener).focus();
};
pa.submits.bad = (form) => {
  const reason = form.elements.reason.value;
  const box = form.closest(".pa-feedback");
  if (!reason) {
    pa.say(box.querySelector(".pa-told"), pa.words()["feedback.choose"]);
    form.querySelector("input").focus();
    return;
  }
  judge(box, { good: false, reason, text: form.elements.text.value });
};
const judge = async (box, verdict) => {
  const told = box.querySelector(".pa-told");
  let word = "failed";
  try {
    const body = JSON.stringify({ turn: box.dataset.turn, ...verdict });
    const response = await pa.fetch("feedback", { method: "POST", body });
    word = (await response.json()).told || word;
  } catch {
    word = "failed";
  }
  pa.say(told, pa.words()[`feedback.${word}`]);
  if (word === "failed") return;
  for (const part of box.querySelectorAll(":scope > :not(.pa-told)")) part.remove();
  told.tabIndex = -1;
  told.focus();
};
