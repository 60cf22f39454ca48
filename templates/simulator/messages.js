// Every other kind of message: texts, pictures, stickers, places, files and LINE's templates.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { drawFlex } from "./flex.js";
import { size } from "./words.js";

const LINK = /https?:\/\/[^\s<>"]+/g;

/** `tap(action, label)` for whatever is touched; `entry` is the bubble that this message stands in. */
export function drawMessage(message, tap, entry) {
  return (DRAW[message.type] ?? unknown)(message, tap, entry);
}

function linked(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(text.slice(from, found.index), h("a", { href: found[0], target: "_blank", rel: "noopener" }, found[0]));
    from = found.index + found[0].length;
  }
  return [...parts, text.slice(from)];
}

const text = (message) => h("div.bubble", {}, linked(message.text));

function textV2(message) {
  const words = message.text.replace(/\{(\w+)\}/g, (all, key) => {
    const one = message.substitution?.[key];
    return one?.type === "mention" ? `@${one.mentionee?.userId?.slice(0, 6) ?? "ทุกคน"}` : one ? "🙂" : all;
  }).replaceAll("{{", "{").replaceAll("}}", "}");
  return h("div.bubble", {}, linked(words));
}

function image(message, _tap, entry) {
  const url = message.previewImageUrl ?? `/page/content/${entry.id}`;
  const node = h("img.photo", { src: url, alt: "รูปภาพ", loading: "lazy" });
  node.onerror = () => node.replaceWith(h("div.bubble.faint", {}, "รูปภาพเปิดไม่ได้"));
  return h("a", { href: message.originalContentUrl ?? url, target: "_blank", rel: "noopener" }, node);
}

const card = (sign, title, below) =>
  h("div.bubble.thing", {}, icon(sign, 28), h("span", {}, h("b", {}, title), below && h("small", {}, below)));

const file = (message, _tap, entry) =>
  h("a.plain", { href: `/page/content/${entry.id}`, download: message.fileName }, card("file", message.fileName, size(message.fileSize)));

function location(message) {
  const below = [message.address, `${message.latitude}, ${message.longitude}`].filter(Boolean).join(" · ");
  return card("place", message.title || "ตำแหน่ง", below);
}

const video = (message, _tap, entry) =>
  h("a.plain", { href: message.originalContentUrl ?? `/page/content/${entry.id}`, target: "_blank", rel: "noopener" }, card("film", "วิดีโอ", ""));
const audio = (message, _tap, entry) =>
  h("a.plain", { href: message.originalContentUrl ?? `/page/content/${entry.id}`, target: "_blank", rel: "noopener" },
    card("sound", "เสียง", message.duration ? `${Math.round(message.duration / 1000)} วินาที` : ""));

const sticker = () => h("div.sticker", { role: "img", "aria-label": "สติกเกอร์" }, icon("smile", 84));
const coupon = (message) => card("ticket", "คูปอง", message.couponId);
const imagemap = (message, tap) => h("div.template", {}, h("p", {}, message.altText), buttons(message.actions.map((a) =>
  ({ type: a.type === "uri" ? "uri" : "message", label: a.label ?? a.text ?? a.linkUri, text: a.text, uri: a.linkUri })), tap));

function buttons(actions, tap, across = false) {
  return h(`div.actions${across ? ".across" : ""}`, {}, actions.map((action) =>
    h("button", { type: "button", onclick: () => tap(action, action.label ?? "") }, action.label ?? "")));
}

function panel(of, tap, head = {}) {
  const node = h("div.template");
  if (of.thumbnailImageUrl) {
    const shape = head.imageAspectRatio === "square" ? "1 / 1" : "1.51 / 1";
    const fit = head.imageSize === "contain" ? "contain" : "cover";
    const picture = h("img", { src: of.thumbnailImageUrl, alt: "", style: { aspectRatio: shape, objectFit: fit, background: of.imageBackgroundColor ?? "#fff" } });
    picture.onerror = () => picture.remove();
    node.append(picture);
  }
  const words = h("div.words", {}, of.title && h("b", {}, of.title), h("p", {}, of.text));
  if (of.defaultAction) { words.classList.add("touchable"); words.onclick = () => tap(of.defaultAction, of.title ?? of.text); }
  node.append(words, buttons(of.actions, tap));
  return node;
}

function template(message, tap) {
  const of = message.template;
  if (of.type === "confirm") return h("div.template", {}, h("div.words", {}, h("p", {}, of.text)), buttons(of.actions, tap, true));
  if (of.type === "carousel") return h("div.carousel", { tabIndex: 0 }, of.columns.map((column) => panel(column, tap, of)));
  if (of.type === "image_carousel") {
    return h("div.carousel", { tabIndex: 0 }, of.columns.map((column) => h("button.template.picture", {
      type: "button", onclick: () => tap(column.action, column.action.label ?? ""),
    }, h("img", { src: column.imageUrl, alt: "" }), column.action.label && h("span", {}, column.action.label))));
  }
  return panel(of, tap, of);
}

const flex = (message, tap) => drawFlex(message.contents, tap);
const unknown = (message) => h("div.bubble.faint", {}, `[${message.type}]`);

const DRAW = { text, textV2, image, video, audio, file, location, sticker, coupon, imagemap, template, flex };
