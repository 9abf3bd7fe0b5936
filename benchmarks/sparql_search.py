"""`SERVICE zg:search`, top 20 joined to three patterns, over HTTP at 100,000 passages; the words differ each time."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
from pathlib import Path

from _common import verdict
from _http import Client, served, sparql_path
from _made_store import _STEPS, WORKS, _zone, made_store

WAYS = ("政府帮企业代办", "企业不用跑", "厂房里能不能做", "高校帮忙改进")
QUERY = """SELECT ?score ?title ?zone {{
  SERVICE zg:search {{ ?passage zg:query "{words}" ; zg:score ?score ; zg:limit 20 }}
  ?passage zg:document ?d . ?d dcterms:title ?title . ?passage schema:mentions ?zone .
}}"""
ENTITY = """SELECT ?z ?score ?p ?stage {{
  SERVICE zg:search {{ ?z zg:query "{words}" ; zg:type zg:Zone ; zg:score ?score ; zg:limit 20 }}
  ?p zg:locatedIn ?z ; zg:stage ?stage . ?z rdfs:label ?name .
}}"""


async def ask(port: int, template: str, words: list[str]) -> list[float]:
    """Milliseconds of each query; the first five are not counted."""
    client, taken = Client(port), []
    for one in words:
        status, body, seconds = await client.get(sparql_path(template.format(words=one)))
        assert status == 200, body[:300]
        taken.append(seconds * 1000)
    client.close()
    return sorted(taken[5:])


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=2100)
    options.add_argument("--queries", type=int, default=105)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    told = options.parse_args()
    store = made_store(told.folder, told.documents, 48)
    rng = random.Random(3)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    phrases = [f"{rng.choice(WAYS)}{rng.choice(_STEPS)}{rng.choice(WORKS)}{number}" for number in range(told.queries)]
    names = [_zone(rng.randrange(max(20, told.documents // 5)))[:6] for _ in range(told.queries)]
    with served(store) as port:
        for kind, template, words in (("passages", QUERY, phrases), ("entities", ENTITY, names)):
            taken = asyncio.run(ask(port, template, words))
            p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
            print(f"{kind}: {len(taken)} queries, p50 {p50:.1f} ms, p95 {p95:.1f} ms")
            verdict(f"{kind}, top 20 joined to three patterns, p95 in ms", p95, 150)


if __name__ == "__main__":
    main()
