// Sources that open in place: a citation goes in, a button and the panel that it opens and closes come out.
import { button, h, japanese, outsideLink } from "./dom.js";

const BETWEEN = " ＞ ";
const list = (value) => (Array.isArray(value) ? value : []);
const joined = (path) => list(path).map(String).join(BETWEEN);

/** A button and its panel. `id` must be one of its own within the widget. */
export function source(citation, id, words) {
  const panel = h("div", { id, class: "source", role: "group", hidden: true }, content(citation, id, words));
  panel.setAttribute("aria-labelledby", `${id}-title`);
  const toggle = () => {
    const open = panel.hidden;
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  };
  const opener = button(words.source(citation.number), {
    class: "mark", "aria-expanded": "false", "aria-controls": id, onclick: toggle,
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    toggle();
    opener.focus();
  });
  return { opener, panel };
}

/** The sources of one text: all buttons in a row, the panels below it. */
export function sourceRow(citations, id, words) {
  const made = citations.map((citation) => source(citation, `${id}-${citation.number}`, words));
  if (!made.length) return null;
  return h("div", { class: "sources" },
    h("div", { class: "marks" }, made.map((one) => one.opener)), made.map((one) => one.panel));
}

function content(citation, id, words) {
  const guide = citation.edition === "guide";
  const page = citation.page === null || citation.page === undefined ? "" : words.page(citation.page);
  const place = [joined(citation.path), page].filter(Boolean).join("、");
  const official = guide && [citation.official_title || citation.document_title, ...list(citation.official_path)].join(BETWEEN);
  return [
    h("p", { class: "source-title", id: `${id}-title` },
      h("span", { class: "number" }, words.source(citation.number)), " ", japanese("span", {}, String(citation.document_title || ""))),
    h("p", { class: guide ? "edition guide" : "edition" },
      h("span", { class: "tag" }, guide ? words.guide : words.official), " ", japanese("span", {}, String(citation.publisher || ""))),
    japanese("p", { class: "place" }, place),
    h("figure", {},
      h("figcaption", {}, words.quote),
      japanese("blockquote", {}, japanese("p", { "data-ruby": "" }, String(citation.quote || "")))),
    list(citation.context).length > 0 && [
      h("p", { class: "small" }, words.context),
      japanese("ul", {}, list(citation.context).map((span) => h("li", { "data-ruby": "" }, String(span.quote || "")))),
    ],
    official && h("p", { class: "small" }, words.officialPlace, japanese("span", {}, official)),
    linkParagraph(outsideLink(citation.url, guide ? words.linkOfGuide : words.link)),
  ];
}

function linkParagraph(link) {
  return link && h("p", {}, link);
}
