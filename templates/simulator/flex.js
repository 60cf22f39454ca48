// Flex messages drawn as LINE draws them: sizes and defaults are those of LINE's own documents.

import { h } from "./dom.js";

const STEPS = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const FONTS = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const IMAGES = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const ALIGN = { start: "left", center: "center", end: "right" };
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };

const step = (value) => (value in STEPS ? `${STEPS[value]}px` : value);
const font = (value = "md") => (value in FONTS ? `${FONTS[value]}px` : value);

/** `tap(action, label)` is called for whatever is touched. */
export function drawFlex(contents, tap) {
  if (contents.type === "carousel") return h("div.carousel", { tabIndex: 0 }, contents.contents.map((b) => bubble(b, tap)));
  return bubble(contents, tap);
}

function bubble(thing, tap) {
  const node = h(`div.flex-bubble.size-${thing.size ?? "mega"}`, { dir: thing.direction ?? "ltr" });
  let above = false;
  for (const block of ["header", "hero", "body", "footer"]) {
    if (!thing[block]) continue;
    const style = thing.styles?.[block] ?? {};
    const part = h(`div.flex-${block}`, { style: { background: style.backgroundColor ?? "" } });
    if (style.separator && above) part.style.borderTop = `1px solid ${style.separatorColor ?? "#d4d6da"}`;
    const inner = component(thing[block], tap, "vertical");
    if (thing[block].type === "box" && block !== "hero") padded(inner, thing[block]);
    part.append(inner);
    node.append(part);
    above = true;
  }
  touchable(node, thing.action, tap, "");
  return node;
}

/** The block's own padding gives way to that of its box. */
function padded(inner, box) {
  if (["paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"].some((name) => name in box)) {
    inner.classList.add("own-padding");
    placePadding(inner, box, true);
  } else inner.classList.add("block-padding");
}

function component(thing, tap, parent) {
  const node = DRAW[thing.type]?.(thing, tap, parent) ?? h("div", {}, `[${thing.type}]`);
  const style = node.style;
  if (thing.position === "absolute") style.position = "absolute";
  for (const [name, css] of [["offsetTop", "top"], ["offsetBottom", "bottom"], ["offsetStart", "insetInlineStart"], ["offsetEnd", "insetInlineEnd"]]) {
    if (thing[name]) { style[css] = step(thing[name]); if (!style.position) style.position = "relative"; }
  }
  if (thing.type !== "button") touchable(node, thing.action, tap, wordsOf(thing));
  return node;
}

const wordsOf = (thing) => thing.text ?? (thing.contents ?? []).map(wordsOf).find(Boolean) ?? "";

function touchable(node, action, tap, words) {
  if (!action) return;
  node.classList.add("touchable");
  node.tabIndex = 0;
  node.setAttribute("role", "button");
  node.addEventListener("click", (event) => { event.stopPropagation(); tap(action, action.label || words); });
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.stopPropagation(); tap(action, action.label || words); } });
}

/** How much room a child takes beside its neighbours. */
function room(node, thing, parent) {
  const across = parent !== "vertical";
  const fallback = across && !["icon", "separator"].includes(thing.type) && !(thing.type === "box" && thing.width) ? 1 : 0;
  const flex = thing.flex ?? (thing.type === "filler" ? 1 : fallback);
  node.style.flex = flex > 0 ? `${flex} ${across ? 0 : 1} ${across ? "0" : "auto"}` : "0 0 auto";
  if (across) { node.style.minWidth = "0"; if (flex === 0) node.style.maxWidth = "100%"; }
}

function box(thing, tap) {
  const node = h(`div.flex-box.${thing.layout}`);
  const style = node.style;
  const across = thing.layout !== "vertical";
  (thing.contents ?? []).forEach((child, index) => {
    const drawn = component(child, tap, thing.layout);
    if (child.position !== "absolute") {
      room(drawn, child, thing.layout);
      const gap = child.margin ?? (index > 0 ? thing.spacing : undefined);
      if (gap) drawn.style[across ? "marginInlineStart" : "marginTop"] = step(gap);
    }
    node.append(drawn);
  });
  if (thing.backgroundColor) style.backgroundColor = thing.backgroundColor;
  if (thing.background) {
    const b = thing.background;
    const middle = b.centerColor ? `, ${b.centerColor} ${b.centerPosition ?? "50%"}` : "";
    style.backgroundImage = `linear-gradient(${b.angle}, ${b.startColor}${middle}, ${b.endColor})`;
  }
  if (thing.borderWidth || thing.borderColor) {
    const width = thing.borderWidth in BORDERS ? `${BORDERS[thing.borderWidth]}px` : thing.borderWidth ?? "0";
    style.border = `${width} solid ${thing.borderColor ?? "#d4d6da"}`;
  }
  if (thing.cornerRadius) { style.borderRadius = step(thing.cornerRadius); style.overflow = "hidden"; }
  for (const name of ["width", "maxWidth", "height", "maxHeight"]) if (thing[name]) style[name] = thing[name];
  if (thing.width || thing.height) style.overflow = "hidden";
  placePadding(node, thing, false);
  if (thing.justifyContent) style.justifyContent = thing.justifyContent;
  if (thing.alignItems) style.alignItems = thing.alignItems;
  return node;
}

function placePadding(node, thing, block) {
  const style = node.style;
  if (thing.paddingAll) style.padding = step(thing.paddingAll);
  else if (block) style.padding = "";
  for (const [name, css] of [["paddingTop", "paddingTop"], ["paddingBottom", "paddingBottom"], ["paddingStart", "paddingInlineStart"], ["paddingEnd", "paddingInlineEnd"]]) {
    if (thing[name]) style[css] = step(thing[name]);
  }
}

function letters(node, thing, plain) {
  const style = node.style;
  if (thing.size || plain) style.fontSize = font(thing.size);
  if (thing.color) style.color = thing.color;
  if (thing.weight) style.fontWeight = thing.weight === "bold" ? "700" : "400";
  if (thing.style) style.fontStyle = thing.style;
  if (thing.decoration) style.textDecoration = thing.decoration;
}

function text(thing, _tap, parent) {
  const words = thing.contents?.length
    ? thing.contents.map((span) => { const node = h("span", {}, span.text); letters(node, span, false); return node; })
    : [thing.text];
  const line = h("div.flex-words", {}, words);
  const node = h(`div.flex-text${thing.wrap ? ".wrap" : ""}`, {}, line);
  letters(node, thing, true);
  if (thing.align) node.style.textAlign = ALIGN[thing.align];
  if (thing.lineSpacing) node.style.lineHeight = `calc(1.4em + ${thing.lineSpacing})`;
  if (thing.maxLines && thing.wrap) { line.classList.add("clamped"); line.style.webkitLineClamp = thing.maxLines; }
  if (thing.gravity && parent !== "baseline") { node.style.display = "flex"; node.style.flexDirection = "column"; node.style.justifyContent = GRAVITY[thing.gravity]; }
  return node;
}

function button(thing, tap) {
  const style = thing.style ?? "link";
  const inner = h(`button.flex-button.${style}.${thing.height ?? "md"}`, {
    type: "button",
    onclick: (event) => { event.stopPropagation(); tap(thing.action, thing.action.label ?? ""); },
  }, h("span", {}, thing.action.label ?? ""));
  if (thing.color) inner.style[style === "link" ? "color" : "backgroundColor"] = thing.color;
  const node = h("div.flex-button-room", {}, inner);
  if (thing.gravity) { node.style.display = "flex"; node.style.alignItems = GRAVITY[thing.gravity]; }
  return node;
}

function picture(url, ratio, mode) {
  const [wide, high] = (ratio ?? "1:1").split(":").map(Number);
  const image = h("img", { src: url, alt: "", loading: "lazy", style: { objectFit: mode === "cover" ? "cover" : "contain" } });
  image.onerror = () => image.replaceWith(h("span.no-picture", { title: url }, "รูปภาพ"));
  return { image, ratio: `${wide} / ${high}` };
}

function image(thing, _tap, parent) {
  const size = thing.size ?? "md";
  const width = size === "full" ? "100%" : size in IMAGES ? `${IMAGES[size]}px` : size;
  const { image: drawn, ratio } = picture(thing.url, thing.aspectRatio, thing.aspectMode);
  const frame = h("div.flex-frame", { style: { width, aspectRatio: ratio, backgroundColor: thing.backgroundColor ?? "" } }, drawn);
  const node = h("div.flex-image", {}, frame);
  node.style.justifyContent = { start: "flex-start", end: "flex-end" }[thing.align] ?? "center";
  if (parent !== "vertical") node.style.alignItems = GRAVITY[thing.gravity ?? "top"];
  return node;
}

function icon(thing) {
  const { image: drawn, ratio } = picture(thing.url, thing.aspectRatio, "fit");
  return h("span.flex-icon", { style: { height: font(thing.size), aspectRatio: ratio } }, drawn);
}

function video(thing, tap) {
  const { image: drawn, ratio } = picture(thing.previewUrl, thing.aspectRatio ?? "20:13", "cover");
  const open = { type: "uri", label: "", uri: thing.url };
  return h("div.flex-video", { style: { aspectRatio: ratio }, onclick: () => tap(thing.action ?? open, "") }, drawn, h("span.play", {}, "▶"));
}

function separator(thing, _tap, parent) {
  const node = h(`div.flex-separator.in-${parent}`);
  if (thing.color) node.style.backgroundColor = thing.color;
  return node;
}

const DRAW = { box, text, button, image, icon, video, separator, filler: () => h("div.flex-filler") };
