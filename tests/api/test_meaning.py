"""`SERVICE zg:search`: what it is read as, what the engine gets, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app
from api.finder import NameIndex
from kg.errors import QueryError
from kg.evaluation import Found
from kg.namespaces import ZG
from kg.searches import read, write

ASKED = "政府帮企业跑手续"


def _find(kind: str, question: str, limit: int, words: bool) -> list[Found]:
    assert kind in (ZG + "Passage", ZG + "Zone")
    return [Found(f"http://a.example/{place}", 1 / place, f"{question} '\"{{}}" if words else "") for place in (1, 3)][
        :limit
    ]


def _written(text: str) -> str:
    return write(read(text), _find)[0]


def test_a_constant_question_becomes_its_hits() -> None:
    text = "SELECT * { SERVICE zg:search { ?p zg:query 'x' ; zg:score ?s ; zg:limit 5 } ?p ?q ?o }"
    assert _written(text) == (
        "SELECT * { VALUES (?p ?s) { (<http://a.example/1> 1.000000) (<http://a.example/3> 0.333333) } ?p ?q ?o }"
    )


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE zg:search {?p zg:query 'x'}",
        'service silent <https://zonegraph.example/ns#search> { ?p <https://zonegraph.example/ns#query> "x"@zh . }',
        "SERVICE zg:search { # note }\n ?p zg:limit 10 ; zg:query '''x''' . ?p zg:type zg:Passage }",
        "SERVICE zg:search { ?p zg:query '\\u0078' }",
    ],
)
def test_spellings(clause: str) -> None:
    (found,) = read(f"SELECT * {{ {clause} }}").clauses
    assert (found.hit, found.question, found.limit, found.kind, found.by_row) == ("p", "x", 10, ZG + "Passage", False)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("{ ?p zg:limit 3 }", "zg:query"),
        ("{ zg:a zg:query 'x' }", "variable"),
        ("{ ?p zg:query 'x' ; zg:limit 0 }", "zg:limit"),
        ("{ ?p zg:query 'x' ; zg:limit 10001 }", "zg:limit"),
        ("{ ?p zg:query 'x' ; zg:limit ?n }", "zg:limit"),
        ("{ ?p zg:query 'x' ; zg:query 'y' }", "twice"),
        ("{ ?p zg:query 'x' ; rdfs:label ?l }", "unexpected"),
        ("{ ?p zg:query 'x' ; zg:score 3 }", "variable"),
        ("{ ?p zg:query 'x' . ?q zg:query 'y' }", "one subject"),
        ("{ ?p zg:query '' }", "characters"),
        ("{ ?p zg:query ?unbound }", "bound"),
        ("{ ?p zg:query 'x'", "brace"),
    ],
)
def test_what_cannot_be_searched_is_told(clause: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        read(f"SELECT * {{ SERVICE zg:search {clause} ?p ?q ?o")


def test_words_in_a_result_stay_words() -> None:
    text = _written("SELECT * { SERVICE zg:search { ?p zg:query 'x' ; zg:text ?w ; zg:limit 1 } }")
    assert '"x \'\\"{}"' in text


def test_other_services_do_not_pass_beside_it() -> None:
    reading = read("SELECT * { SERVICE zg:search { ?p zg:query 'x' } SERVICE <http://x.example/> { ?p ?q ?o } }")
    assert "SERVICE <http://x.example/>" in reading.neutral
    with pytest.raises(QueryError, match="refused"):
        write(reading, _find)


def test_errors_keep_their_lines() -> None:
    text = "SELECT * {\nSERVICE zg:search {\n?p\nzg:query 'x' }\n?p }"
    assert _written(text).count("\n") == text.count("\n")


def _rows(client: TestClient, query: str) -> list[dict[str, str]]:
    response = client.post("/sparql", data={"query": query})
    assert response.status_code == 200, response.text
    bindings = response.json()["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in bindings]


def test_passages_by_meaning_join_the_graph(client: TestClient) -> None:
    rows = _rows(
        client,
        f"""SELECT ?id ?words ?score {{
          SERVICE zg:search {{ ?p zg:query "{ASKED}" ; zg:score ?score ; zg:text ?words ; zg:limit 3 }}
          ?p zg:document/dcterms:identifier ?id }} ORDER BY DESC(?score)""",
    )
    assert rows[0]["id"] == "yunling" and "代办" in rows[0]["words"]
    assert float(rows[0]["score"]) > float(rows[-1]["score"])


def test_entities_by_name(client: TestClient) -> None:
    rows = _rows(
        client,
        'SELECT * { SERVICE zg:search { ?e zg:query "滨湖开发区" ; zg:type zg:Zone ; zg:score ?s } ?e a zg:Zone }',
    )
    assert rows[0]["e"].endswith("/id/Zone/滨湖经济开发区")
    response = client.get(
        "/sparql", params={"query": 'ASK { SERVICE zg:search { ?e zg:query "x" ; zg:type rdfs:Class } }'}
    )
    assert response.status_code == 400 and "zg:Passage" in response.json()["error"]


def test_a_variable_question_is_asked_for_each_row(client: TestClient) -> None:
    """The best passage for each zone's own name, with triple patterns on both sides of the clause."""
    query = """SELECT ?name ?id { ?zone a zg:Zone ; rdfs:label ?name FILTER(?name IN ("云岭高新技术产业开发区", "滨湖经济开发区"))
      SERVICE zg:search { ?p zg:query ?name ; zg:limit 1 ; zg:score ?score } . ?p zg:document ?d . ?d dcterms:identifier ?id }"""
    assert {(row["name"], row["id"]) for row in _rows(client, query)} == {
        ("云岭高新技术产业开发区", "yunling"),
        ("滨湖经济开发区", "binhu"),
    }


def test_select_all_shows_no_inner_variables(client: TestClient) -> None:
    query = 'SELECT * { BIND("开办企业" AS ?q) SERVICE zg:search { ?p zg:query ?q ; zg:limit 2 } }'
    told = client.get("/sparql", params={"query": query}).json()
    assert sorted(told["head"]["vars"]) == ["p", "q"]


def test_a_variable_question_keeps_hits_that_the_group_has_already(client: TestClient) -> None:
    query = """SELECT ?id { ?p zg:document/dcterms:identifier ?id . BIND("营业执照" AS ?q)
      SERVICE zg:search { ?p zg:query ?q ; zg:limit 1 } }"""
    assert [row["id"] for row in _rows(client, query)] == ["binhu"]


def test_the_command_line_searches_as_well(store: Path) -> None:
    query = f'SELECT ?p {{ SERVICE zg:search {{ ?p zg:query "{ASKED}" ; zg:limit 1 }} }}'
    # a process of its own: the command gives the network away for good
    import subprocess
    import sys

    told = subprocess.run(
        [sys.executable, "-m", "api.cli", "sparql", query, "--store", str(store), "--format", "json"],
        capture_output=True,
        check=True,
    )
    assert "/doc/yunling/passage/" in json.loads(told.stdout)["results"]["bindings"][0]["p"]["value"]


def test_names_are_found_by_their_parts() -> None:
    forms = [("Zone/云岭高新区", "云岭高新区"), ("Zone/滨湖高新区", "滨湖高新区"), ("Company/云岭矿业", "云岭矿业")]
    index = NameIndex((key, name, name, 1.0) for key, name in forms)
    first, *others = [key for key, _, _ in index.search("云岭高新区", 9)]
    assert first == "Zone/云岭高新区" and set(others) == {"Zone/滨湖高新区", "Company/云岭矿业"}
    assert index.search("云岭高新区", 1)[0][2] == 1.0
    assert [key for key, _, _ in index.search("云岭", 9, "Company")] == ["Company/云岭矿业"]
    assert index.search("海", 9) == [] and index.search("", 9) == []


def test_the_shapes_hold(store: Path) -> None:
    told = CliRunner().invoke(app, ["validate", "--store", str(store)])
    assert told.exit_code == 0 and "conforms" in told.stdout


def test_what_breaks_a_shape_is_told(store: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix zg: <https://zonegraph.example/ns#> ."
        "[] a sh:NodeShape ; sh:targetClass zg:Document ;"
        " sh:property [ sh:path zg:none ; sh:minCount 1 ; sh:message '缺少 / missing' ] .",
        encoding="utf-8",
    )
    told = CliRunner().invoke(app, ["validate", "--store", str(store), "--shapes", str(shapes), "--most", "1"])
    assert told.exit_code == 1
    assert "zg:none MinCount" in told.stdout and "缺少" in told.stdout and "doc:binhu" in told.stdout
    assert "more" in told.stdout
