"""The hook to ClamAV: asked when `CLAMAV_SOCKET` names one, silent otherwise."""

import logging
import socket
import struct
from typing import IO

from django.conf import settings

from units.errors import Refused

PIECE = 64 * 1024
TIMEOUT = 30.0
log = logging.getLogger(__name__)


def scan(stream: IO[bytes]) -> None:
    """Send the file to clamd (INSTREAM); raises Refused when it finds something or is not there.

    CLAMAV_SOCKET is the path of a local socket, or `host:port`.
    """
    if not settings.CLAMAV_SOCKET:
        return
    stream.seek(0)
    try:
        answer = _ask(settings.CLAMAV_SOCKET, stream)
    except OSError as error:
        log.exception("clamd does not answer")
        raise Refused("病毒检查服务暂时不可用，文件没有保存，请稍后再上传。") from error
    if not answer.endswith("OK"):
        log.warning("clamd refused a file: %s", answer)
        raise Refused("文件未通过病毒检查，已拒绝，请先在本机查杀后再上传。")


def _ask(address: str, stream: IO[bytes]) -> str:
    with _connect(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        while piece := stream.read(PIECE):
            connection.sendall(struct.pack(">I", len(piece)) + piece)
        connection.sendall(struct.pack(">I", 0))
        return connection.recv(4096).decode("utf-8", "replace").strip("\0\n ")


def _connect(address: str) -> socket.socket:
    host, colon, port = address.rpartition(":")
    if colon and port.isdigit():
        return socket.create_connection((host, int(port)), TIMEOUT)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(TIMEOUT)
    connection.connect(address)
    return connection
