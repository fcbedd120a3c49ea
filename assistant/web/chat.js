() => {
  document.documentElement.lang = "ja";
  // Enter that only confirms a conversion of the input method must not send the question.
  for (const kind of ["keydown", "keypress"]) {
    document.addEventListener(kind, (event) => {
      if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
    }, true);
  }
  // The page has a <base>: a bare fragment could load it anew. The source gets the focus, for the keyboard too.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("a.pa-mark");
    if (!mark) return;
    event.preventDefault();
    const source = document.getElementById(mark.getAttribute("href").slice(1));
    source?.scrollIntoView({ block: "nearest" });
    source?.focus({ preventScroll: true });
  });
}
