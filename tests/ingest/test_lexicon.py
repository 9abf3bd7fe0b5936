"""The lexicon reads quickly, once, and answers for divisions and vocabularies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from ingest import lexicon
from ingest.lexicon import read_table


def test_a_missing_table_is_empty(tmp_path: Path) -> None:
    assert list(read_table(tmp_path / "nothing.tsv")) == []


def test_comments_blank_lines_and_short_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    path.write_text("# note\nname\talt\tlevel\n\n甲\t乙;丙\n", encoding="utf-8")
    assert list(read_table(path)) == [{"name": "甲", "alt": "乙;丙", "level": ""}]
    assert lexicon.cells("乙; 丙 ;") == ("乙", "丙")


def test_a_county_knows_its_city_and_province() -> None:
    names = lexicon.division_by_name()
    county = names["歙县"]
    assert [d.name for d in lexicon.ancestors(county)] == ["黄山市", "安徽省"]
    assert names["滁州"].name == names["滁州市"].name == "滁州市"


def test_region_keys_do_not_depend_on_the_form() -> None:
    assert lexicon.region_key("滁州") == lexicon.region_key("滁州市") == "Region/滁州市"
    assert lexicon.region_key("乌有乡") == "Region/乌有乡"


def test_tables_load_quickly() -> None:
    code = (
        "import time; from ingest import lexicon as l; t = time.process_time();"
        "l.division_by_name(); l.zone_kinds(); l.company_suffixes(); l.posts(); l.surnames();"
        "[l.label_of(k) for k in ('industries', 'policies', 'titles', 'technologies')];"
        "print(time.process_time() - t)"
    )
    best = min(float(subprocess.check_output([sys.executable, "-c", code], text=True)) for _ in range(3))
    assert best < 0.3  # a tenth of a second on an idle machine; room for a busy one
