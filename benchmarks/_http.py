"""A served store, and a light HTTP/1.1 client that keeps its connection, so that the server is what is measured."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import socket
import subprocess
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from _common import ZONEGRAPH

JSON = "application/sparql-results+json"


@contextlib.contextmanager
def served(store: Path, *options: str, **environment: str) -> Iterator[int]:
    """A server on the store; its port. It is ended afterwards."""
    with served_by(store, *options, **environment) as (port, _):
        yield port


@contextlib.contextmanager
def served_by(store: Path, *options: str, **environment: str) -> Iterator[tuple[int, int]]:
    """As `served`, with the number of the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(ZONEGRAPH), "serve", "--store", str(store), "--port", str(port), *options]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    break
            time.sleep(0.1)
        else:
            raise SystemExit("the server did not come up")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def busy(root: int) -> float:
    """Seconds of CPU that a process and all that it has started have used; those that have ended count by parent."""
    tick, parents, used = os.sysconf("SC_CLK_TCK"), {}, {}  # its own time to the ns (clock_getcpuclockid(3))
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                told = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(told[1])
                own = time.clock_gettime(~int(entry.name) << 3 | 2)
                used[int(entry.name)] = own + sum(map(int, told[13:15])) / tick
    family, grown = {root}, True
    while grown:
        fresh = {pid for pid, parent in parents.items() if parent in family} - family
        family |= fresh
        grown = bool(fresh)
    return sum(used.get(pid, 0.0) for pid in family)


@contextlib.contextmanager
def others(server: int) -> Iterator[list[float]]:
    """How many cores other work on the machine had meanwhile, the hypervisor's included: put into the list."""

    def used() -> tuple[float, float]:
        told = Path("/proc/stat").read_text().split(None, 10)
        ticks = sum(int(told[place]) for place in (1, 2, 3, 6, 7, 8))  # user nice system irq softirq steal
        return ticks / os.sysconf("SC_CLK_TCK"), busy(server) + time.process_time()

    found: list[float] = []
    began, before = time.perf_counter(), used()
    yield found
    after = used()
    found.append(((after[0] - before[0]) - (after[1] - before[1])) / (time.perf_counter() - began))


def sparql_path(query: str) -> str:
    """The address of a query."""
    return "/sparql?" + urllib.parse.urlencode({"query": query})


class Client:
    """One connection. `get` and `post` give (status, body, seconds)."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str, accept: str = JSON) -> tuple[int, bytes, float]:
        """GET."""
        return await self._send(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\n\r\n".encode())

    async def post(self, path: str, body: bytes, media_type: str) -> tuple[int, bytes, float]:
        """POST."""
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        return await self._send(head.encode() + body)

    async def _send(self, request: bytes) -> tuple[int, bytes, float]:
        began = time.perf_counter()
        try:
            reader, writer, head = await self._head(request)
        except (asyncio.IncompleteReadError, ConnectionError):  # the server had closed an idle connection
            self._streams = None
            reader, writer, head = await self._head(request)
        status = int(head.split(None, 2)[1])
        length = next(int(line.partition(":")[2]) for line in head.split("\r\n") if line.startswith("content-length"))
        body = await reader.readexactly(length)
        if "connection: close" in head:
            writer.close()
            self._streams = None
        return status, body, time.perf_counter() - began

    async def _head(self, request: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reader, writer = self._streams
        writer.write(request)
        return reader, writer, (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
