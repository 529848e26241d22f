"""Compound files (doc, xls, wps, et): directory and streams, read with every count bounded."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from units.errors import Refused

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "文件内部结构已损坏，请用 WPS 或 Office 重新保存后再上传。"
MAX_ENTRIES = 20_000
_END = 0xFFFFFFFA  # from here on a sector number is a mark


@dataclass(frozen=True)
class Entry:
    """One stream (kind 2), storage (1) or root (5) of the directory."""

    name: str
    kind: int
    start: int
    size: int


class Compound:
    """A compound file; raises Refused on anything that does not hold together."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._length = stream.seek(0, 2)
        head = self._at(0, 512)
        if head[:8] != SIGNATURE or len(head) < 512:
            raise Refused(DAMAGED)
        shift, mini_shift = struct.unpack_from("<HH", head, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Refused(DAMAGED)
        self._sector = 1 << shift
        directory, _, self._cutoff, mini_fat = struct.unpack_from("<4I", head, 48)
        self._fat_sectors = self._find_fat(head)
        self.entries = self._read_entries(directory)
        self._mini_fat = mini_fat

    def names(self) -> set[str]:
        """Return the names of all entries."""
        return {entry.name for entry in self.entries}

    def read(self, name: str, limit: int) -> bytes:
        """Return up to `limit` bytes of the stream called `name`, b"" if there is none."""
        for entry in self.entries:
            if entry.name == name and entry.kind == 2:
                size = min(entry.size, limit)
                return (
                    self._mini(entry, size)
                    if entry.size < self._cutoff
                    else self._chain(entry.start, size)
                )
        return b""

    def _at(self, offset: int, size: int) -> bytes:
        self._stream.seek(offset)
        return self._stream.read(size)

    def _sector_at(self, number: int) -> bytes:
        offset = (number + 1) * self._sector
        if offset >= self._length:
            raise Refused(DAMAGED)
        return self._at(offset, self._sector)

    def _find_fat(self, head: bytes) -> list[int]:
        sectors = [n for n in struct.unpack_from("<109I", head, 76) if n < _END]
        following, left = struct.unpack_from("<2I", head, 68)
        most = self._length // self._sector + 1
        while following < _END:
            left -= 1
            if left < 0 or len(sectors) > most:
                raise Refused(DAMAGED)
            numbers = _numbers(self._sector_at(following))
            sectors += [n for n in numbers[:-1] if n < _END]
            following = numbers[-1]
        return sectors

    def _next(self, number: int) -> int:
        per = self._sector // 4
        place, within = divmod(number, per)
        if place >= len(self._fat_sectors):
            raise Refused(DAMAGED)
        table = self._sector_at(self._fat_sectors[place])
        if len(table) < within * 4 + 4:
            raise Refused(DAMAGED)
        return int(struct.unpack_from("<I", table, within * 4)[0])

    def _chain(self, start: int, size: int) -> bytes:
        parts: list[bytes] = []
        number, left = start, size
        while left > 0 and number < _END:
            parts.append(self._sector_at(number)[:left])
            left -= self._sector
            number = self._next(number) if left > 0 else _END
        return b"".join(parts)

    def _read_entries(self, directory: int) -> list[Entry]:
        entries: list[Entry] = []
        number, seen = directory, set[int]()
        while number < _END:
            if number in seen or len(entries) > MAX_ENTRIES:
                raise Refused(DAMAGED)
            seen.add(number)
            data = self._sector_at(number)
            entries += [
                e for i in range(0, len(data) - 127, 128) if (e := _entry(data[i : i + 128]))
            ]
            number = self._next(number)
        if not entries or entries[0].kind != 5:
            raise Refused(DAMAGED)
        return entries

    def _mini(self, entry: Entry, size: int) -> bytes:
        """A stream below the cut-off lies in 64-byte pieces of the root's own stream."""
        root = self.entries[0]
        pool = self._chain(root.start, min(root.size, 64 * 1024 * 1024))
        table = _numbers(self._chain(self._mini_fat, 4 * (len(pool) // 64 + 1)))
        parts: list[bytes] = []
        number, left = entry.start, size
        while left > 0 and number < len(table):
            parts.append(pool[number * 64 : number * 64 + min(left, 64)])
            left -= 64
            number = table[number]
        return b"".join(parts)


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry(data: bytes) -> Entry | None:
    length, kind = struct.unpack_from("<HB", data, 64)
    if kind == 0:
        return None
    if length > 64 or kind not in (1, 2, 5):
        raise Refused(DAMAGED)
    name = data[: max(length - 2, 0)].decode("utf-16-le", "replace")
    start, size = struct.unpack_from("<2I", data, 116)
    return Entry(name, kind, start, size)
