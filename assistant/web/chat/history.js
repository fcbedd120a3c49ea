// The conversations of this owner: shown, opened, deleted.
const place = () => document.getElementById("pa-history");
const opener = () => document.querySelector("[data-does=history]");
const show = async (focus = true) => {
  try {
    const response = await pa.fetch(`conversations?lang=${pa.language()}`);
    if (!response.ok) throw new Error();
    place().innerHTML = await response.text();
  } catch {
    place().textContent = pa.words()["history.failed"];
  }
  place().hidden = false;
  opener().setAttribute("aria-expanded", "true");
  if (focus) place().focus();
};
const hide = () => {
  place().hidden = true;
  opener().setAttribute("aria-expanded", "false");
  opener().focus();
};
pa.does.history = () => (place().hidden ? show() : hide());
pa.does["open-conversation"] = (button) => {
  pa.send("open", { conversation: button.dataset.conversation });
  hide();
};
pa.does["delete-conversation"] = async (button) => {
  if (!window.confirm(pa.words()["history.sure"])) return;
  const one = button.dataset.conversation;
  try {
    const response = await pa.fetch(one ? `conversations/${one}` : "conversations", { method: "DELETE" });
    if (!response.ok) throw new Error();
    await show();
    document.getElementById("pa-announce").textContent = pa.words()["history.deleted"];
    // What is shown may be what was deleted.
    pa.send("fresh", {});
  } catch {
    place().append(pa.words()["history.failed"]);
  }
};
pa.does.fresh = () => {
  pa.send("fresh", {});
  document.querySelector("#pa-question textarea")?.focus();
};
pa.does.language = (button) => pa.send("language", { language: button.dataset.language });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && place()?.contains(document.activeElement)) hide();
});
