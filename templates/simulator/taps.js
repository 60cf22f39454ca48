// What a touched button does: most go to the bot, some only to the person's own telephone.

import { $, ask, encoded, post, toast } from "./dom.js";

const KINDS = { date: "date", time: "time", datetime: "datetime-local" };

/** `at` is {user, chat}: who touches, and where. */
export async function tap(action, label, at) {
  const send = (more = {}) => post("tap", { ...at, action, label, ...more });
  switch (action.type) {
    case "uri":
      open(action.uri, "_blank", "noopener");
      return;
    case "clipboard":
      await navigator.clipboard?.writeText(action.clipboardText).catch(() => {});
      toast("คัดลอกแล้ว");
      return;
    case "datetimepicker": {
      const picked = await ask(label || "เลือกวัน", [{
        name: "value", label: "", type: KINDS[action.mode], value: action.initial?.replace("t", "T") ?? "", min: action.min, max: action.max,
      }]);
      if (picked) await send({ picked: picked.value });
      return;
    }
    case "camera":
    case "cameraRoll": {
      const picked = await ask(label || "ถ่ายรูป", [{
        name: "files", label: "เลือกรูป หรือปล่อยว่างเพื่อส่งภาพตัวอย่าง", type: "file", accept: "image/*", multiple: true,
      }], "ส่ง");
      if (picked) await post("photo", { ...at, files: await encoded(picked.files) });
      return;
    }
    case "location":
      await sendPlace(at);
      return;
    default:
      await send();
      if (action.type === "postback" && action.inputOption === "openKeyboard") {
        if (action.fillInText) $("text").value = action.fillInText;
        $("text").focus();
      }
  }
}

export async function sendPlace(at) {
  const place = await ask("ส่งตำแหน่ง", [
    { name: "title", label: "ชื่อสถานที่", value: "ที่ว่าการอำเภอ", required: false },
    { name: "latitude", label: "ละติจูด", type: "number", step: "any", value: "14.9951" },
    { name: "longitude", label: "ลองจิจูด", type: "number", step: "any", value: "103.1116" },
  ], "ส่ง");
  if (place) await post("location", { ...at, ...place });
}
