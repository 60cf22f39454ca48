// The rich menu at the bottom: its picture with its areas, for the person who is looked at.

import { $, h } from "./dom.js";
import { at, group, me, state } from "./app.js";
import { icon } from "./icons.js";
import { tap } from "./taps.js";

let open = null; // null: as the menu itself says

/** To the text box, from wherever: as on a phone, the menu gives way to it. */
export function write(words) {
  open = false;
  drawMenu();
  if (words !== undefined) $("text").value = words;
  $("text").focus();
}

/** The menu, or the box to type in: one at a time. */
export function drawMenu() {
  const id = me()?.menu;
  const menu = id && !group() && !state.pc ? state.menus[id] : null;
  const isOpen = Boolean(menu) && (open ?? menu.selected);
  $("menu").hidden = !menu;
  $("composer").hidden = isOpen;
  $("to-text").hidden = !isOpen;
  if (!menu) return;
  $("menu-bar").textContent = `${menu.chatBarText} ${isOpen ? "▾" : "▴"}`;
  $("menu-bar").setAttribute("aria-expanded", String(isOpen));
  $("to-text").replaceChildren(icon("keyboard", 20), " พิมพ์ข้อความ");
  $("to-text").onclick = () => write();
  $("menu-bar").onclick = () => { open = !isOpen; drawMenu(); };
  $("menu-area").hidden = !isOpen;
  if ($("menu-area").dataset.menu === id) return;
  $("menu-area").dataset.menu = id;
  const { width, height } = menu.size;
  $("menu-area").style.aspectRatio = `${width} / ${height}`;
  $("menu-area").replaceChildren(
    h("img", { src: `/page/menu/${id}`, alt: menu.name }),
    ...menu.areas.map(({ bounds, action }) => h("button", {
      type: "button",
      "aria-label": action.label ?? action.text ?? action.displayText ?? action.data ?? action.uri ?? "",
      style: { left: `${(bounds.x / width) * 100}%`, top: `${(bounds.y / height) * 100}%`, width: `${(bounds.width / width) * 100}%`, height: `${(bounds.height / height) * 100}%` },
      onclick: () => tap(action, action.label ?? "", at()),
    })));
}
