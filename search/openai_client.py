"""A client of addresses that speak OpenAI's protocol, as far as embeddings and chat completions need it."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from kg.errors import SettingsError, ZonegraphError

Answer = TypeVar("Answer")

_LARGEST = 256 << 20  # bytes of a reply


class OpenAIClient:
    """Posts JSON to `address` + path and reads JSON back. One connection a request; no proxy, no redirect, no retry.

    `timeout` (seconds) is for the whole exchange: a server that drips a byte a second is given up as well.
    """

    def __init__(self, address: str, key: str = "", timeout: float = 30.0) -> None:
        parts = urlsplit(address)
        try:
            port = parts.port
        except ValueError as error:
            raise SettingsError(f"地址 {address!r} 不可用 / the address {address!r} cannot be used") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(f"地址 {address!r} 不可用 / the address {address!r} cannot be used")
        self.address = address.rstrip("/")
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname, port
        self._path, self._key, self._timeout = parts.path.rstrip("/"), key, timeout

    def broken(self, reason: str) -> ZonegraphError:
        """The error for an address that does not do what it should."""
        return ZonegraphError(f"{self.address} 的回答不可用 / the answer of {self.address} cannot be used: {reason}")

    def post(self, path: str, told: dict[str, Any], answer: type[Answer]) -> Answer:
        """Post `told` and read the reply as `answer`. `ZonegraphError`: no answer in time, a refusal, or rubbish."""
        deadline = time.monotonic() + self._timeout
        make = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = make(self._host, self._port, timeout=self._timeout)
        try:
            headers = {"Content-Type": "application/json", "Accept": "application/json"}
            if self._key:
                headers["Authorization"] = f"Bearer {self._key}"
            connection.request("POST", self._path + path, json.dumps(told, ensure_ascii=False).encode(), headers)
            reply = connection.getresponse()
            body = self._read(reply, connection, deadline)
        except TimeoutError as error:
            raise self._late() from error
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise ZonegraphError(
                f"连不上 {self.address}，请检查服务和设置 / cannot reach {self.address}: check the service and "
                f"the setting ({type(error).__name__}: {error})"
            ) from error
        finally:
            connection.close()
        if reply.status != 200:
            raise self.broken(f"HTTP {reply.status} {body[:200].decode('utf-8', 'replace')}")
        try:
            return msgspec.json.decode(body, type=answer)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise self.broken(str(error)) from error

    def _read(self, reply: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float) -> bytes:
        body = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._late()
            if connection.sock is not None:
                connection.sock.settimeout(left)
            piece = reply.read1(1 << 16)
            if not piece:
                return bytes(body)
            body += piece
            if len(body) > _LARGEST:
                raise self.broken(f"more than {_LARGEST >> 20} MB")

    def _late(self) -> ZonegraphError:
        return ZonegraphError(
            f"{self.address} 在 {self._timeout:g} 秒内没有回答 / {self.address} gave no answer in {self._timeout:g} s"
        )
