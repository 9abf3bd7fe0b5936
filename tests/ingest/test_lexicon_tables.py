"""The tables of `seeds/lexicon` keep the shape that every floor reads: headers, cells, ids, references."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from seeds import LEXICON

HEADERS = {
    "divisions": "code name level parent short",
    "zone_kinds": "suffix kind abbreviations level",
    "units": "unit family factor note",
    "counters": "counter counts",
    "company_suffixes": "suffix kind",
    "organizations": "suffix kind",
    "facilities": "suffix",
    "funds": "suffix",
    "events": "suffix",
    "titles": "name alt level",
    "technologies": "name alt industry",
    "product_words": "word industry",
    "surnames": "surname",
    "posts": "post",
    "industries": "id label alt label_en broader chain definition",
    "indicators": "id label alt unit_family definition definition_en label_en ask",
    "policies": "id label alt kind definition ask targets",
    "stages": "stage words order",
    "topics": "id label alt definition ask broader",
    "status": "word status",
    "thing_figures": "kind names named far near",
    "deeds": "verbs money goods",
    "press_verbs": "filed said of",
}
LEAST = {
    "divisions": 3000, "zone_kinds": 200, "units": 300, "counters": 100, "company_suffixes": 150, "organizations": 300,
    "facilities": 200, "funds": 60, "events": 100, "titles": 80, "technologies": 250, "surnames": 400, "product_words": 250, "posts": 150,
    "industries": 250, "indicators": 150, "policies": 200, "stages": 9, "status": 60, "topics": 40, "thing_figures": 12, "deeds": 20, "press_verbs": 25,
}  # fmt: skip
VOCABULARIES = {
    "industries": "label",
    "indicators": "label",
    "policies": "label",
    "titles": "name",
    "technologies": "name",
    "topics": "label",
}


@cache
def lines(name: str) -> list[list[str]]:
    text = Path(LEXICON / f"{name}.tsv").read_bytes().decode("utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@cache
def rows(name: str) -> list[dict[str, str]]:
    header, *body = lines(name)
    return [dict(zip(header, cells, strict=True)) for cells in body]


def values(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def repeated(items: Iterable[str]) -> list[str]:
    return sorted(item for item, times in Counter(items).items() if times > 1)


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_header_and_number_of_columns(name: str) -> None:
    header, *body = lines(name)
    assert header == HEADERS[name].split()
    assert [row for row in body if len(row) != len(header)] == []
    assert len(body) >= LEAST[name]


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_cells_are_clean(name: str) -> None:
    raw = Path(LEXICON / f"{name}.tsv").read_bytes()
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    for row in lines(name):
        for cell in row:
            parts = cell.split(";")
            assert parts == [part.strip() for part in parts], row
            assert cell == "" or all(parts), f"empty value in {row}"
            assert len(parts) == len(set(parts)), f"value twice in {row}"
            assert "\ufffd" not in cell and "\u3000" not in cell


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_first_column_is_unique(name: str) -> None:
    keys = [row[0] for row in lines(name)[1:]]
    assert all(keys)
    assert repeated(keys) == []


@pytest.mark.parametrize("name", sorted(VOCABULARIES))
def test_one_name_means_one_concept(name: str) -> None:
    column = VOCABULARIES[name]
    names = [term for row in rows(name) for term in (row[column], *values(row["alt"]))]
    assert repeated(names) == []
    assert [term for term in names if len(term) < 2] == []


@pytest.mark.parametrize("name", ["indicators", "industries", "policies", "topics"])
def test_ids_can_stand_in_an_iri(name: str) -> None:
    assert [row["id"] for row in rows(name) if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["id"])] == []


def test_industries_point_to_industries_without_a_loop() -> None:
    broader = {row["id"]: row["broader"] for row in rows("industries")}
    for start in broader:
        seen, current = [start], broader[start]
        while current:
            assert current in broader, f"{seen[-1]} has the unknown broader {current}"
            assert current not in seen, f"loop at {seen}"
            seen.append(current)
            current = broader[current]


def test_technologies_name_an_industry() -> None:
    known = {row["id"] for row in rows("industries")}
    assert [row for row in rows("technologies") if row["industry"] not in known] == []
    assert [row for row in rows("product_words") if row["industry"] not in known] == []


def test_divisions_have_the_country_right() -> None:
    table = rows("divisions")
    level = {row["code"]: row["level"] for row in table}
    count = {kind: sum(row["level"] == kind for row in table) for kind in ("province", "city", "county")}
    assert count["province"] == 34
    assert 330 <= count["city"] <= 345
    assert 2800 <= count["county"] <= 3100
    assert all(re.fullmatch(r"\d{6}", code) for code in level)
    for row in table:
        if row["level"] == "province":
            assert row["parent"] == ""
        elif row["level"] == "city":
            assert level[row["parent"]] == "province"
        else:
            assert level[row["parent"]] in ("province", "city")
        assert len(row["short"]) != 1
        assert row["short"] == "" or row["name"].startswith(row["short"])


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("山西省", "山西"),
        ("内蒙古自治区", "内蒙古"),
        ("太原市", "太原"),
        ("延边朝鲜族自治州", "延边"),
        ("昆山市", "昆山"),
        ("义乌市", "义乌"),
    ],
)
def test_well_known_places_have_their_short_names(name: str, short: str) -> None:
    assert [row["short"] for row in rows("divisions") if row["name"] == name] == [short]


def test_short_names_of_counties_mean_one_place() -> None:
    shorts = [row["short"] for row in rows("divisions") if row["short"]]
    assert repeated(shorts) == []


def test_common_words_are_no_short_names_of_places() -> None:
    shorts = {row["short"] for row in rows("divisions")}
    assert not shorts & {"资源", "合作", "通道", "港口", "公安", "振兴", "平安", "共和", "延长", "新建", "会同"}


@pytest.mark.parametrize(
    ("unit", "family", "factor"),
    [("亿元", "CNY", 100_000_000), ("万美元", "USD", 10_000), ("万亩", "mu", 10_000), ("公顷", "area_m2", 10_000),
     ("万吨", "mass", 10_000_000), ("公里", "length", 1000), ("GW", "power", 10**9), ("GWh", "energy", 10**6), ("%", "percent", 1)],
)  # fmt: skip
def test_factors_lead_to_the_base_unit(unit: str, family: str, factor: int) -> None:
    found = {row["unit"]: row for row in rows("units")}[unit]
    assert (found["family"], Decimal(found["factor"])) == (family, factor)


def test_every_factor_is_a_positive_number() -> None:
    assert [row for row in rows("units") if Decimal(row["factor"]) <= 0 or not row["family"]] == []


def test_indicators_measure_in_known_families() -> None:
    families = {row["family"] for row in rows("units")}
    for row in rows("indicators"):
        assert row["unit_family"], row["id"]
        assert set(values(row["unit_family"])) <= families, row["id"]


def test_concepts_are_defined_and_can_be_asked_for() -> None:
    for row in rows("indicators"):
        assert all(row[column] for column in ("definition", "definition_en", "label_en", "ask")), row["id"]
    for row in rows("policies"):
        assert all(row[column] for column in ("definition", "ask", "targets")), row["id"]
        assert row["kind"] in ("policy", "reform", "mechanism", "service", "campaign", "method"), row["id"]
    for row in rows("industries"):
        assert row["definition"] and row["label_en"], row["id"]


def test_stages_follow_a_projects_life() -> None:
    table = rows("stages")
    assert {row["stage"] for row in table} == {"储备", "签约", "前期", "开工", "在建", "试生产", "投产", "达效", "竣工"}
    assert [int(row["order"]) for row in table] == list(range(1, 10))
    words = [word for row in table for word in values(row["words"])]
    assert repeated(words) == []


def test_closed_columns() -> None:
    assert {row["kind"] for row in rows("company_suffixes")} == {"legal", "short"}
    assert {row["status"] for row in rows("status")} == {"目标", "预计"}


def test_silicones_light_and_fans_are_things_of_their_own() -> None:
    industry = {name: row["label"] for row in rows("industries") for name in (row["label"], *values(row["alt"]))}
    product = {name: row["name"] for row in rows("technologies") for name in (row["name"], *values(row["alt"]))}
    assert industry["有机硅"] != industry["氟化工"]
    assert industry["光电"] != industry["LED"]
    assert product["工业硅"] != product["多晶硅"]
    assert product["风机"] != product["风电整机"]


def test_most_links_of_the_chains_are_tied_to_an_industry_or_a_product() -> None:
    links = [row for row in rows("chains") if row["stage"]]
    loose = [row["id"] for row in links if not row["industries"] and not row["technologies"]]
    assert len(loose) < 0.05 * len(links), loose
