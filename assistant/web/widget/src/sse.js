// Server-sent events: pieces of a stream go in, whole events come out (WHATWG HTML, 9.2.6), here for a POST.

/** Reads pieces of text; calls `take(name, data)` for each whole event whose data is JSON. */
export class EventReader {
  constructor(take) {
    this.take = take;
    this.rest = "";
    this.name = "";
    this.data = [];
    this.id = "";
  }

  /** Takes the next piece, wherever it was cut. */
  push(piece) {
    this.rest += piece;
    // A CR at the end may be half of a CRLF.
    const held = this.rest.endsWith("\r") ? "\r" : "";
    const lines = this.rest.slice(0, this.rest.length - held.length).split(/\r\n|\n|\r/);
    this.rest = lines.pop() + held;
    lines.forEach((line) => this.line(line));
  }

  line(line) {
    if (line === "") {
      this.end();
      return;
    }
    const [, field, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
    if (field === "event") this.name = value || "";
    else if (field === "data") this.data.push(value || "");
    else if (field === "id") this.id = value || "";
  }

  end() {
    const name = this.name || "message";
    const text = this.data.join("\n");
    this.name = "";
    this.data = [];
    if (!text) return;
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      return;
    }
    this.take(name, data);
  }
}
