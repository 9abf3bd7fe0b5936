"""Tables for spreadsheets and statistics: all figures as one CSV, or a data package of five tables that refer to
each other (https://specs.frictionlessdata.io/tabular-data-package/).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import msgspec

from kg.documents import DocumentStore
from kg.graph import observation_iri, relation_iri
from kg.iris import Iris
from kg.model import Document, Facts, Key, Observation
from kg.statement_words import Names, number, words_at

OpenPart = Callable[[str], AbstractContextManager[IO[bytes]]]


class Column(NamedTuple):
    """A column: its type in Table Schema, what it holds, and the table whose `id` it repeats."""

    name: str
    type: str
    title: str
    refers: str = ""


_DOC = Column("doc", "string", "文档 / document", "documents")
_QUOTE = (
    Column("quote", "string", "原文 / the report's words"),
    Column("start", "integer", "起始字符 / first character"),
    Column("end", "integer", "结束字符 / end"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("id", "string", "编号 / id"),
        Column("title", "string", "标题 / title"),
        Column("date", "string", "日期 / date, as exact as is told"),
        Column("publisher", "string", "发布者 / publisher"),
        Column("source", "string", "来源 / source"),
        Column("place", "string", "地区 / place"),
        Column("path", "string", "文件 / file"),
        Column("sha256", "string", "SHA-256"),
        Column("characters", "integer", "字数 / characters"),
    ),
    "entities": (
        Column("id", "string", "IRI"),
        Column("type", "string", "类型 / type"),
        Column("name", "string", "名称 / name"),
        Column("surfaces", "string", "文中写法，以 | 相隔 / forms in the texts, between |"),
        Column("documents", "integer", "提及的文档数 / documents that name it"),
    ),
    "observations": (
        Column("id", "string", "IRI"),
        _DOC,
        Column("subject_id", "string", "主体 IRI / subject", "entities"),
        Column("subject", "string", "主体 / subject"),
        Column("indicator", "string", "指标 / indicator"),
        Column("value", "number", "数值 / value"),
        Column("unit", "string", "单位 / unit"),
        Column("qualifier", "string", "约数词 / qualifier"),
        Column("period", "string", "时期 / period"),
        Column("status", "string", "状态 / status"),
        Column("kind", "string", "种类 / kind"),
        Column("change_kind", "string", "变动 / change"),
        Column("change_value", "number", "变动值 / by how much"),
        Column("change_unit", "string", "变动单位 / unit of the change"),
        *_QUOTE,
    ),
    "projects": (
        Column("project_id", "string", "IRI", "entities"),
        Column("name", "string", "名称 / name"),
        _DOC,
        Column("zone_id", "string", "开发区 IRI / zone", "entities"),
        Column("zone", "string", "开发区 / zone"),
        Column("companies", "string", "企业，以 | 相隔 / companies, between |"),
        Column("industry", "string", "产业 / industry"),
        Column("investment", "number", "投资 / investment"),
        Column("investment_unit", "string", "投资单位 / its unit"),
        Column("area", "number", "面积 / area"),
        Column("area_unit", "string", "面积单位 / its unit"),
        Column("capacity", "string", "产能 / capacity"),
        Column("stage", "string", "阶段 / stage"),
        Column("stage_date", "string", "阶段时间 / date of the stage"),
        *_QUOTE,
    ),
    "relations": (
        Column("id", "string", "IRI"),
        _DOC,
        Column("subject_id", "string", "主语 IRI / subject", "entities"),
        Column("subject", "string", "主语 / subject"),
        Column("predicate", "string", "谓语 / predicate"),
        Column("object_id", "string", "宾语 IRI / object", "entities"),
        Column("object", "string", "宾语 / object"),
        Column("role", "string", "职务 / role"),
        *_QUOTE,
    ),
}

_COLUMNS = (
    "doc", "subject", "indicator", "value", "unit", "qualifier", "period", "status", "kind",
    "change_kind", "change_value", "change_unit", "quote", "start", "end",
)  # fmt: skip


def observations_csv(documents: DocumentStore, stream: IO[bytes]) -> None:
    """One line a figure. Begins with a byte order mark, without which spreadsheets misread Chinese."""
    stream.write("\ufeff".encode())
    names = Names(documents)
    rows = (_figure(document, told, names) for document, facts in documents.all() for told in facts.observations)
    _write(stream, _COLUMNS, rows)


def package(documents: DocumentStore, iris: Iris, open_part: OpenPart) -> None:
    """The tables and `datapackage.json`, each written to the stream that `open_part` gives for its name."""
    names = Names(documents)
    rows: dict[str, Iterable[list[object]]] = {
        "documents": (_document(document) for document, _ in documents.all()),
        "entities": (
            [iris.entity(one.key), one.type, one.name, "|".join(one.surfaces), len(one.documents)]
            for one in documents.all_named()
        ),
        "observations": _statements(documents, lambda d, f: _observations(d, f, names, iris)),
        "projects": _statements(documents, lambda d, f: _projects(d, f, names, iris)),
        "relations": _statements(documents, lambda d, f: _relations(d, f, names, iris)),
    }
    with open_part("datapackage.json") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(descriptor()), indent=2))
    for name, columns in TABLES.items():
        with open_part(f"{name}.csv") as stream:
            _write(stream, [column.name for column in columns], rows[name])


def package_in_zip(documents: DocumentStore, iris: Iris, stream: IO[bytes]) -> None:
    """`package` as one zip file, the same bytes for the same store."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:

        def part(name: str) -> AbstractContextManager[IO[bytes]]:
            told = zipfile.ZipInfo(name)  # of 1980: no time stamps
            told.compress_type = zipfile.ZIP_DEFLATED
            told.external_attr = 0o644 << 16
            return archive.open(told, "w", force_zip64=True)

        package(documents, iris, part)


def package_in_folder(documents: DocumentStore, iris: Iris, folder: Path) -> None:
    """`package` as files in a folder that is there."""

    @contextmanager
    def part(name: str) -> Iterator[IO[bytes]]:
        with open(folder / name, "wb") as file:
            yield cast(IO[bytes], file)

    package(documents, iris, part)


def descriptor() -> dict[str, Any]:
    """What `datapackage.json` says."""
    return {
        "profile": "tabular-data-package",
        "name": "zonegraph",
        "title": "开发区报告所述 / What development-zone reports state",
        "resources": [_resource(name, columns) for name, columns in TABLES.items()],
    }


def _resource(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [{"name": column.name, "type": column.type, "title": column.title} for column in columns],
        "missingValues": [""],
    }
    if columns[0].name == "id" and name != "relations":
        schema["primaryKey"] = "id"
    keys = [column for column in columns if column.refers]
    if keys:
        schema["foreignKeys"] = [
            {"fields": column.name, "reference": {"resource": column.refers, "fields": "id"}} for column in keys
        ]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _write(stream: IO[bytes], columns: Iterable[str], rows: Iterable[list[object]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows(rows)
    finally:
        text.detach()  # the stream stays its owner's


def _statements(
    documents: DocumentStore, rows: Callable[[Document, Facts], Iterable[list[object]]]
) -> Iterator[list[object]]:
    for document, facts in documents.all():
        yield from rows(document, facts)


def _document(document: Document) -> list[object]:
    return [
        document.id, document.title, document.date, document.publisher, document.source, document.place,
        document.path, document.sha256, len(document.text),
    ]  # fmt: skip


def _figure(document: Document, told: Observation, names: Names) -> list[object]:
    change = told.change
    return [
        document.id, names[told.subject], told.indicator, number(told.value), told.unit, told.qualifier, told.period,
        told.status, told.kind, change and change.kind, change and number(change.value), change and change.unit,
        words_at(document, told.start, told.end), told.start, told.end,
    ]  # fmt: skip


def _observations(document: Document, facts: Facts, names: Names, iris: Iris) -> Iterator[list[object]]:
    for told in facts.observations:
        doc, *rest = _figure(document, told, names)
        yield [observation_iri(iris, document.id, told), doc, iris.entity(told.subject), *rest]


def _projects(document: Document, facts: Facts, names: Names, iris: Iris) -> Iterator[list[object]]:
    def iri(key: Key | None) -> str | None:
        return None if key is None else iris.entity(key)

    for told in facts.projects:
        investment, area = told.investment, told.area
        yield [
            iris.entity(told.key), names[told.key], document.id, iri(told.zone), told.zone and names[told.zone],
            "|".join(names[company] for company in told.companies), told.industry and names[told.industry],
            investment and number(investment.value), investment and investment.unit,
            area and number(area.value), area and area.unit, told.capacity, told.stage, told.stage_date,
            words_at(document, told.start, told.end), told.start, told.end,
        ]  # fmt: skip


def _relations(document: Document, facts: Facts, names: Names, iris: Iris) -> Iterator[list[object]]:
    for told in facts.relations:
        yield [
            relation_iri(iris, document.id, told), document.id, iris.entity(told.subject), names[told.subject],
            told.predicate, iris.entity(told.object), names[told.object], told.role,
            words_at(document, told.start, told.end), told.start, told.end,
        ]  # fmt: skip
