// The list of people at the left: who they are, and how many messages they have not looked at.

import { $, h } from "./dom.js";
import { choose, entriesOf, state } from "./app.js";
import { office } from "./words.js";

const COLOURS = ["#3f83f8", "#e3a008", "#0e9f6e", "#9061f9", "#e74694", "#f05252", "#16bdca"];

export const colourOf = (id) => COLOURS[[...id].reduce((sum, char, at) => (sum * 31 + char.charCodeAt(0) + at) % 9973, 7) % COLOURS.length];

export const avatar = (person) =>
  h("span.avatar", { style: { background: colourOf(person.id) }, "aria-hidden": "true" }, [...person.name.replace(/^(นาย|นางสาว|นาง)/, "")][0] ?? "?");

function lastWords(user) {
  const last = entriesOf(user).filter((entry) => entry.who !== "system").at(-1);
  if (!last) return "";
  const message = last.message;
  return last.unsent ? "ยกเลิกข้อความแล้ว" : message.text ?? message.altText ?? { image: "รูปภาพ", file: "ไฟล์", location: "ตำแหน่ง", sticker: "สติกเกอร์" }[message.type] ?? "";
}

export function drawPeople() {
  $("list").replaceChildren(...state.people.map((person) => {
    const groups = state.groups.filter((one) => one.members.includes(person.id));
    const unread = [person.id, ...groups.map((one) => one.id)].reduce((sum, chat) => sum + (state.unread.get(chat) ?? 0), 0);
    return h(`button.person${person.id === state.me ? ".on" : ""}`, { type: "button", onclick: () => choose(person.id), data: { user: person.id } },
      avatar(person),
      h("span.who", {}, h("b", {}, person.name, person.blocked && h("span.tag", {}, "บล็อก")), h("small", {}, office(person)), h("small.last", {}, lastWords(person.id))),
      unread > 0 && h("span.badge", {}, String(unread)));
  }));
}
