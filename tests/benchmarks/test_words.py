"""How long reading takes and what its dictionary weighs: printed, and held to limits."""

import datetime
import subprocess
import sys
import time

import pytest

from handlers.reading import read

TODAY = datetime.date(2025, 3, 15)
TYPICAL = (
    "เบิกจ่าย 82.5%",
    "บ้านกรวด: เบิกจ่าย 82.5%, OTOP 4.5 แสน",
    "ขายโอทอปได้หนึ่งล้านสองแสนห้าหมื่นบาทครับ",
    "จปฐ เก็บแล้ว 1,230 จาก 1,300 ครัวเรือน ณ 14 มี.ค. 68",
    "ใครยังไม่ส่งบ้าง",
)
WEIGH = """
import datetime, pathlib

def resident():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

bare = resident()
from handlers.reading import read
imported = resident()
read("เบิกจ่าย 82.5% ละหารทราย ผมวิชัย", today=datetime.date(2025, 3, 15), province=None)
print(imported - bare, resident() - imported)
"""


def _seconds(text: str, times: int) -> float:
    """The best of five rounds: what the reading costs, not what else the machine was doing."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            read(text, today=TODAY, province="บุรีรัมย์")
        best = min(best, (time.process_time() - start) / times)
    return best


@pytest.mark.benchmark
def test_a_typical_message_takes_less_than_a_millisecond() -> None:
    for text in TYPICAL:
        taken = _seconds(text, 100) * 1000
        print(f"{taken:7.3f} ms  {len(text):4} characters  {text}")
        assert taken < 1


@pytest.mark.benchmark
def test_500_characters_take_less_than_10_ms() -> None:
    lines = "ละหารทราย OTOP ๑,๒๕๐,๐๐๐ บาท ณ วันที่ 14 มีนาคม 2568\nนางรอง OTOP หนึ่งล้านสองแสนบาท\nสตึก OTOP 9 แสน ฟุบฟับ\n"
    text = (lines * 5)[:500]
    taken = _seconds(text, 10) * 1000
    print(f"{taken:7.3f} ms  {len(text):4} characters")
    assert taken < 10


@pytest.mark.benchmark
def test_the_dictionary_weighs_less_than_45_mb() -> None:
    out = subprocess.run([sys.executable, "-c", WEIGH], capture_output=True, text=True, timeout=60, check=True).stdout
    code, words = map(float, out.split())
    print(f"{code:7.1f} MB for the code and its libraries, {words:.1f} MB for all words, names and districts")
    assert words < 45
