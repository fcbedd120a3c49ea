// Furigana: the marked texts of an answer get readings from the server, or lose them again.
import { h } from "./dom.js";

const MOST = 60; // texts in one request
const LONGEST = 4000; // characters in one request
const kept = new WeakMap(); // element -> its text without readings

function ruby(written, reading) {
  return h("ruby", {}, written, h("rp", {}, "（"), h("rt", {}, reading), h("rp", {}, "）"));
}

function filled(element, parts) {
  element.replaceChildren(
    ...parts.map(([written, reading]) => (reading ? ruby(String(written), String(reading)) : String(written))),
  );
}

function portions(elements) {
  const all = [];
  let portion = [];
  let size = 0;
  for (const element of elements) {
    const length = element.textContent.length;
    if (!length || length > LONGEST) continue;
    if (portion.length === MOST || size + length > LONGEST) {
      all.push(portion);
      portion = [];
      size = 0;
    }
    portion.push(element);
    size += length;
  }
  return portion.length ? [...all, portion] : all;
}

/** Puts readings over the Japanese texts below `root` (`[data-ruby]`). Throws a Failure where there are none. */
export async function addReadings(root, api) {
  const plain = [...root.querySelectorAll("[data-ruby]")].filter((element) => !kept.has(element));
  for (const portion of portions(plain)) {
    const texts = portion.map((element) => element.textContent);
    const readings = await api.furigana(texts);
    portion.forEach((element, i) => {
      const parts = readings[i];
      // Readings never change what is written.
      if (!Array.isArray(parts) || parts.map((part) => part[0]).join("") !== texts[i]) return;
      kept.set(element, texts[i]);
      filled(element, parts);
    });
  }
}

/** Takes the readings away. */
export function dropReadings(root) {
  for (const element of root.querySelectorAll("[data-ruby]")) {
    if (!kept.has(element)) continue;
    element.textContent = kept.get(element);
    kept.delete(element);
  }
}

/** The text of an element without its readings. */
export function plainText(element) {
  return kept.has(element) ? kept.get(element) : element.textContent;
}
