// Makes elements. Every text becomes a text node and no attribute can run anything, so nothing can turn into markup.

/** An element: `h("p", { class: "lead", onclick: f }, "text", child)`. Null, undefined and false are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button that submits nothing. */
export function button(label, attributes, ...children) {
  return h("button", { type: "button", ...attributes }, label, ...children);
}

/** The address if a browser may open it as a page, else null: no `javascript:`, no `data:`, no file. */
export function webAddress(value) {
  try {
    const url = new URL(String(value));
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens in a new tab and tells so; nothing for an address that is none. */
export function outsideLink(address, label) {
  const href = webAddress(address);
  return href && h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label);
}

/** A text of the documents: Japanese whatever the language of the page. */
export function japanese(tag, attributes, ...children) {
  return h(tag, { lang: "ja", ...attributes }, ...children);
}
