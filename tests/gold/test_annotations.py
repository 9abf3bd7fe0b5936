"""The annotations of our own reports keep their own rules: quotes stand in the text, names are declared, types are known."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from newspaper_gold import annotated_pages

HERE = Path(__file__).parent
PAGES = sorted(HERE.glob("newspaper/*.json"))
ANNOTATIONS = sorted([*HERE.glob("dev/*.json"), *HERE.glob("held_out/*.json")])

TYPES = [
    "Zone",
    "Region",
    "Company",
    "Project",
    "Industry",
    "Policy",
    "Organization",
    "Person",
    "Fund",
    "Facility",
    "Title",
    "Technology",
    "Event",
]
PREDICATES = [
    "located_in",
    "part_of",
    "invests_in",
    "in_industry",
    "leads_industry",
    "implements",
    "partner_of",
    "holds_title",
    "officer_of",
    "acquired",
    "upstream_of",
    "produces",
    "funds",
    "targets",
]
STAGES = ["储备", "签约", "前期", "开工", "在建", "试生产", "投产", "达效", "竣工"]
KINDS = ["figure", "entity", "list", "policy", "howto", "compare", "paraphrase", "yesno", "unanswerable"]

_PERIOD = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?(/(\d{4}(-\d\d(-\d\d)?)?)?)?")
_RUN = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)


def squeeze(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def readable(report: Path) -> str:
    """What a reader sees of a report, without white space: no tags in HTML, no bars and heading marks in Markdown."""
    if report.suffix == ".docx":
        with zipfile.ZipFile(report) as parts:
            xml = parts.read("word/document.xml").decode("utf-8")
        return squeeze(html.unescape("".join(_RUN.findall(xml))))
    if report.suffix == ".pdf":
        return squeeze("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(report)))
    text = report.read_text("utf-8")
    if report.suffix == ".html":
        text = html.unescape(_MARKUP.sub("", text))
    if report.suffix == ".md":
        text = re.sub(r"[|#*>]", "", text)
    return squeeze(text)


@pytest.fixture(params=[*ANNOTATIONS, *PAGES], ids=lambda path: path.stem)
def annotated(request: pytest.FixtureRequest) -> tuple[dict[str, Any], str]:
    """One annotation with its report's readable text."""
    path: Path = request.param
    if path in PAGES:
        beside = next((page for page in annotated_pages() if page[0].stem == path.stem), None)
        if beside is None:
            pytest.skip("needs ../shared/seeds (the page that is annotated)")
        return beside[1], readable(beside[0])
    (report,) = (beside for beside in path.parent.glob(f"{path.stem}.*") if beside.suffix != ".json")
    return json.loads(path.read_text("utf-8")), readable(report)


def test_the_readme_lists_each_report_under_its_part() -> None:
    rows = re.findall(r"^\| (n\d\d) \| (dev|held_out) \|", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted((path.stem, path.parent.name) for path in ANNOTATIONS)


def test_every_quote_stands_in_its_report(annotated: tuple[dict[str, Any], str]) -> None:
    gold, text = annotated
    quotes = [fact["quote"] for part in ("projects", "observations", "relations") for fact in gold[part]]
    quotes += [quote for question in gold["questions"] for quote in question["passage_quotes"]]
    assert [quote for quote in quotes if quote not in text or squeeze(quote) != quote or len(quote) > 60] == []


def test_every_form_of_a_name_stands_in_its_report(annotated: tuple[dict[str, Any], str]) -> None:
    gold, text = annotated
    forms = [form for thing in gold["entities"] + gold["projects"] for form in thing["surfaces"]]
    forms += [words for article in gold["articles"] for words in (article["first_words"], article["last_words"])]
    assert [form for form in forms if squeeze(form) not in text] == []


def test_facts_speak_of_declared_names_once(annotated: tuple[dict[str, Any], str]) -> None:
    gold, _ = annotated
    names = [thing["name"] for thing in gold["entities"] + gold["projects"]]
    assert len(names) == len(set(names))
    told = {fact[end] for fact in gold["relations"] for end in ("subject", "object")}
    told |= {fact["subject"] for fact in gold["observations"]}
    told |= {company for project in gold["projects"] for company in project["companies"]}
    told |= {project[key] for project in gold["projects"] for key in ("zone", "industry") if project[key]}
    assert told <= set(names)
    triples = [(fact["subject"], fact["predicate"], fact["object"]) for fact in gold["relations"]]
    assert len(triples) == len(set(triples))


def test_values_are_of_the_schema(annotated: tuple[dict[str, Any], str]) -> None:
    gold, _ = annotated
    assert {entity["type"] for entity in gold["entities"]} <= set(TYPES) - {"Project"}
    assert {fact["predicate"] for fact in gold["relations"]} <= set(PREDICATES)
    assert {project["stage"] for project in gold["projects"]} <= {*STAGES, None}
    for fact in gold["observations"]:
        assert isinstance(fact["value"], int | float) and fact["status"] in ("实际", "目标", "预计")
        assert fact["period"] is None or (fact["period"] and _PERIOD.fullmatch(fact["period"]))


def test_questions_are_of_every_sort(annotated: tuple[dict[str, Any], str]) -> None:
    gold, _ = annotated
    kinds = [question["kind"] for question in gold["questions"]]
    assert set(kinds) <= set(KINDS)
    assert sum(kind in ("paraphrase", "howto") for kind in kinds) * 3 >= len(kinds)
    assert kinds.count("unanswerable") >= 2 and {"list", "compare"} & set(kinds)
    for question in gold["questions"]:
        silent = question["kind"] == "unanswerable"
        assert bool(question["answers"]) != silent and bool(question["passage_quotes"]) != silent
