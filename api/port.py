"""The port that the server listens at: taken before any long work starts, so that a port in use is told at once.

`python -m api.port 8000 [HOST]` only looks whether the port is free (the Makefile asks before it builds a store).
"""

from __future__ import annotations

import errno
import os
import socket
import sys

from kg.errors import ZonegraphError


def bind(host: str, port: int) -> socket.socket:
    """A listening socket's socket, bound; port 0 takes any free one. ZonegraphError names the port and the way out."""
    if not 0 <= port <= 65535:
        raise ZonegraphError(f"端口应在 1 至 65535 之间 / a port is a number from 1 to 65535, not {port}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise ZonegraphError(f"地址无法解析 / cannot resolve the address {host!r}: {error.strerror}") from error
    bound = socket.socket(family, kind, protocol)
    if os.name == "posix":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        raise ZonegraphError(_reason(error, host, port)) from error
    return bound


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被占用，换一个：PORT={port + 1} make run 或 zonegraph serve --port {port + 1} / "
            f"port {port} is in use; choose another with PORT={port + 1} or --port {port + 1}"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"无权使用端口 {port}，请用 1024 以上的 / no permission for port {port}: PORT= above 1023"
    return f"无法监听 {host}:{port} / cannot listen at {host}:{port}: {error.strerror}"


def address_of(bound: socket.socket) -> str:
    """The URL at which a browser on this machine reaches the socket."""
    host, port = bound.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


if __name__ == "__main__":
    try:
        bind(sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1", int(sys.argv[1])).close()
    except (ZonegraphError, ValueError, IndexError) as problem:
        sys.exit(f"错误 / error: {problem}")
