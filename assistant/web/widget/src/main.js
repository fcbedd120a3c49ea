// Where the script starts: defines <policy-faq> once, however often a page loads it.
import { PolicyFaq } from "./widget.js";

if (!customElements.get("policy-faq")) customElements.define("policy-faq", PolicyFaq);
