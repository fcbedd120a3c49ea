// A server that cannot be reached is told in the page, in words; Gradio's own message is hidden by the style sheet.
let lost = false;
const told = () => document.getElementById("pa-connection");
const check = async () => {
  try {
    const response = await fetch(new URL("../healthz", document.baseURI), { cache: "no-store" });
    if (!response.ok) throw new Error();
    if (lost) pa.say(told(), "");
    if (lost) document.getElementById("pa-announce").textContent = pa.words()["page.back"];
    lost = false;
  } catch {
    lost = true;
    pa.say(told(), pa.words()["page.lost"]);
  }
};
window.policyAssistantFailed = async () => {
  await check();
  if (!lost) pa.say(told(), pa.words()["page.failed"]);
};
for (const kind of ["online", "offline"]) window.addEventListener(kind, check);
document.addEventListener("click", (event) => event.target.closest?.("#pa-send, [data-does]") && check());
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && event.target.closest?.("#pa-question")) check();
}, true);
setInterval(() => (lost || pa.state === "busy") && check(), 3000);
