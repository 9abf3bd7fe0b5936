"""What the graph says of a copy: which text it is the same as."""

from __future__ import annotations

from kg import terms
from kg.entries import Copied
from kg.iris import Iris
from kg.namespaces import ZG

SAME_TEXT = f"<{ZG}sameTextAs>"


def same_text_triples(doc: str, copied: Copied, iris: Iris) -> list[str]:
    """N-Triples, without the final dot, from each copied text to the one whose facts are counted; sorted."""

    def node(document: str, article: str | None) -> str:
        return terms.iri(iris.document(document) if article is None else iris.part(document, "article", article))

    return sorted(f"{node(doc, link.article)} {SAME_TEXT} {node(link.of, link.of_article)}" for link in copied.links)
