"""What goes wrong on purpose: which calls fail, how, how often, and whether their effect had happened."""

import random
import threading
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

KINDS = "a status from 400 to 599, 429-rate, 429-quota, 409, timeout, close or latency"


@dataclass(frozen=True)
class Fault:
    endpoint: str  # reply, push, content … or a pattern such as *
    kind: str  # see KINDS; content calls also take 202
    times: int | None = 1  # the next so many calls; None: until cleared
    probability: float = 1.0
    effect: bool = False  # True: the call did its work before it failed
    latency_ms: int = 0  # waited before the answer

    def __post_init__(self) -> None:
        status = self.kind.isdigit() and (400 <= int(self.kind) <= 599 or self.kind == "202")
        if not status and self.kind not in ("429-rate", "429-quota", "timeout", "close", "latency"):
            raise ValueError(f"fault kind: found {self.kind!r}, expected {KINDS}")


class Faults:
    """The faults that are switched on, and the draw for each call."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._random = random.Random(0)  # repeatable from its seed
        self._guard = threading.Lock()
        self.played: dict[str, int] = {}

    def add(self, fault: Fault) -> None:
        with self._guard:
            self._faults.append(fault)

    def clear(self, seed: int = 0) -> None:
        with self._guard:
            self._faults.clear()
            self._random.seed(seed)

    def draw(self, endpoint: str) -> tuple[Fault | None, int]:
        """The fault that this call meets, if any, and the milliseconds that it has to wait first."""
        if not self._faults:
            return None, 0
        wait = 0
        with self._guard:
            for place, fault in enumerate(self._faults):
                if not fnmatchcase(endpoint, fault.endpoint):
                    continue
                if fault.probability < 1 and self._random.random() >= fault.probability:
                    continue
                if fault.times is not None:
                    self._faults[place] = replace(fault, times=fault.times - 1)
                wait += fault.latency_ms
                if fault.kind != "latency":
                    name = f"{endpoint} {fault.kind}{' after effect' if fault.effect else ''}"
                    self.played[name] = self.played.get(name, 0) + 1
                    self._drop_spent()
                    return fault, wait
            self._drop_spent()
        return None, wait

    def _drop_spent(self) -> None:
        self._faults = [f for f in self._faults if f.times is None or f.times > 0]

    def listed(self) -> list[dict[str, Any]]:
        with self._guard:
            return [asdict(fault) for fault in self._faults]
