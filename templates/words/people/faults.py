"""What we say when something on our side went wrong: to who wrote, to the administrators by LINE and by letter."""

from collections.abc import Iterable


def failed(reference: str) -> str:
    return f"ขออภัยค่ะ ระบบอ่านข้อความนี้ไม่สำเร็จ ข้อความของท่านยังเก็บไว้ ผู้ดูแลตรวจได้ด้วยเลขอ้างอิง {reference}"


PARTS = {
    "inbox": "ข้อความเข้าค้างเกิน 1 นาที",
    "outbox": "คำตอบค้างส่งเกิน 3 นาที",
    "clock": "นาฬิกาเตือนหยุดเดินเกิน 2 นาที",
    "backup": "สำรองข้อมูลไม่สำเร็จ",
    "disk": "พื้นที่ดิสก์เหลือไม่ถึง 500 MB",
    "database": "เข้าถึงฐานข้อมูลไม่ได้ หรือฐานข้อมูลไม่ใช่ของเดิม",
    "store": "ฐานข้อมูลเสียหาย",
    "trail": "บันทึกว่าใครทำอะไรถูกแก้หรือขาดตอน",
    "LINE": "ติดต่อ LINE ไม่ได้",
    "quota": "ข้อความที่ส่งได้ในเดือนนี้หมดแล้ว",
    "web": "โปรแกรมค้าง ไม่ตอบหน้าเว็บ",
    "backup: none has succeeded for two days": "สำรองข้อมูลไม่สำเร็จมาสองวันแล้ว",
    "backup: its key was never tried, so none counts": "ยังไม่ได้ทดลองกุญแจข้อมูลสำรอง ไฟล์สำรองจึงยังไว้ใจไม่ได้",
    "LINE: it refuses the channel access token": "LINE ไม่รับโทเคนของบอท (channel access token)",
}
REMEDIES = {
    "inbox": "ดูว่าโปรแกรมยังทำงานอยู่ แล้วเริ่มโปรแกรมใหม่",
    "outbox": "ดูว่าอินเทอร์เน็ตของเซิร์ฟเวอร์ใช้ได้",
    "clock": "เริ่มโปรแกรมใหม่ (ถ้าใช้ PostgreSQL ให้เริ่มตัว clock)",
    "backup": "ดูพื้นที่และสิทธิ์ของ BACKUP_DIR แล้วสั่ง backup เอง",
    "disk": "ลบไฟล์ที่ไม่ใช้ หรือเพิ่มพื้นที่",
    "database": "สั่ง doctor ถ้าข้อมูลหาย ให้หยุดโปรแกรมแล้วสั่ง restore จากไฟล์สำรอง",
    "store": "หยุดโปรแกรม แล้วสั่ง restore จากไฟล์สำรองล่าสุด",
    "trail": "เก็บฐานข้อมูลไว้ตามเดิม แล้วแจ้งผู้ตรวจสอบ",
    "LINE": "ดูอินเทอร์เน็ตของเซิร์ฟเวอร์ และสถานะของ LINE บอทจะส่งต่อเองเมื่อกลับมา",
    "quota": "เพิ่มแพ็กเกจใน LINE Official Account Manager คำตอบในแชตยังตอบได้ตามปกติ",
    "web": "โปรแกรมจะเริ่มใหม่เอง ถ้าไม่กลับมาให้เริ่มใหม่",
    "agreement": "สั่ง agreement check แล้วแก้ไฟล์ข้อตกลง",
}

TRIAL_SUBJECT = "ระดับ: ทดลองส่งจดหมายแจ้งเตือน"
TRIAL = "จดหมายนี้เป็นการทดลอง ไม่มีปัญหาใด ได้รับแล้วแสดงว่าตั้งค่าการแจ้งเตือนถูกต้อง\n"


def cause(problem: str) -> str:
    part, _, rest = problem.partition(":")
    if part == "agreement":
        return f"ข้อตกลง{rest.split(' is ')[0]} ถูกปิดไว้ เพราะพิสูจน์กับเอกสารไม่ได้"
    return PARTS.get(problem) or PARTS.get(part, problem)


def unwell(problem: str) -> str:
    return f"แจ้งผู้ดูแลระบบ: {cause(problem)} ต่อเนื่องเกิน 15 นาที โปรดเปิดดู /healthz หรือสั่ง doctor"


def letter_subject(new: Iterable[str], healed: Iterable[str]) -> str:
    if named := [cause(one) for one in new]:
        return f"ระดับ: {named[0]}" + (f" และอีก {len(named) - 1} เรื่อง" if len(named) > 1 else "")
    return "ระดับ: กลับมาปกติ " + ", ".join(cause(one) for one in healed)


def letter(new: Iterable[str], still: Iterable[str], healed: Iterable[str], public_url: str) -> str:
    lines = []
    for title, problems in (("พบปัญหา", new), ("ยังไม่ปกติ", still)):
        for one in problems:
            lines.append(f"{title}: {cause(one)}")
            if remedy := REMEDIES.get(one.split(":", 1)[0]):
                lines.append(f"  ทำอย่างไร: {remedy}")
    lines += [f"กลับมาปกติแล้ว: {cause(one)}" for one in healed]
    return "\n".join([*lines, "", f"ดูสถานะได้ที่ {public_url}/healthz หรือสั่ง doctor ที่เซิร์ฟเวอร์"]) + "\n"
