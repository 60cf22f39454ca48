// The few things that every part of the page needs of the document.

export const $ = (id) => document.getElementById(id);

/** h("button.icon", {onclick}, "ข้อความ", node…): an element; text is always text, never markup. */
export function h(kind, props = {}, ...children) {
  const [tag, ...classes] = kind.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "style") Object.assign(node.style, value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on") || name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function toast(text, kind = "") {
  const node = h(`div.toast${kind ? `.${kind}` : ""}`, {}, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), kind === "bad" ? 8000 : 3500);
}

/** A small menu beside what was touched: [[words, deed], …]. */
export function popup(anchor, choices) {
  const pop = $("pop");
  pop.replaceChildren(
    ...choices.filter(Boolean).map(([words, deed]) =>
      h("button", { type: "button", role: "menuitem", onclick: () => { pop.hidden = true; deed(); } }, words)),
  );
  pop.hidden = false;
  const box = anchor.getBoundingClientRect();
  const size = pop.getBoundingClientRect();
  const frame = $("phone").getBoundingClientRect();
  const right = box.left > frame.left + frame.width / 2;
  const left = Math.max(8, Math.min(right ? box.right - size.width : box.left, innerWidth - size.width - 8));
  const below = box.bottom + 4 + size.height < innerHeight;
  Object.assign(pop.style, { left: `${left}px`, top: `${below ? box.bottom + 4 : Math.max(8, box.top - size.height - 4)}px` });
}

addEventListener("pointerdown", (event) => {
  if (!$("pop").hidden && !$("pop").contains(event.target)) $("pop").hidden = true;
});
addEventListener("keydown", (event) => { if (event.key === "Escape") $("pop").hidden = true; });

/** Ask with a small form; resolves to its values, or to null. `fields`: [{name, label, type, value, …}]. */
export function ask(title, fields, ok = "ตกลง") {
  const dialog = $("dialog");
  return new Promise((resolve) => {
    const inputs = fields.map(({ name, label, options, ...rest }) => {
      if (options) {
        const boxes = options.map(([value, words]) =>
          h("label.check", {}, h("input", { type: "checkbox", name, value }), words));
        return h("fieldset", {}, h("legend", {}, label), ...boxes);
      }
      return h("label", {}, label, h("input", { name, required: rest.type !== "file", ...rest }));
    });
    const form = h("form", { method: "dialog" },
      h("h2", {}, title), ...inputs,
      h("div.row", {},
        h("button", { type: "button", onclick: () => dialog.close("no") }, "ยกเลิก"),
        h("button.main", { value: "yes" }, ok)));
    dialog.replaceChildren(form);
    dialog.onclose = () => {
      if (dialog.returnValue !== "yes") return resolve(null);
      const data = new FormData(form);
      resolve(Object.fromEntries(fields.map((f) =>
        [f.name, f.options ? data.getAll(f.name) : f.type === "file" ? [...form.elements[f.name].files] : data.get(f.name)])));
    };
    dialog.returnValue = "";
    dialog.showModal();
  });
}

export async function post(deed, body) {
  try {
    const answer = await fetch(`/page/${deed}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (told.error) toast(told.error, "bad");
    return told;
  } catch {
    toast("ติดต่อเครื่องจำลองไม่ได้", "bad");
    return { error: "unreachable" };
  }
}

/** Files as the server takes them: [{name, mime, data (base64)}]. */
export const encoded = (files) => Promise.all(files.map((file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve({ name: file.name, mime: file.type, data: reader.result.split(",")[1] ?? "" });
  reader.onerror = reject;
  reader.readAsDataURL(file);
})));
