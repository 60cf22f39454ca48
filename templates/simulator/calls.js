// The drawer with every call between LINE and the bot, newest first.

import { $, h } from "./dom.js";
import { state } from "./app.js";
import { time } from "./words.js";

const seconds = new Intl.DateTimeFormat("th-TH", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false, timeZone: "Asia/Bangkok" });

export function drawCalls() {
  if ($("calls").hidden) return;
  $("quota").textContent = state.quota === null || state.quota === undefined
    ? `ข้อความผลักเดือนนี้ ${state.usage ?? 0} ข้อความ`
    : `ข้อความผลักเดือนนี้ ${state.usage} จาก ${state.quota} ข้อความ`;
  $("call-list").replaceChildren(...state.calls.toReversed().map((call) => {
    const good = call.status >= 200 && call.status < 300;
    const arrow = call.way === "in" ? "→ บอท" : "บอท →";
    const error = call.error && JSON.stringify(call.error, null, 1);
    return h(`li${good ? "" : ".bad"}`, { title: time(call.at) },
      h("div.row", {}, h("span.way", {}, arrow), h("b", {}, call.endpoint), h("span.status", {}, String(call.status || "–")), h("small", {}, `${call.ms} ms`)),
      h("small", {}, `${seconds.format(call.at)} · ${call.request_id}`),
      error && h("pre", {}, error));
  }));
}
