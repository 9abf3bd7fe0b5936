"""What the model learns from: running text, pairs that belong together, and the thesaurus tables.

The data folder's form (corpus.jsonl.gz, pairs.jsonl.gz, paraphrase_groups.txt) and the licences of what it holds are
listed in search/model/README.md. The thesaurus tables of seeds/lexicon are optional: without them the recipe runs on.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.vocabulary import Vocabulary

AUTHORED = Path(__file__).with_name("questions.tsv")
"""Questions in plain words, each with a sentence in the style of reports: written for this recipe."""

_PASSAGES_PER_NAME = 6
_PASSAGE = (40, 300)  # characters of a paragraph that serves as a passage


@dataclass(frozen=True)
class Text:
    """A paragraph of running text and the source that it comes from."""

    source: str
    text: str


@dataclass(frozen=True)
class Pair:
    """Two texts that should lie close to each other: the question's side and the passage's side."""

    source: str
    query: str
    passage: str


@dataclass(frozen=True)
class Concept:
    """A row of the thesaurus: `names` (label first), the ways people ask for it, what it is."""

    names: tuple[str, ...]
    asks: tuple[str, ...]
    definition: str


@dataclass(frozen=True)
class Sources:
    """All that the recipe reads; `terms` are names worth a word of their own."""

    corpus: list[Text]
    pairs: list[Pair]
    terms: list[str]


def read_sources(data: Path, lexicon: Path | None = None) -> Sources:
    """Read the data folder, our own questions and, where `lexicon` holds them, the thesaurus tables."""
    corpus = [Text(record["s"], record["x"]) for record in _json_lines(data / "corpus.jsonl.gz")]
    pairs = [Pair(record["s"], record["q"], record["p"]) for record in _json_lines(data / "pairs.jsonl.gz")]
    groups = read_groups(data / "paraphrase_groups.txt")
    terms = [member for group in groups for member in group]
    questions = _rows(AUTHORED) if AUTHORED.exists() else []
    pairs += [Pair("questions", ask, row["sentence"]) for row in questions for ask in _split(row["question"])]
    corpus += [Text("authored", row[side]) for row in questions for side in ("sentence", "question")]
    concepts = read_concepts(lexicon) if lexicon else []
    pairs += concept_pairs(concepts)
    pairs += passage_pairs(concepts, [text for text in corpus if text.source in ("gov", "law")])
    corpus += [Text("authored", "，".join((*c.names, *c.asks, c.definition)) + "。") for c in concepts]
    terms += [name for concept in concepts for name in concept.names]
    return Sources(corpus, pairs, sorted(set(terms)))


def read_groups(path: Path) -> list[list[str]]:
    """Groups of ways to say one thing: one group a line, members separated by ` | `."""
    lines = path.read_text("utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]


def read_concepts(lexicon: Path) -> list[Concept]:
    """The concepts of the thesaurus that `lexicon` holds, by kind and id."""
    return [
        Concept((concept.label, *concept.alt), concept.ask, concept.definition)
        for concept in Vocabulary.load(lexicon).concepts
    ]


def concept_pairs(concepts: list[Concept]) -> list[Pair]:
    """Ask with definition, ask with label and definition, name with definition, ask with name."""
    pairs = []
    for concept in concepts:
        label, definition = concept.names[0], concept.definition
        for ask in concept.asks:
            pairs += [Pair("lexicon", ask, name) for name in concept.names]
            if definition:
                pairs += [Pair("lexicon", ask, definition), Pair("lexicon", ask, f"{label}。{definition}")]
        if definition:
            pairs += [Pair("lexicon", name, definition) for name in concept.names]
        pairs += [Pair("lexicon", name, label) for name in concept.names[1:]]
    return pairs


def passage_pairs(concepts: list[Concept], texts: list[Text]) -> list[Pair]:
    """Ask with real passages that name the concept; in half of them the name is cut out of the passage,
    so that the words around it must carry the meaning."""
    short, long = _PASSAGE
    found = _passages_by_name(concepts, [text.text[:long] for text in texts if len(text.text) >= short])
    chance = random.Random(0)
    pairs = []
    for concept in concepts:
        for name in concept.names if concept.asks else ():
            passages = found.get(name, [])
            for passage in chance.sample(passages, min(_PASSAGES_PER_NAME, len(passages))):
                kept = passage if chance.random() < 0.5 else passage.replace(name, "")
                pairs.append(Pair("lexicon_passage", chance.choice(concept.asks), kept))
    return pairs


def _passages_by_name(concepts: list[Concept], passages: list[str]) -> dict[str, list[str]]:
    """The passages that hold each name of three characters or more, in one walk over the text."""
    starts: dict[str, list[str]] = {}
    for name in sorted({name for concept in concepts for name in concept.names if len(name) >= 3}):
        starts.setdefault(name[:3], []).append(name)
    found: dict[str, list[str]] = {}
    for passage in passages:
        held = {passage[i : i + 3] for i in range(len(passage) - 2)} & starts.keys()
        for name in (name for start in sorted(held) for name in starts[start] if name in passage):
            found.setdefault(name, []).append(passage)
    return found


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in re.split("[;；]", cell or "") if part.strip()]


def _json_lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
