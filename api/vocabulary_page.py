"""The vocabulary as a page for people: each class and property with its labels in two languages."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from html import escape

from kg.namespaces import PREFIXES, ZG
from kg.ontology import ONTOLOGY

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_SECTIONS = (
    ("类 / classes", (_OWL + "Class",)),
    ("关系 / object properties", (_OWL + "ObjectProperty",)),
    ("检索 / searches in queries", (_OWL + "NamedIndividual",)),
    ("属性 / datatype properties", (_OWL + "DatatypeProperty", _OWL + "AnnotationProperty")),
)
_RELATED = (
    ("subClassOf", "上位类 / subclass of"),
    ("subPropertyOf", "上位属性 / subproperty of"),
    ("domain", "主体 / domain"),
    ("range", "取值 / range"),
    ("seeAlso", "参见 / see also"),
)
_EXAMPLE = """SELECT ?zone ?text ?year {
  ?o a zg:Observation ; zg:subject ?zone ; zg:indicatorLabel ?name ; zg:text ?text ; zg:year ?year .
  FILTER(CONTAINS(?name, "投资"))
} LIMIT 10"""
_SEARCH = """SELECT ?zone (MAX(?score) AS ?best) {
  SERVICE zg:search { ?passage zg:query "政府帮企业跑手续" ; zg:score ?score ; zg:limit 20 }
  ?passage schema:mentions ?zone . ?zone a zg:Zone .
} GROUP BY ?zone ORDER BY DESC(?best)"""


@lru_cache(maxsize=1)
def page() -> str:
    """The whole page; it loads nothing from elsewhere."""
    about = read_terms()
    parts = [
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><title>词汇 · zonegraph vocabulary</title>'
        '<link rel="icon" href="/web/icon.svg" type="image/svg+xml">'
        '<link rel="stylesheet" href="/web/vocabulary.css">'
        '<link rel="alternate" type="text/turtle" href="/ns.ttl"></head><body><main id="main">'
        f"<h1>开发区知识图谱词汇 / zonegraph vocabulary</h1><p><code>PREFIX zg: &lt;{escape(ZG)}&gt;</code> · "
        '<a href="/ns.ttl">Turtle</a> · <a href="/docs">接口 / API</a></p>'
    ]
    for title, kinds in _SECTIONS:
        named = [iri for iri, told in about.items() if set(told["type"]) & set(kinds) and iri.startswith(ZG)]
        parts.append(f'<h2>{escape(title)} <span class="count">{len(named)}</span></h2>')
        parts += [_term(iri, about[iri]) for iri in named]
    parts.append(
        "<h2>例 / examples</h2>"
        f"<pre>{escape(_EXAMPLE)}</pre><p>按意思查找 / by meaning:</p>"
        f"<pre>{escape(_SEARCH)}</pre></main></body></html>\n"
    )
    return "".join(parts)


def read_terms() -> dict[str, dict[str, list[str]]]:
    """The ontology: IRI → local name of a predicate → values, with the language in front of a literal that has one."""
    import pyoxigraph as ox

    about: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.Triple):
            continue
        name = quad.predicate.value.replace("#", "/").rpartition("/")[2]
        language = f"@{quad.object.language}" if isinstance(quad.object, ox.Literal) and quad.object.language else ""
        about.setdefault(quad.subject.value, defaultdict(list))[name + language].append(quad.object.value)
    return about


def _term(iri: str, told: dict[str, list[str]]) -> str:
    name = iri.removeprefix(ZG)
    lines = [
        f'<section class="endpoint" id="{escape(name)}"><h3><code>zg:{escape(name)}</code> '
        f'<span lang="zh">{_text(told, "label@zh")}</span> · <span lang="en">{_text(told, "label@en")}</span></h3>'
    ]
    for language in ("zh", "en"):
        if words := _text(told, f"comment@{language}"):
            lines.append(f'<p lang="{language}">{words}</p>')
    for predicate, label in _RELATED:
        if values := told.get(predicate):
            lines.append(f'<p class="muted">{escape(label)}: {", ".join(_link(value) for value in values)}</p>')
    return "".join((*lines, "</section>"))


def _text(told: dict[str, list[str]], name: str) -> str:
    return escape("；".join(told.get(name, ())))


def _link(iri: str) -> str:
    if iri.startswith(ZG):
        name = escape(iri.removeprefix(ZG))
        return f'<a href="#{name}"><code>zg:{name}</code></a>'
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"<code>{prefix}:{escape(iri.removeprefix(namespace))}</code>"
    return f"<code>{escape(iri)}</code>"
