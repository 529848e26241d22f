"""缺项: which materials an indicator asks for and does not have. Pure.

A material is there when an accepted proof of the indicator stands at the same place of the chain
制度/部署/落实/成效; one that names no place is there as soon as there is any proof.
"""

from collections.abc import Collection
from dataclasses import dataclass

NONE, PARTIAL, FULL = "none", "partial", "full"
WORDS = {FULL: "材料齐", PARTIAL: "不全", NONE: "没有材料"}
# The shape of the look for each: done, soon, late.
SHAPES = {FULL: "done", PARTIAL: "soon", NONE: "late"}


@dataclass(frozen=True)
class Coverage:
    """How much of what an indicator asks for is there."""

    asked: int
    there: int
    proofs: int

    @property
    def missing(self) -> int:
        """How many materials are still to come; one where nothing is listed and nothing is there."""
        if not self.asked:
            return 0 if self.proofs else 1
        return self.asked - self.there

    @property
    def state(self) -> str:
        """NONE without any proof, FULL with nothing missing, else PARTIAL."""
        if not self.proofs:
            return NONE
        return PARTIAL if self.missing else FULL


def is_there(chain: str, proved: Collection[str]) -> bool:
    """Return whether a material of `chain` ("" for any) is there, given the chains proved."""
    return chain in proved if chain else bool(proved)


def coverage(asked: Collection[str], proved: Collection[str]) -> Coverage:
    """Return the coverage; one chain code per material asked for, one per accepted proof."""
    there = sum(is_there(chain, proved) for chain in asked)
    return Coverage(len(asked), there, len(proved))
