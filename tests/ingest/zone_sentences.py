"""Sentences about one invented zone, read: what the tests of single figures share."""

from ingest.facts import extract
from kg.model import Article, Document

ZONE = "青岭经济技术开发区"


def told(text: str) -> list[tuple[str, str]]:
    """Indicator and words of each figure of a sentence about the zone, in the text's order."""
    text = f"{ZONE}今年发展较快。\n{text}"
    article = Article(id="t-1", start=0, end=len(text), year=2024)
    facts = extract(Document(id="t", path="t.txt", sha256="", text=text, articles=(article,)))
    return [(o.indicator, o.text) for o in sorted(facts.observations, key=lambda o: text.find(o.text, o.start))]
