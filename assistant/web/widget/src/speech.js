// Reading aloud with the browser's own Japanese voice. Voices that speak elsewhere (localService false) are not used:
// they would send the text to a third party.

/** The machine's own Japanese voice, or null. */
export function voice() {
  const speech = window.speechSynthesis;
  if (!speech || typeof window.SpeechSynthesisUtterance !== "function") return null;
  return speech.getVoices().find((one) => one.localService && /^ja\b/i.test(one.lang.replace("_", "-"))) || null;
}

/** Calls `changed` whenever voices come or go; browsers load them late. Returns what ends that. */
export function watchVoices(changed) {
  const speech = window.speechSynthesis;
  if (!speech || !speech.addEventListener) return () => {};
  speech.addEventListener("voiceschanged", changed);
  return () => speech.removeEventListener("voiceschanged", changed);
}

/** Reads `text`; `ended` is called once it is over, however. */
export function speak(text, ended) {
  const utterance = new window.SpeechSynthesisUtterance(text);
  const found = voice();
  if (!found) {
    ended();
    return;
  }
  utterance.voice = found;
  utterance.lang = found.lang;
  utterance.onend = ended;
  utterance.onerror = ended;
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(utterance);
}

/** Falls silent. */
export function hush() {
  if (window.speechSynthesis) window.speechSynthesis.cancel();
}
