"""Peak memory of `zonegraph serve` on the seeds' store, after questions, searches and queries."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from _common import ROOT, ZONEGRAPH, seed_store, verdict

QUERY = "SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(?n) LIMIT 10"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def peak_bytes(pid: int) -> int:
    """Peak resident memory of a process and of the processes that it has started, from /proc."""
    pids, total = [pid], 0
    for p in pids:
        children = Path(f"/proc/{p}/task/{p}/children")
        pids += [int(c) for c in children.read_text().split()] if children.exists() else []
        for line in Path(f"/proc/{p}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                total += int(line.split()[1]) * 1024
    return total


def main() -> None:
    """Print the peak in MB beside the bound of 700."""
    lines = (ROOT / "seeds" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        store, port = seed_store(Path(folder)), free_port()
        command = [str(ZONEGRAPH), "serve", "--store", str(store), "--port", str(port)]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        base = f"http://127.0.0.1:{port}"
        try:
            for _ in range(100):
                try:
                    urllib.request.urlopen(base + "/healthz")
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.2)
            for q in questions:
                body = json.dumps({"question": q}).encode()
                ask = urllib.request.Request(base + "/api/ask", body, {"Content-Type": "application/json"})
                urllib.request.urlopen(ask).read()
                urllib.request.urlopen(base + "/api/search?" + urllib.parse.urlencode({"q": q})).read()
            urllib.request.urlopen(base + "/sparql?" + urllib.parse.urlencode({"query": QUERY})).read()
            requests = 2 * len(questions) + 1
            verdict(f"peak memory of serve after {requests} requests, MB", peak_bytes(server.pid) / 1e6, 700)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
