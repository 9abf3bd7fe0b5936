"""The skeleton of chains: the table is sound, makes sense as a graph, and is stated apart from what reports say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain as joined
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

from kg.chain_lexicon import STAGES, Chain, ChainLexicon, Link, load_chains
from kg.errors import ZonegraphError
from kg.iris import Iris
from kg.namespaces import ZG
from kg.ontology import ontology_triples
from kg.tsv import rows
from kg.vocabulary import Vocabulary, shipped
from seeds import LEXICON

IRIS = Iris()
CHAINS = load_chains()
BY_ID = {chain.id: chain for chain in CHAINS}
LINKS = [(chain, link) for chain in CHAINS for link in chain.links]
HEADER = "id\tstage\tlabel\tlabel_en\talt\tbroader\tindustries\ttechnologies\tfeeds\tdefinition\tkind\n"


def write(folder: Path, *lines: str) -> Path:
    path = folder / "chains.tsv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_the_chains_that_zones_live_on_are_there() -> None:
    assert set(BY_ID) >= {
        "photovoltaic", "energy-storage", "lithium-battery", "new-energy-vehicle", "hydrogen", "equipment",
        "hydraulics", "textile-machinery", "coal-machinery", "wind-flange", "coal-bdo", "silicone", "medical-device",
        "biomedicine", "ai-xinchuang", "semiconductor", "sapphire", "display", "general-aviation", "steel",
        "malleable-iron", "glass", "chemical-materials", "agro-processing", "fruit", "noodles", "meat",
        "liquor-vinegar", "logistics",
    }  # fmt: skip
    assert {chain.broader for chain in CHAINS} == {None, "equipment", "agro-processing"}


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_a_chain_is_whole(chain: Chain) -> None:
    assert 8 <= len(chain.links) <= 20
    assert {link.stage for link in chain.links} == set(STAGES)
    told = {end for link in chain.links for end in (link.id, *link.feeds) if link.feeds or end != link.id}
    told |= {end for link in chain.links if link.returns for end in (link.id, *link.returns)}
    assert [link.id for link in chain.links if link.id not in told] == []
    drawn = networkx.DiGraph((link.id, fed) for link in chain.links for fed in link.feeds)
    assert networkx.is_weakly_connected(drawn)


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_goods_flow_down_the_chain_and_only_recycling_flows_back(chain: Chain) -> None:
    stage = {link.id: STAGES.index(link.stage) for link in chain.links}
    assert [(link.id, fed) for link in chain.links for fed in link.feeds if stage[fed] < stage[link.id]] == []
    assert [(link.id, fed) for link in chain.links for fed in link.returns if stage[fed] > stage[link.id]] == []
    drawn = networkx.DiGraph((link.id, fed) for link in chain.links for fed in link.feeds)
    assert networkx.is_directed_acyclic_graph(drawn)
    assert [(link.id, fed) for link in chain.links for fed in link.returns if fed in link.feeds] == []


def test_links_are_tied_to_the_tables_of_industries_and_technologies() -> None:
    industries = {row["id"] for row in rows(LEXICON / "industries.tsv")}
    technologies = {row["name"] for row in rows(LEXICON / "technologies.tsv")}
    parts: list[Chain | Link] = [*CHAINS, *(link for _, link in LINKS)]
    assert sorted({one for part in parts for one in part.industries} - industries) == []
    assert sorted({one for part in parts for one in part.technologies} - technologies) == []


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.id)
def test_a_thing_belongs_on_one_link_of_a_chain(chain: Chain) -> None:
    things = Counter(one for part in (chain, *chain.links) for one in (*part.industries, *part.technologies))
    assert [one for one, times in things.items() if times > 1] == []
    names = Counter(joined.from_iterable({link.label, *link.alt} for link in chain.links))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_part_has_its_names_and_a_definition_of_one_sentence() -> None:
    parts: list[Chain | Link] = [*CHAINS, *(link for _, link in LINKS)]
    assert [part.id for part in parts if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+)?", part.id)] == []
    assert [part.id for part in parts if not re.fullmatch(r"[A-Za-z0-9][ -~]*", part.label_en)] == []
    assert [part.id for part in parts if not re.fullmatch(r"[^。]{6,60}。", part.definition)] == []
    assert [one for one, times in Counter(part.definition for part in parts).items() if times > 1] == []
    assert [part.id for part in parts if part.label in part.alt or len(set(part.alt)) < len(part.alt)] == []


def test_the_table_is_clean() -> None:
    raw = (LEXICON / "chains.tsv").read_bytes()
    assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
    body = [line.split("\t") for line in raw.decode().splitlines() if not line.startswith("#")]
    assert "\t".join(body[0]) + "\n" == HEADER
    assert {len(row) for row in body} == {11}
    assert [cell for row in body for cell in row for part in cell.split(";") if part != part.strip()] == []


@pytest.fixture(scope="module")
def lexicon() -> ox.Store:
    store = ox.Store()
    lines = [*ontology_triples(), *shipped().triples(IRIS)]
    store.bulk_load("".join(f"{line} .\n" for line in lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    return store


def ask(store: ox.Store, where: str) -> bool:
    found = store.query(f"PREFIX zg: <{ZG}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK {{ {where} }}")
    return bool(found)


def test_a_link_that_covers_nothing_says_what_it_is() -> None:
    bare = {link.id: link.kind for _, link in LINKS if not link.industries and not link.technologies}
    assert bare and all(bare.values())
    assert {link.kind for _, link in LINKS if link.industries or link.technologies} == {""}


def test_the_graph_states_links_stages_and_supplies(lexicon: ox.Store) -> None:
    cell, module = (f"<{IRIS.entity(f'ChainLink/光伏产业链·{name}')}>" for name in ("光伏电池", "光伏组件"))
    chain = f"<{IRIS.entity('Chain/光伏产业链')}>"
    assert ask(lexicon, f"<{IRIS.entity('ChainLink/玛钢铸造产业链·退火')}> zg:linkKind '工序'")
    assert ask(lexicon, f"{cell} a zg:ChainLink, skos:Concept ; zg:inChain {chain} ; zg:chainStage '中游'")
    assert ask(lexicon, f"{cell} zg:suppliesTo {module} ; skos:notation 'photovoltaic/cell'")
    assert ask(lexicon, f"{cell} skos:prefLabel '光伏电池'@zh, 'Solar cells'@en ; skos:definition ?d")
    assert ask(
        lexicon, f"{cell} zg:covers <{IRIS.entity('Technology/光伏电池')}>, <{IRIS.entity('Industry/光伏电池制造')}>"
    )
    assert ask(lexicon, f"{chain} a zg:Chain ; zg:covers <{IRIS.entity('Industry/光伏')}>")
    parent = f"<{IRIS.entity('Chain/装备制造产业链')}>"
    assert ask(lexicon, f"<{IRIS.entity('Chain/液压产业链')}> skos:broader {parent}")


def test_our_skeleton_never_speaks_in_the_words_of_reports(lexicon: ox.Store) -> None:
    for word in ("upstreamOf", "inIndustry", "produces", "leadsIndustry", "stage"):
        assert not ask(lexicon, f"?s zg:{word} ?o")
    assert not ask(lexicon, "?s a zg:Technology")


def test_all_that_is_stated_is_in_the_vocabulary() -> None:
    triples = list(ChainLexicon.load().triples(IRIS, {}))
    used = set(re.findall(rf"<{re.escape(ZG)}(\w+)>", "\n".join(triples)))
    assert used == {"Chain", "ChainLink", "inChain", "chainStage", "linkKind", "suppliesTo", "returnsTo", "covers"}
    assert used <= set(re.findall(rf"<{re.escape(ZG)}(\w+)>", "\n".join(ontology_triples())))


def test_the_order_of_the_rows_makes_no_other_triples(tmp_path: Path) -> None:
    one, two = "c/a\t上游\t甲\tA\t\t\t\t\tb\t甲。", "c/b\t下游\t乙\tB\t\t\t\t\t\t乙。"
    head = "c\t\t链\tChain\t\t\t\t\t\t一条链。"
    first = ChainLexicon(load_chains(write(tmp_path, head, one, two)))
    second = ChainLexicon(load_chains(write(tmp_path, head, two, one)))
    assert sorted(first.triples(IRIS, {})) == sorted(second.triples(IRIS, {}))


def test_a_lexicon_without_chains_has_none(tmp_path: Path) -> None:
    assert load_chains(tmp_path / "chains.tsv") == ()
    assert Vocabulary.load(tmp_path).chains == ChainLexicon()
    assert list(ChainLexicon().triples(IRIS, {})) == []


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["c/a\t上游\t甲"], "c/a"),
        (["c\t\t链", "c\t\t链"], "'c'"),
        (["c\t\t链", "c/a\t高处\t甲"], "c/a"),
        (["c\t\t链", "c/a\t上游\t"], "c/a"),
        (["c\t\t链", "c/a\t上游\t甲", "c/a\t上游\t乙"], "'c'"),
        (["c\t\t链", "c/a\t上游\t甲\tA\t\t\t\t\tz"], "c/z"),
        (["c\t\t链", "c/a\t上游\t甲\tA\t\t\t\t\ta"], "c/a"),
        (["c\t\t链\tC\t\td"], "'c'"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, lines: list[str], named: str) -> None:
    with pytest.raises(ZonegraphError, match=r"chains\.tsv") as caught:
        load_chains(write(tmp_path, *lines))
    assert named in str(caught.value)


def test_recycling_goes_back_up(tmp_path: Path) -> None:
    path = write(tmp_path, "c\t\t链", "c/a\t上游\t甲\tA\t\t\t\t\tb", "c/b\t下游\t乙\tB\t\t\t\t\t~a")
    (chain,) = load_chains(path)
    assert [(link.feeds, link.returns) for link in chain.links] == [(("c/b",), ()), ((), ("c/a",))]
