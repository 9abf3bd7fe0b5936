"""The HTTP API: shapes, statuses, errors as JSON."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.body_limit import LARGEST_REQUEST
from api.routes.pages import ADDRESSES

ZONE = "Zone/云岭高新技术产业开发区"
BEARER = {"Authorization": "Bearer a-write-token"}  # the token of `writable`


def _error(response: Response) -> str:
    """The message of an error; every error is JSON with one."""
    message = response.json()["error"]
    assert isinstance(message, str) and message
    return message


def test_ask_gives_an_answer_with_marked_passages(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "云岭高新技术产业开发区2023年签约项目多少个？"})
    assert response.status_code == 200
    answer = response.json()
    assert {"id", "question", "answer", "sparql", "reason", "facts", "passages"} <= answer.keys()
    assert "46" in answer["answer"]
    best = answer["passages"][0]
    assert best["doc"] == "yunling"
    assert best["marks"]
    assert all(0 <= start < end <= len(best["text"]) for start, end, _ in best["marks"])


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_is_refused(client: TestClient, question: str) -> None:
    assert client.post("/api/ask", json={"question": question}).status_code in (400, 422)


def test_a_question_of_100_000_characters_is_refused_without_being_repeated(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "问" * 100_000})
    assert response.status_code in (413, 422)
    assert len(_error(response)) < 500


def test_a_request_that_is_too_large_is_refused_while_it_arrives(client: TestClient) -> None:
    response = client.post("/api/ask", content=(b"x" * 65536 for _ in range(1 + LARGEST_REQUEST // 65536)))
    assert response.status_code == 413
    _error(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/documents/none", 404),
        ("GET", "/api/entities/Zone/无此开发区", 404),
        ("GET", "/api/search", 422),
        ("GET", "/api/search?q=x&k=1000", 422),
        ("GET", "/nothing", 404),
        ("DELETE", "/api/documents/yunling", 403),
        ("PATCH", "/api/documents/yunling", 405),
        ("POST", "/api/ask", 422),
        ("POST", "/api/documents", 422),
    ],
)
def test_errors_are_json(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    _error(response)


def test_search_finds_passages(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "营业执照", "k": 1}).json()["passages"]
    assert [one["doc"] for one in found] == ["binhu"]


def test_documents_are_listed_and_shown_with_their_spans(client: TestClient) -> None:
    listed = client.get("/api/documents").json()["documents"]
    assert [one["id"] for one in listed] == ["binhu", "yunling"]
    assert not any("origin" in one for one in listed)
    shown = client.get("/api/documents/yunling").json()
    assert shown["articles"] and shown["passages"]
    observations = [span for span in shown["spans"] if span["kind"] == "observation"]
    assert any("46" in shown["text"][span["start"] : span["end"]] for span in observations)


def test_an_entity_by_key_and_by_iri(client: TestClient) -> None:
    entity = client.get(f"/api/entities/{ZONE}").json()
    assert entity["type"] == "Zone"
    assert [one["id"] for one in entity["documents"]] == ["yunling"]
    assert entity["surfaces"] and not {"全区", "该区", "区内"} & set(entity["surfaces"])
    assert any(fact["value"] == 73.2 and fact["unit"] == "亿元" for fact in entity["facts"])
    assert client.get(f"/api/entities/{entity['id']}").json() == entity


def test_iris_lead_to_the_page_or_to_json(client: TestClient) -> None:
    for address in (f"/id/{ZONE}", "/doc/yunling"):
        page = client.get(address, headers={"Accept": "text/html"}, follow_redirects=False)
        assert page.headers["content-type"].startswith("text/html")
    assert client.get(f"/id/{ZONE}", headers={"Accept": "application/json"}).json()["key"] == ZONE
    inside = client.get("/doc/yunling/passage/0-10", follow_redirects=False)
    assert (inside.status_code, inside.headers["location"]) == (303, "/doc/yunling?start=0&end=10")


def test_examples_are_questions(client: TestClient) -> None:
    questions = client.get("/api/examples").json()["questions"]
    assert questions and all(isinstance(one, str) and one for one in questions)


@pytest.mark.parametrize(
    ("query", "accept", "content_type", "words"),
    [
        ("SELECT ?z {?z a zg:Zone}", "text/csv", "text/csv; charset=utf-8", "云岭高新技术产业开发区"),
        ("SELECT ?z {?z a zg:Zone}", "application/json", "application/json", '"bindings"'),
        ("SELECT ?z {?z a zg:Zone}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", "?z"),
        ("ASK {?z a zg:Zone}", "application/sparql-results+xml", "application/sparql-results+xml", "true"),
        ("CONSTRUCT WHERE {?z a zg:Zone}", None, "text/turtle; charset=utf-8", "zg:Zone"),
        ("DESCRIBE ?z {?z a zg:Zone}", "application/n-triples", "application/n-triples", "<https://"),
        ("DESCRIBE ?z {?z a zg:Zone}", "application/rdf+xml", "application/rdf+xml", "<rdf:RDF"),
    ],
)
def test_sparql_speaks_the_format_that_is_asked_for(
    client: TestClient, query: str, accept: str | None, content_type: str, words: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    by_get = client.get("/sparql", params={"query": query}, headers=headers)
    assert by_get.status_code == 200
    assert by_get.headers["content-type"] == content_type
    assert words in by_get.text
    by_post = client.post("/sparql", data={"query": query}, headers=headers)
    direct = {"Content-Type": "application/sparql-query", **headers}
    by_body = client.post("/sparql", content=query.encode(), headers=direct)
    assert sorted(by_get.text) == sorted(by_post.text) == sorted(by_body.text)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELEC", 400),
        ("SELECT * {", 400),
        ("INSERT DATA {<a:a> <a:b> <a:c>}", 400),
        ("SELECT * {SERVICE <http://127.0.0.1:1/> {?s ?p ?o}}", 400),
        ("", 400),
    ],
)
def test_bad_queries_are_told_apart(client: TestClient, query: str, status: int) -> None:
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == status
    _error(response)


@pytest.mark.parametrize("path", [*ADDRESSES, "/doc/yunling", f"/id/{ZONE}"])
def test_the_page_is_at_all_its_addresses_and_loads_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"].split("script-src")[-1].split(";")[0]
    assert "http://" not in page.text and "https://" not in page.text
    if page.status_code == 503:
        assert "make setup" in page.text
        pytest.skip("the page is not built: make setup")
    assert page.status_code == 200
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert files and all(name.startswith("/web/") and client.get(name).status_code == 200 for name in files)
    assert "<script>" not in page.text and " style=" not in page.text and " onload=" not in page.text


def test_the_page_that_is_not_built_says_how(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.routes.pages.WEB", tmp_path)
    page = client.get("/")
    assert page.status_code == 503 and "make setup" in page.text
    assert client.get("/api/documents").status_code == 200


def test_the_source_of_the_page_makes_no_markup_of_words() -> None:
    source = Path(__file__).parents[2] / "api" / "page" / "src"
    files = [*source.rglob("*.ts"), *source.rglob("*.tsx")]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text), file


def test_suggestions_are_names_and_titles(client: TestClient) -> None:
    told = client.get("/api/suggest", params={"q": "云岭高新"}).json()["suggestions"]
    iri = f"https://zonegraph.example/id/{ZONE}"
    assert {"kind": "entity", "key": ZONE, "iri": iri, "name": ZONE.partition("/")[2], "type": "Zone"} == told[0]
    assert {"kind": "document", "id": "yunling"}.items() <= told[-1].items()
    assert len(client.get("/api/suggest", params={"q": "云岭高新", "k": 1}).json()["suggestions"]) == 1
    indicators = client.get("/api/suggest", params={"q": "固定资产"}).json()["suggestions"]
    assert any(one["key"] == "Indicator/固定资产投资" for one in indicators)
    assert client.get("/api/suggest", params={"q": "zzqx"}).json() == {"suggestions": []}
    assert client.get("/api/suggest", params={"q": " "}).status_code == 400


def test_the_vocabulary_lists_terms_with_labels_and_prefixes(client: TestClient) -> None:
    told = client.get("/api/vocabulary").json()
    assert told["prefixes"]["zg"] == "https://zonegraph.example/ns#"
    terms = {one["name"]: one for one in told["terms"]}
    assert terms["zg:Zone"]["kind"] == "class" and terms["zg:Zone"]["label_zh"] == "开发区"
    assert terms["zg:implements"]["kind"] == "property" and terms["zg:implements"]["comment_en"]
    assert terms["zg:search"]["kind"] == "thing"


def test_the_shipped_queries_run_as_they_stand(client: TestClient) -> None:
    told = client.get("/api/queries").json()["queries"]
    assert len(told) > 10 and all(one["title"] and one["title_en"] and one["shows_en"] for one in told)
    for one in told[:2]:
        assert client.get("/sparql", params={"query": one["text"]}).status_code == 200


def test_the_service_is_up_and_described(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert "/api/ask" in client.get("/openapi.json").json()["paths"]


def test_uploads_are_off_without_a_token(client: TestClient) -> None:
    assert client.post("/api/documents", files={"files": ("a.txt", b"x")}, headers=BEARER).status_code == 403


def test_uploads_need_the_token(writable: TestClient) -> None:
    files = {"files": ("a.txt", b"x")}
    assert writable.post("/api/documents", files=files).status_code == 401
    assert writable.post("/api/documents", files=files, headers={"Authorization": "Bearer no"}).status_code == 401


def test_an_upload_is_read_and_can_be_asked_about(writable: TestClient, reports: Path) -> None:
    content = (reports / "binhu.md").read_bytes()
    response = writable.post("/api/documents", files={"files": ("../../binhu.md", content)}, headers=BEARER)
    assert response.status_code == 200
    (told,) = response.json()["documents"]
    assert (told["file"], told["status"], told["id"]) == ("binhu.md", "added", "binhu")
    assert [one["id"] for one in writable.get("/api/documents").json()["documents"]] == ["binhu", "yunling"]
    answer = writable.post("/api/ask", json={"question": "滨湖经济开发区2023年引进企业多少家？"}).json()
    assert "35" in answer["answer"]
    again = writable.post("/api/documents", files={"files": ("binhu.md", content)}, headers=BEARER)
    assert again.json()["documents"][0]["status"] == "unchanged"
    counted = writable.get("/sparql", params={"query": "SELECT ?d {?d a zg:Document}"}, headers={"Accept": "text/csv"})
    assert len(counted.text.split()) == 3


def test_a_refused_upload_leaves_the_store_as_it_was(writable: TestClient) -> None:
    before = writable.get("/api/documents").json()
    response = writable.post("/api/documents", files={"files": ("image.txt", b"\x00\x01\x02" * 999)}, headers=BEARER)
    if response.status_code == 200:
        (told,) = response.json()["documents"]
        assert told["status"] == "refused" and told["reason"]
    else:
        assert 400 <= response.status_code < 500
        _error(response)
    assert writable.get("/api/documents").json() == before
