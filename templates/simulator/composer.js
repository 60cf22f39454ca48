// Where the person writes: text, attachments, and the message that is answered.

import { $, ask, encoded, h, popup, post } from "./dom.js";
import { at, group, nameOf, state } from "./app.js";
import { plain } from "./chat.js";
import { icon } from "./icons.js";
import { sendPlace } from "./taps.js";

export function startComposer() {
  const text = $("text");
  $("attach").append(icon("plus", 24));
  $("send").append(icon("send", 24));
  const grow = () => { text.style.height = "auto"; text.style.height = `${Math.min(text.scrollHeight, 120)}px`; };
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("composer").requestSubmit(); }
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words || !state.me) return;
    post("say", { ...at(), text: words, quote: state.quoting?.id });
    text.value = "";
    state.quoting = null;
    drawQuoting();
    grow();
  });
  $("attach").onclick = () => popup($("attach"), [
    [[icon("camera"), "ส่งภาพตัวอย่าง"], () => post("photo", { ...at(), files: [] })],
    [[icon("picture"), "ส่งรูปภาพ…"], () => pick("photo", "image/*", true)],
    [[icon("file"), "ส่งไฟล์…"], () => pick("file", "", false)],
    [[icon("place"), "ส่งตำแหน่ง…"], () => sendPlace(at())],
    [[icon("smile"), "ส่งสติกเกอร์"], () => post("sticker", at())],
    group() && ["@ กล่าวถึงบอท", () => { text.value = `@${state.bot.name} ${text.value}`; text.focus(); }],
  ]);
}

async function pick(deed, accept, multiple) {
  const told = await ask(deed === "photo" ? "ส่งรูปภาพ" : "ส่งไฟล์", [{ name: "files", label: "เลือก", type: "file", accept, multiple, required: true }], "ส่ง");
  if (told?.files.length) await post(deed, { ...at(), files: await encoded(told.files) });
}

export function drawQuoting() {
  const entry = state.quoting;
  $("quoting").hidden = !entry;
  if (!entry) return;
  $("quoting").replaceChildren(
    h("span", {}, h("b", {}, entry.who === "bot" ? state.bot.name : nameOf(entry.who)), plain(entry)),
    h("button.icon", { type: "button", "aria-label": "ไม่ตอบกลับ", onclick: () => { state.quoting = null; drawQuoting(); } }, "✕"));
}
