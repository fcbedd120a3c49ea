// From a mark to its source and back, for the keyboard too; copying; what stands around a quotation.
const go = (target) => {
  if (!target) return;
  for (let folded = target.closest("details:not([open])"); folded; folded = target.closest("details:not([open])")) {
    folded.open = true;
  }
  target.scrollIntoView({ block: "nearest" });
  target.focus({ preventScroll: true });
};
// The page has a <base>: a bare fragment could load it anew.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.pa-mark, a.pa-back, a.pa-skip");
  if (!link) return;
  event.preventDefault();
  go(document.getElementById(link.getAttribute("href").slice(1)));
});
// Escape leads back from a source to its mark, out of what was opened first.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  const source = document.activeElement?.closest(".pa-source");
  if (!source) return;
  const reading = source.querySelector(".pa-reading:not([hidden])");
  if (reading) pa.does["close-reading"](reading);
  else go(document.getElementById(source.querySelector("a.pa-back").getAttribute("href").slice(1)));
});

pa.does.copy = async (button) => {
  const label = button.dataset.label || (button.dataset.label = button.textContent);
  let said = "sources.copied";
  try {
    await navigator.clipboard.writeText(button.dataset.text);
  } catch {
    if (!copyOldWay(button.dataset.text, button)) said = "sources.copy_failed"; // no clipboard without https
  }
  button.textContent = pa.words()[said];
  document.getElementById("pa-announce").textContent = pa.words()[said];
  setTimeout(() => (button.textContent = label), 4000);
};
const copyOldWay = (text, back) => {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  back.focus();
  return done;
};

pa.does.read = async (button) => {
  const place = button.closest(".pa-source").querySelector(".pa-reading");
  const { document: id, start, end, reach } = button.dataset;
  const asked = new URLSearchParams({ document: id, start, end, reach, lang: pa.language() });
  pa.opened = button;
  try {
    const response = await pa.fetch(`reading?${asked}`);
    if (!response.ok) throw new Error();
    place.innerHTML = await response.text();
  } catch {
    place.textContent = pa.words()["sources.reading_failed"];
  }
  place.hidden = false;
  place.focus({ preventScroll: true });
  place.querySelector(".pa-here mark")?.scrollIntoView({ block: "nearest" });
};
pa.does["close-reading"] = (element) => {
  const place = element.closest(".pa-reading");
  place.hidden = true;
  place.textContent = "";
  (pa.opened?.isConnected ? pa.opened : place.closest(".pa-source")).focus();
};
