"""What we say when something on our side went wrong."""


def failed(reference: str) -> str:
    return f"ขออภัยค่ะ ระบบอ่านข้อความนี้ไม่สำเร็จ ข้อความของท่านยังเก็บไว้ ผู้ดูแลตรวจได้ด้วยเลขอ้างอิง {reference}"
