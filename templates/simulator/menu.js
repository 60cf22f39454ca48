// The rich menu at the bottom: its picture with its areas, for the person who is looked at.

import { $, h } from "./dom.js";
import { at, group, me, state } from "./app.js";
import { tap } from "./taps.js";

let open = null; // null: as the menu itself says

export function drawMenu() {
  const id = me()?.menu;
  const menu = id && !group() && !state.pc ? state.menus[id] : null;
  $("menu").hidden = !menu;
  if (!menu) return;
  const isOpen = open ?? menu.selected;
  $("menu-bar").textContent = `${menu.chatBarText} ${isOpen ? "▾" : "▴"}`;
  $("menu-bar").setAttribute("aria-expanded", String(isOpen));
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
