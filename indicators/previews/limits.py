"""What a worker that opens a stranger's file may use; set by itself before it reads a byte."""

import resource
from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds of CPU, address space and size of the output in bytes, seconds on the wall."""

    cpu: int = 10
    memory: int = 1536 * MB
    output: int = 200 * MB
    wall: float = 15.0


def apply(limits: Limits) -> None:
    """Bind this process to `limits`; it can never loosen them again. No core dumps either."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output, limits.output))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
