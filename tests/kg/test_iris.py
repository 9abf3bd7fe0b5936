"""IRIs: readable, legal, reversible."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SettingsError
from kg.iris import Iris, iri_of, slug, unslug

NAMES = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20)


@given(NAMES)
def test_a_name_comes_back_from_its_iri(name: str) -> None:
    iri = iri_of(f"Zone/{name}")
    ox.NamedNode(iri)  # raises on an IRI that RFC 3987 does not allow
    assert Iris().key_of(iri) == f"Zone/{name}"


@given(NAMES, NAMES)
def test_two_names_have_two_iris(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


def test_chinese_stays_readable() -> None:
    assert iri_of("Zone/云川高新区（东区）") == "https://zonegraph.example/id/Zone/云川高新区（东区）"
    assert slug("a/b c%") == "a%2Fb%20c%25"
    assert unslug(slug("..")) == ".."


def test_base_is_configurable_and_checked() -> None:
    assert iri_of("Zone/甲", "http://data.example.org/kg/") == "http://data.example.org/kg/id/Zone/甲"
    for wrong in ("no", "http://a.example", "https://a.example/?x/", "/a/"):
        with pytest.raises(SettingsError):
            Iris(wrong)


def test_parts_of_a_document_lead_back_to_it() -> None:
    iris = Iris()
    assert iris.document_of(iris.part("年 报", "passage", 3, 9)) == "年 报"
    assert iris.document_of(iris.document("001")) == "001"
    assert iris.document_of(iris.entity("Zone/甲")) is None
    assert iris.key_of(iris.document("001")) is None
