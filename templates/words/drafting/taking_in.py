"""What we say of a file that is given in: why it cannot be read and what to do, or where to look at the paper."""

from collections.abc import Mapping, Sequence

AS_WORD = "กรุณาใช้ไฟล์ Word (.docx) ต้นฉบับ หรือพิมพ์ข้อความส่งเข้ามาแทนค่ะ"
WORD_AGAIN = "กรุณาเปิดไฟล์ใน Word แล้วบันทึกใหม่เป็น .docx ค่ะ"
EXCEL_AGAIN = "กรุณาเปิดไฟล์ใน Excel แล้วบันทึกใหม่เป็น .xlsx ค่ะ"

REFUSED: Mapping[str, str] = {
    "empty": "ไฟล์ {file} ว่างเปล่า ไม่พบข้อความ กรุณาเลือกไฟล์ที่มีเนื้อหาข้อตกลงค่ะ",
    "too_large": "ไฟล์ {file} ใหญ่ {size} MB เกินที่รับได้ {most} MB กรุณาตัดรูปภาพออกหรือแบ่งเป็นหลายไฟล์ค่ะ",
    "too_long": "ไฟล์ {file} มีเนื้อหายาวเกินที่รับได้ กรุณาส่งเฉพาะหน้าที่เป็นข้อตกลงและตารางเป้าหมายค่ะ",
    "too_many_pages": "ไฟล์ {file} มี {pages} หน้า เกินที่รับได้ {most} หน้า กรุณาส่งเฉพาะหน้าที่เป็นข้อตกลงค่ะ",
    "too_heavy": "ไฟล์ {file} ใช้เวลาหรือหน่วยความจำมากเกินไป อ่านไม่จบ กรุณาส่งเฉพาะหน้าที่เป็นข้อตกลงค่ะ",
    "bomb": "ไฟล์ {file} ผิดปกติ ข้างในใหญ่หรือซับซ้อนเกินไฟล์เอกสาร จึงไม่เปิดอ่านเพื่อความปลอดภัย " + AS_WORD,
    "old_word": "ไฟล์ {file} เป็น Word รุ่นเก่า (.doc) อ่านไม่ได้ " + WORD_AGAIN,
    "old_excel": "ไฟล์ {file} เป็น Excel รุ่นเก่า (.xls) อ่านไม่ได้ " + EXCEL_AGAIN,
    "old_office": "ไฟล์ {file} เป็นไฟล์ Office รุ่นเก่า อ่านไม่ได้ กรุณาเปิดแล้วบันทึกใหม่เป็น .docx หรือ .xlsx ค่ะ",
    "macros": "ไฟล์ {file} มีมาโคร (โปรแกรม) อยู่ข้างใน จึงไม่เปิดอ่าน กรุณาบันทึกใหม่เป็น .{kind} ที่ไม่มีมาโครค่ะ",
    "password": "ไฟล์ {file} ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้ กรุณาเอารหัสผ่านออกแล้วส่งใหม่ค่ะ",
    "picture": "ไฟล์ {file} เป็นรูปภาพ ระบบอ่านตัวหนังสือในภาพไม่ได้ " + AS_WORD,
    "scan": "ไฟล์ {file} เป็นภาพสแกน{pages} ระบบอ่านตัวหนังสือในภาพไม่ได้ " + AS_WORD,
    "tracked": "ไฟล์ {file} มีรอยแก้ไขที่ยังไม่ตัดสิน (Track Changes) กรุณากดยอมรับหรือปฏิเสธทุกรอยใน Word แล้วบันทึกส่งใหม่ค่ะ",
    "damaged": "ไฟล์ {file} มีตัวอักษรเสียหายที่ซ่อมเองไม่ได้ เช่น ตัวเลขแทรกกลางคำ ตรง “{words}” (บรรทัด {line}) " + AS_WORD,
    "not_text": "ไฟล์ {file} ไม่ใช่ไฟล์ข้อความที่อ่านได้ กรุณาบันทึกเป็น .txt แบบ UTF-8 หรือใช้ไฟล์ Word (.docx) ค่ะ",
    "broken": "ไฟล์ {file} เสียหรือไม่ครบ เปิดอ่านไม่ได้ กรุณาเปิดในโปรแกรมเดิม บันทึกใหม่ แล้วส่งอีกครั้งค่ะ",
    "other_kind": "ไฟล์ {file} ไม่ใช่ไฟล์เอกสารที่อ่านได้ (เป็น {found}) กรุณาใช้ .docx .pdf .xlsx หรือ .txt ค่ะ",
    "none": "ยังไม่ได้เลือกไฟล์ กรุณาเลือกไฟล์ .docx .pdf .xlsx หรือ .txt ค่ะ",
    "too_many_files": "ส่งมา {count} ไฟล์ เกินที่รับได้ {most} ไฟล์ต่อครั้ง กรุณาส่งเฉพาะไฟล์ข้อตกลงและตารางเป้าหมายค่ะ",
}

LOOK: Mapping[str, str] = {
    "list_number": "เลขลำดับอัตโนมัติหน้าข้อความนี้อ่านไม่ได้ บนกระดาษเป็นเลขอะไร",
    "picture_inside": "มีรูปภาพใหญ่ในไฟล์ ถ้าในรูปมีตารางหรือเกณฑ์ ระบบจะไม่เห็น ในรูปมีตัวเลขของข้อตกลงไหม",
    "struck": "มีข้อความขีดฆ่า ยังใช้อยู่หรือยกเลิกแล้ว",
    "symbol": "มีสัญลักษณ์ที่อ่านไม่ได้ (แสดงเป็น □) บนกระดาษเป็นเครื่องหมายอะไร",
    "hidden_sheet": "มีชีตที่ซ่อนไว้ ไม่ได้อ่าน ต้องใช้ไหม",
    "hidden_cells": "มีแถวหรือคอลัมน์ที่ซ่อนไว้ ไม่ได้อ่าน ต้องใช้ไหม",
    "formula": "ช่องนี้เป็นสูตรที่ไฟล์ไม่ได้เก็บผลไว้ ตัวเลขจริงคือเท่าไร",
    "error_cell": "ช่องนี้แสดงค่าผิดพลาดหรือเวลา ตัวเลขจริงคือเท่าไร",
    "rounded": "ช่องนี้แสดงเลขปัดเศษ ไม่ตรงกับค่าที่เก็บไว้ ใช้ตามที่แสดงใช่ไหม",
    "cut_number": "ตัวเลขนี้ถูกตัดขึ้นบรรทัดใหม่ในไฟล์ อ่านต่อกันแบบนี้ถูกไหม",
    "number_differs": "ตัวอ่านอีกตัวเห็นตัวเลขต่างกัน กรุณาเทียบกับกระดาษ",
    "form": "ไฟล์เป็นแบบฟอร์มกรอก ข้อความที่กรอกไว้อาจไม่ถูกอ่าน กรุณาเทียบกับกระดาษ",
}
MOST_SHOWN = 3


def refused(why: str, file: str, facts: Mapping[str, str | int]) -> str:
    """One sentence: what was found, and what to do."""
    told: dict[str, str | int] = {"file": f"“{file}”" if file else "ที่ส่งมา", **facts}
    told["pages"] = f" (หน้า {facts['pages']})" if why == "scan" and facts.get("pages") else facts.get("pages", "")
    return REFUSED[why].format(**told)


def look(why: str, file: str, places: Sequence[str]) -> str:
    """One question about all the places of one kind."""
    named = [place for place in places if place]
    shown = ", ".join(named[:MOST_SHOWN])
    if len(named) > MOST_SHOWN:
        shown += f" และอีก {len(named) - MOST_SHOWN} แห่ง"
    where = f"{file}: {shown}" if shown else file
    return f"{LOOK[why]} ({where})"
