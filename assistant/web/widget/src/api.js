// Talks to the assistant: a question goes in, events come out; whatever fails becomes a Failure with a stable kind.
// No cookie is sent, no referrer but the origin that the browser sends anyway.
import { EventReader } from "./sse.js";

const GIVEN_UP = 60000; // milliseconds for a whole answer
const SHORT = 8000; // milliseconds for everything else
const TOKEN = "Policy-Token";
const PROBLEM = "urn:policy-assistant:problem:";

/** Why there is no answer: unreachable, slow, too_many, busy, stopped, question, … ; `retryAfter` in seconds. */
export class Failure extends Error {
  constructor(kind, retryAfter = 0) {
    super(kind);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

function kindOf(status, problem) {
  const type = problem && typeof problem.type === "string" ? problem.type : "";
  if (type.startsWith(PROBLEM)) return type.slice(PROBLEM.length);
  return status === 429 ? "too_many" : status === 503 ? "stopped" : status === 422 ? "question" : "defect";
}

async function failureOf(response) {
  let problem = null;
  try {
    problem = await response.json();
  } catch {
    // Not JSON: a proxy's page, say. The status says enough.
  }
  const after = Number(response.headers.get("Retry-After"));
  return new Failure(kindOf(response.status, problem), Number.isFinite(after) ? after : 0);
}

export class Api {
  /** `base`: the address that the script came from, up to and with the last "/". */
  constructor(base) {
    this.base = base;
    this.token = ""; // by it the server knows this page again, until the page is left
  }

  address(path) {
    return new URL(path, this.base).href;
  }

  async request(path, body, timeout, read, outside) {
    const stop = new AbortController();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      stop.abort();
    }, timeout);
    const leave = () => stop.abort();
    if (outside) outside.addEventListener("abort", leave);
    try {
      const response = await fetch(this.address(path), {
        method: body ? "POST" : "GET",
        headers: { ...(body && { "Content-Type": "application/json" }), ...(this.token && { [TOKEN]: this.token }) },
        body: body ? JSON.stringify(body) : undefined,
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: stop.signal,
      });
      this.token = response.headers.get(TOKEN) || this.token;
      if (!response.ok) throw await failureOf(response);
      return await read(response);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(outside && outside.aborted ? "left" : late ? "slow" : "unreachable");
    } finally {
      clearTimeout(timer);
      if (outside) outside.removeEventListener("abort", leave);
    }
  }

  /** Asks; `take(name, data)` gets each event. Returns the whole answer or throws a Failure. */
  async ask(question, history, language, take, signal) {
    const body = { question, history, language };
    return this.request("api/public/ask/stream", body, GIVEN_UP, (response) => read(response, take), signal);
  }

  async feedback(body) {
    return this.request("api/public/feedback", body, SHORT, () => true);
  }

  /** The frequent questions; an empty list where what comes is none. */
  async faq() {
    const found = await this.request("api/public/faq", null, SHORT, (response) => response.json());
    const entries = found && Array.isArray(found.entries) ? found.entries : [];
    return entries.filter((e) => e && typeof e.question === "string" && typeof e.answer === "string");
  }

  /** Readings: for each text a list of [written, reading]; the reading is empty where none is needed. */
  async furigana(texts) {
    const found = await this.request("api/public/furigana", { texts }, SHORT, (response) => response.json());
    if (!found || !Array.isArray(found.texts) || found.texts.length !== texts.length) throw new Failure("defect");
    return found.texts;
  }
}

async function read(response, take) {
  let answer = null;
  let failure = null;
  const events = new EventReader((name, data) => {
    if (name === "done") answer = data;
    else if (name === "error") failure = new Failure(kindOf(data.status, data));
    else take(name, data);
  });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    events.push(decoder.decode(value || new Uint8Array(), { stream: !done }));
    if (done || answer || failure) break;
  }
  if (failure) throw failure;
  if (!answer || typeof answer !== "object") throw new Failure("unreachable");
  return answer;
}
