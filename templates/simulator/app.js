// The page as a whole: what it knows, who is looked at, and the long poll that brings what is new.

import { $, ask, popup, post, toast } from "./dom.js";
import { drawChat, newEntry } from "./chat.js";
import { drawCalls } from "./calls.js";
import { drawMenu, write } from "./menu.js";
import { drawPeople } from "./people.js";
import { startComposer, drawQuoting } from "./composer.js";
import { addDays, learnRoles, office, shortDay, thaiDay } from "./words.js";

export const state = {
  rev: 0, bot: { name: "" }, day: "", movable: false, people: [], groups: [], menus: {}, typing: {},
  chats: new Map(), // chat -> Map(message id -> entry)
  more: new Map(), // chat that was opened -> whether more was said before what is here
  calls: [], unread: new Map(), me: null, chat: null, quoting: null,
  pc: sessionStorage.getItem("pc") === "1",
};

export const me = () => state.people.find((person) => person.id === state.me);
export const group = () => state.groups.find((one) => one.id === state.chat);
export const at = () => ({ user: state.me, chat: state.chat });
export const nameOf = (id) => state.people.find((person) => person.id === id)?.name ?? "?";
export const entriesOf = (chat) => [...(state.chats.get(chat)?.values() ?? [])];

export function choose(user, chat = user) {
  state.me = user;
  state.chat = chat;
  state.quoting = null;
  state.unread.delete(chat);
  history.replaceState(null, "", `#${user}${chat === user ? "" : `/${chat}`}`);
  document.body.classList.remove("people-open");
  drawAll();
  load(chat);
  if (TYPES_WITH_KEYS.matches && !$("composer").hidden) $("text").focus();
}

export function quote(entry) {
  state.quoting = entry;
  drawQuoting();
  write();
}

const TYPES_WITH_KEYS = matchMedia("(pointer: fine)"); // on a phone, the focus alone would open the keyboard

/** What is said before the oldest message that is here, a piece at a time. */
export async function earlier(chat) {
  const oldest = entriesOf(chat)[0]?.id ?? "";
  const told = await (await fetch(`/page/earlier?chat=${chat}&before=${oldest}`)).json();
  state.chats.set(chat, new Map([...told.entries.map((entry) => [entry.id, entry]), ...(state.chats.get(chat) ?? [])]));
  state.more.set(chat, told.more);
}

async function load(chat) {
  if (state.more.has(chat)) return;
  await earlier(chat);
  if (chat === state.chat) drawAll();
}

function drawTop() {
  const person = me();
  const there = group();
  $("chat-name").textContent = there ? `${there.name} (${there.members.length + (there.bot_in ? 1 : 0)})` : state.bot.name;
  $("as-whom").textContent = person ? `${person.name} · ${office(person)}` : "";
  const mine = state.groups.filter((one) => one.members.includes(state.me));
  $("chats").hidden = !mine.length;
  $("chats").replaceChildren(...[{ id: state.me, name: state.bot.name }, ...mine].map((one) => {
    const tab = document.createElement("button");
    tab.textContent = one.name + (state.unread.get(one.id) ? ` (${state.unread.get(one.id)})` : "");
    tab.className = one.id === state.chat ? "on" : "";
    tab.onclick = () => choose(state.me, one.id);
    return tab;
  }));
}

function drawDay() {
  $("day").hidden = $("small-day").hidden = !state.day;
  if (!state.day) return;
  $("day-label").textContent = thaiDay(state.day);
  $("small-day").textContent = shortDay(state.day);
  for (const id of ["day-back", "day-next", "day-label", "small-day"]) $(id).disabled = !state.movable;
}

function drawAll() {
  drawDay();
  drawPeople();
  drawTop();
  drawChat();
  drawMenu();
  drawQuoting();
  document.body.classList.toggle("pc", state.pc);
}

async function loadState() {
  const told = await (await fetch("/page/state")).json();
  Object.assign(state, told);
  learnRoles(told.roles);
  state.typing = Object.fromEntries(Object.entries(told.typing).map(([chat, ms]) => [chat, Date.now() + ms]));
  if (!me()) {
    const [user, chat] = location.hash.slice(1).split("/");
    const first = state.people.find((person) => person.id === user) ?? state.people[0];
    state.me = first?.id ?? null;
    state.chat = first && state.groups.some((one) => one.id === chat) ? chat : state.me;
  }
}

function take(changes) {
  const first = state.rev === 0;
  state.rev = changes.rev;
  for (const entry of changes.entries) {
    if (!state.chats.has(entry.chat)) state.chats.set(entry.chat, new Map());
    const chat = state.chats.get(entry.chat);
    const isNew = !chat.has(entry.id);
    if (isNew && state.more.get(entry.chat) !== false && entry.at < (entriesOf(entry.chat)[0]?.at ?? 0)) continue; // changed, and not looked at
    chat.set(entry.id, entry);
    if (isNew && !first && ![state.me, entry.chat, "system"].includes(entry.who) && entry.chat !== state.chat) {
      state.unread.set(entry.chat, (state.unread.get(entry.chat) ?? 0) + 1);
    }
    if (!first && entry.chat === state.chat) newEntry(entry, isNew);
  }
  for (const call of changes.calls) state.calls.push(call);
  state.calls = state.calls.slice(-300);
  if (changes.calls.length) drawCalls();
}

async function live() {
  for (;;) {
    try {
      const answer = await fetch(`/page/changes?since=${state.rev}`);
      const changes = await answer.json();
      const first = state.rev === 0 || changes.rev < state.rev;
      if (changes.rev < state.rev) { state.calls = []; state.rev = 0; }
      if (changes.anew) { state.chats.clear(); state.more.clear(); }
      if (changes.people_changed || first) await loadState();
      const drawn = first || changes.anew || changes.people_changed;
      take(changes);
      if (drawn) drawAll();
      else if (changes.entries.length) { drawPeople(); drawTop(); }
      if (state.chat) await load(state.chat);
      document.body.classList.remove("offline");
    } catch (error) {
      console.error(error);
      document.body.classList.add("offline");
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

async function moveDay(day) {
  toast(`กำลังย้ายวันไป ${thaiDay(day)}`);
  await post("day", { day });
}

async function pickDay() {
  const picked = await ask("วันนี้ของระบบ", [{ name: "day", label: "ให้ระบบถือว่าวันนี้คือ", type: "date", value: state.day }]);
  if (picked) await moveDay(picked.day);
}

$("day-back").onclick = () => moveDay(addDays(state.day, -1));
$("day-next").onclick = () => moveDay(addDays(state.day, 1));
$("day-label").onclick = $("small-day").onclick = pickDay;
$("open-people").onclick = () => document.body.classList.add("people-open");
$("close-people").onclick = () => document.body.classList.remove("people-open");
$("close-calls").onclick = () => { $("calls").hidden = true; };

$("add-person").onclick = async () => {
  const told = await ask("คนใหม่เพิ่มบอทเป็นเพื่อน", [{ name: "name", label: "ชื่อที่แสดงใน LINE" }], "เพิ่ม");
  if (!told) return;
  const made = await post("person", told);
  if (made.id) { await loadState(); choose(made.id); }
};

$("add-group").onclick = async () => {
  const told = await ask("กลุ่มใหม่ที่มีบอท", [
    { name: "name", label: "ชื่อกลุ่ม" },
    { name: "members", label: "สมาชิก", options: state.people.map((person) => [person.id, person.name]) },
  ], "สร้าง");
  if (!told) return;
  if (!told.members.length) { toast("เลือกสมาชิกอย่างน้อยหนึ่งคน", "bad"); return; }
  const made = await post("group", told);
  if (made.id) { await loadState(); choose(told.members[0], made.id); }
};

$("more").onclick = () => {
  const person = me();
  const there = group();
  popup($("more"), [
    [state.pc ? "✓ โหมดคอมพิวเตอร์ (ไม่มีปุ่ม)" : "โหมดคอมพิวเตอร์ (ไม่มีปุ่ม)", () => {
      state.pc = !state.pc;
      sessionStorage.setItem("pc", state.pc ? "1" : "0");
      drawAll();
    }],
    person && !there && (person.blocked || !person.friend
      ? [person.blocked ? "เลิกบล็อกบอท" : "เพิ่มบอทเป็นเพื่อน", () => post("follow", at())]
      : ["บล็อกบอท", () => post("block", at())]),
    there && (there.bot_in ? ["เอาบอทออกจากกลุ่ม", () => post("leave", at())] : ["เชิญบอทเข้ากลุ่ม", () => post("join", at())]),
    [state.redelivery ? "✓ ส่งซ้ำเองเมื่อบอทไม่รับ" : "ส่งซ้ำเองเมื่อบอทไม่รับ", () => post("settings", { redelivery: !state.redelivery })],
    ["คัดลอกแชตเป็นไฟล์", () => { location.href = `/page/copy/${state.chat}.txt`; }],
    ["บันทึกการเรียก", () => { $("calls").hidden = false; drawCalls(); }],
  ]);
};

$("skip").onclick = (event) => { event.preventDefault(); write(); };

startComposer();
live();
