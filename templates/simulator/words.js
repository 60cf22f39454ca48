// How the page says days, times, people and failures in Thai.

const MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];
const WEEKDAYS = ["อา.", "จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส."];

let roles = {};
/** The names of the roles, as the bot itself says them. */
export const learnRoles = (told) => { roles = told; };

export const NOTES = {
  follow: "เพิ่มบอทเป็นเพื่อนแล้ว",
  unfollow: "บล็อกบอทแล้ว",
  join: "บอทเข้าร่วมกลุ่ม",
  leave: "บอทออกจากกลุ่ม",
  memberJoined: "มีสมาชิกเข้ากลุ่ม",
  memberLeft: "มีสมาชิกออกจากกลุ่ม",
};

/** ISO day -> "ส. 15 มี.ค. 2568" */
export function thaiDay(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return `${WEEKDAYS[weekday]} ${day} ${MONTHS[month - 1]} ${year + 543}`;
}

export const shortDay = (iso) => thaiDay(iso).split(" ").slice(1, 3).join(" ");

const clock = new Intl.DateTimeFormat("th-TH", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Bangkok" });
export const time = (ms) => clock.format(ms);
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" });
export const realDay = (ms) => isoDay.format(ms);

export function addDays(iso, days) {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

export function office(person) {
  const role = roles[person.role] ?? (person.registered ? "ลงทะเบียนแล้ว" : "ยังไม่ลงทะเบียน");
  const place = person.district ? `อ.${person.district}` : person.province ? `จ.${person.province}` : "";
  return [role, place].filter(Boolean).join(" · ");
}

export function failure(problem) {
  if (problem === "request_timeout") return "บอทไม่ตอบภายใน 2 วินาที";
  if (problem.startsWith("could_not_connect")) return "ติดต่อบอทไม่ได้";
  return `บอทตอบว่า ${problem}`;
}

// What somebody new to this page may try first; the place and figures are the demo's own.
export const FIRST = ["ลงทะเบียน", "เบิกจ่าย 74%", "คะแนน", "ช่วยเหลือ"];

export const size = (bytes) =>
  bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} B`;
