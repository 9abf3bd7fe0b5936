"""A large graph by itself, loaded as `zonegraph ingest` does, and the ten queries of sparql_speed on it.

Ten million triples: `--documents 24000`.

Each query goes over HTTP, to a server on a store of three reports whose graph is the large one, and straight to the
engine, in turn. The graph is made in two steps, so that each can be timed and repeated: `--make` writes the N-Quads,
`--load` the folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from _made_store import _report, _zone, made_store
from sparql_speed import QUERIES, beside_the_engine

from api.workspace import Workspace
from kg.allocator import share_arenas
from kg.graph import facts_keys, quads_text, triples
from kg.iris import Iris
from kg.namespaces import PREFIXES
from kg.ontology import ontology_triples
from kg.store import OxigraphStore, label_triples
from kg.vocabulary import shipped


def make(file: Path, documents: int, passages: int) -> None:
    """Write the quads of that many generated reports."""
    iris, vocabulary, began = Iris(), shipped(), time.perf_counter()
    chosen = [
        [one for one in vocabulary.concepts if one.kind == kind][:most]
        for kind, most in (("Indicator", 60), ("Industry", 200), ("Policy", 200))
    ]
    names: dict[str, str] = {}
    quads = 0
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(quads_text(iris.lexicon_graph, sorted({*ontology_triples(), *vocabulary.triples(iris)})))
        for number in range(documents):
            document, facts = _report(number, documents, passages, *chosen)
            names.update(facts_keys(facts))
            lines = triples(document, facts, iris, vocabulary)
            quads += 2 * len(lines)
            stream.write(quads_text(iris.document(document.id), lines))
        labels = label_triples({iris.entity(key): name for key, name in names.items()})
        stream.write(quads_text(iris.names_graph, labels))
    size = file.stat().st_size / 1e9
    print(f"made {documents:,} reports, some {quads:,} quads, {size:.1f} GB in {time.perf_counter() - began:.0f} s")


def load(file: Path, folder: Path) -> None:
    """Load them, and say what that takes."""
    share_arenas()
    wall, busy = time.perf_counter(), time.process_time()
    with OxigraphStore.open(folder, write=True) as graph:
        graph.bulk(file)
        print(f"loaded in {time.perf_counter() - wall:.0f} s, {time.process_time() - busy:.0f} s of CPU", flush=True)
        graph.optimize()
        graph.flush()
    size = sum(one.stat().st_size for one in folder.iterdir()) / 1e9
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"and put in order in {time.perf_counter() - wall:.0f} s, {time.process_time() - busy:.0f} s of CPU; "
        f"{size:.2f} GB on disk, peak {peak:.0f} MiB"
    )


def ask(folder: Path, documents: int, rounds: int) -> None:
    """The ten queries, over HTTP beside the engine."""
    with OxigraphStore.open(folder) as graph:
        print(f"{len(graph):,} triples in the merge")
    engine = ox.Store.read_only(str(folder))
    label = next(one.label for one in shipped().concepts if one.kind == "Indicator")
    zones = (_zone(place) for place in range(documents // 5))
    zone = next(name for name in zones if engine.query(f'ASK {{ ?z rdfs:label "{name}" }}', prefixes=PREFIXES))
    texts = {name: text.format(zone=zone, indicator=label) for name, text in QUERIES.items()}
    with tempfile.TemporaryDirectory() as scratch:
        beside_the_engine(_store_around(folder, Path(scratch)), texts, rounds)


def _store_around(graph: Path, folder: Path) -> Path:
    """A store whose graph is this one; its documents and index are those of three reports."""
    store = made_store(folder, 3)
    with Workspace.open(store) as workspace:
        place = workspace.folder.graph(workspace.generation)
    shutil.rmtree(place)
    place.symlink_to(graph.resolve(), target_is_directory=True)
    return store


def main() -> None:
    """Make, load, ask."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=500, help="ten million triples: 24000")
    options.add_argument("--passages", type=int, default=15)
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "zonegraph-bench")
    options.add_argument("--make", action="store_true")
    options.add_argument("--load", action="store_true")
    options.add_argument("--ask", action="store_true")
    told = options.parse_args()
    every = not (told.make or told.load or told.ask)
    told.folder.mkdir(parents=True, exist_ok=True)
    file = told.folder / f"large-{told.documents}.nq"
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    if told.make or every:
        make(file, told.documents, told.passages)
    if told.load or every:
        load(file, file.with_suffix(""))
    if told.ask or every:
        ask(file.with_suffix(""), told.documents, told.rounds)


if __name__ == "__main__":
    main()
