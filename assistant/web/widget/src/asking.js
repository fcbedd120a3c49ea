// One question under way: shows that it is at work, what is known so far, and after a while what else there is to read.
import { near } from "./answer.js";
import { Failure } from "./api.js";
import { h, japanese } from "./dom.js";
import { allLink } from "./faq_list.js";

const SLOW = 8000; // milliseconds without a sentence after which the frequent questions are offered

/**
 * Asks for `turn` and fills in its `answer` or its `failure`. `places` has `draft`, `status` and `aside`; they may be
 * other elements once the language has changed.
 */
export async function carryOut(turn, view, history, places, signal) {
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

/** The answered questions of this page, as the server wants them: the last five. */
export function historyOf(turns) {
  return turns
    .filter((turn) => turn.answer && /^[0-9a-f]{1,64}$/.test(String(turn.answer.audit_id)))
    .slice(-5)
    .map((turn) => ({ question: turn.question, answer_id: turn.answer.audit_id }));
}
