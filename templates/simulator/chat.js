// One chat: its bubbles, days, notes and quick replies.

import { $, h, popup, post, toast, ask } from "./dom.js";
import { at, earlier, entriesOf, group, nameOf, quote, state } from "./app.js";
import { icon } from "./icons.js";
import { write } from "./menu.js";
import { drawMessage } from "./messages.js";
import { avatar } from "./people.js";
import { tap } from "./taps.js";
import { failure, FIRST, NOTES, realDay, thaiDay, time } from "./words.js";

/** The program's day, and the real one beside it where they differ: the bubbles' times are real. */
const dayOf = (entry) => {
  const real = realDay(entry.at);
  return !entry.day || entry.day === real ? thaiDay(real) : `วันของระบบ ${thaiDay(entry.day)} · ส่งจริง ${thaiDay(real)}`;
};
const touched = (action, label) => tap(action, label, at());

/** `below`: how much of the chat lay under the eye and shall lie there again; without it, the end is shown. */
export function drawChat(below) {
  const log = $("log");
  log.replaceChildren();
  if (state.more.get(state.chat)) log.append(h("button.earlier", { type: "button", onclick: showEarlier }, "ข้อความก่อนหน้า"));
  let day = "";
  for (const entry of entriesOf(state.chat)) {
    if (dayOf(entry) !== day) log.append(dayLine((day = dayOf(entry))));
    log.append(drawEntry(entry));
  }
  if (!log.children.length) log.append(firstRun());
  drawTyping();
  drawQuick();
  if (below === undefined) toEnd();
  else log.scrollTop = log.scrollHeight - below;
}

async function showEarlier() {
  const chat = state.chat;
  const below = $("log").scrollHeight - $("log").scrollTop;
  await earlier(chat);
  if (chat === state.chat) drawChat(below);
}

function firstRun() {
  return h("section.first", { "aria-label": "เริ่มที่นี่" }, h("b", {}, "ลองพิมพ์"),
    ...FIRST.map((words) => h("button", { onclick: () => write(words) }, words)));
}

export function newEntry(entry, isNew) {
  const log = $("log");
  const node = drawEntry(entry);
  if (!isNew) {
    log.querySelector(`[data-id="${entry.id}"]`)?.replaceWith(node);
    return;
  }
  log.querySelector(".first")?.remove();
  const before = entriesOf(state.chat).at(-2);
  if (!before || dayOf(before) !== dayOf(entry)) log.append(dayLine(dayOf(entry)));
  if (entry.who === "bot") delete state.typing[entry.chat];
  log.append(node);
  drawTyping();
  drawQuick();
  toEnd();
}

const toEnd = () => requestAnimationFrame(() => { $("log").scrollTop = $("log").scrollHeight; });
const dayLine = (day) => h("div.day", {}, h("span", {}, day));

function drawEntry(entry) {
  if (entry.who === "system") return note(entry);
  const mine = entry.who === state.me;
  const bot = entry.who === "bot";
  const data = { id: entry.id };
  if (entry.unsent) {
    const who = mine ? "คุณ" : nameOf(entry.who);
    return h("div.note", { data }, h("span", {}, `${who}ยกเลิกข้อความแล้ว`));
  }
  const body = h("div.body", {}, quoted(entry), drawMessage(entry.message, touched, entry));
  const more = h("button.dots", { type: "button", "aria-label": "จัดการข้อความ", onclick: (event) => choices(entry, event.currentTarget) }, "⋯");
  const about = h("div.about", {}, more, mine && entry.read && h("span", {}, "อ่านแล้ว"), entry.edits.length > 0 && h("span", {}, "แก้ไขแล้ว"), h("time", {}, time(entry.at)));
  const wide = ["flex", "template"].includes(entry.message.type);
  const node = h(`div.entry.${mine ? "mine" : "theirs"}${wide ? ".wide" : ""}`, { data },
    !mine && (bot ? h("img.avatar", { src: "/static/icon.svg", alt: "" }) : avatar({ id: entry.who, name: nameOf(entry.who) })),
    h("div.column", {},
      !mine && h("div.name", {}, bot ? entry.message.sender?.name ?? state.bot.name : nameOf(entry.who)),
      h("div.line", {}, body, about),
      entry.problem && h("div.problem", { role: "alert" }, icon("warning", 14), `${failure(entry.problem)} · แตะ ⋯ เพื่อส่งซ้ำ`)));
  return node;
}

function quoted(entry) {
  if (!entry.quoted) return null;
  const original = state.chats.get(entry.chat)?.get(entry.quoted);
  const gone = state.more.get(entry.chat) && !original ? "ข้อความก่อนหน้า" : "ข้อความถูกลบ";
  const words = !original || original.unsent ? gone : plain(original);
  const who = original ? (original.who === "bot" ? state.bot.name : nameOf(original.who)) : "";
  return h("div.quoted", {}, h("b", {}, who), h("span", {}, words));
}

export const plain = (entry) => entry.message.text ?? entry.message.altText ?? { image: "รูปภาพ", file: entry.message.fileName, location: "ตำแหน่ง", sticker: "สติกเกอร์" }[entry.message.type] ?? "…";

function note(entry) {
  const message = entry.message;
  if (message.type === "refused") {
    return h("div.note.bad", { data: { id: entry.id }, role: "alert" }, h("span", {}, "LINE ปฏิเสธข้อความของบอท: ", h("code", {}, message.text)));
  }
  let words = NOTES[message.type] ?? message.type;
  if (message.type === "tap") {
    const picked = message.params.date ?? message.params.datetime ?? message.params.time;
    words = `${entry.event === state.me ? "" : `${nameOf(entry.event)} `}แตะ “${message.text}”${picked ? ` ${picked}` : ""}`;
  }
  return h("div.note", { data: { id: entry.id } }, h("span", {}, words));
}

function choices(entry, anchor) {
  const mine = entry.who === state.me;
  const typed = mine && entry.message.type === "text";
  popup(anchor, [
    entry.quote_token && ["ตอบกลับ", () => quote(entry)],
    mine && ["ยกเลิกข้อความ", () => post("unsend", { ...at(), message: entry.id })],
    typed && group() && ["แก้ไข", async () => {
      const told = await ask("แก้ไขข้อความ", [{ name: "text", label: "", value: entry.message.text }]);
      if (told) await post("edit", { ...at(), message: entry.id, text: told.text });
    }],
    mine && ["ส่งซ้ำ (LINE ส่งเหตุการณ์เดิมอีกครั้ง)", async () => {
      const done = await post("redeliver", { ...at(), event: entry.event });
      if (!done.error) toast(done.problem ? failure(done.problem) : "ส่งซ้ำแล้ว บอทรับไว้", done.problem ? "bad" : "");
    }],
    ["คัดลอกข้อความ", () => navigator.clipboard?.writeText(plain(entry))],
  ]);
}

function drawTyping() {
  document.querySelector("#log .typing")?.remove();
  const until = state.typing[state.chat];
  if (!until || until < Date.now()) return;
  $("log").append(h("div.entry.theirs.typing", {}, h("img.avatar", { src: "/static/icon.svg", alt: "" }), h("div.bubble", { "aria-label": "กำลังพิมพ์" }, h("i"), h("i"), h("i"))));
  setTimeout(drawTyping, until - Date.now() + 50);
}

/** Quick replies: only those of the last message, and none on a computer. */
function drawQuick() {
  const last = entriesOf(state.chat).at(-1);
  const items = last?.who === "bot" && !state.pc ? last.message.quickReply?.items ?? [] : [];
  $("quick").hidden = !items.length;
  $("quick").replaceChildren(...items.map(({ action, imageUrl }) =>
    h("button", { type: "button", onclick: () => touched(action, action.label) },
      imageUrl ? h("img", { src: imageUrl, alt: "" }) : signOf(action.type), action.label)));
}

const SIGNS = { camera: "camera", cameraRoll: "picture", location: "place", datetimepicker: "day", uri: "out" };
const signOf = (type) => (SIGNS[type] ? icon(SIGNS[type], 18) : null);
