"""Whether a name holds something of its own: a place, a number, a quoted word, or a word that is no common noun.

区域养老服务中心 and 县级医院 are kinds of which there are many; 望舒县人民医院 is one.
"""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention
from ingest.tokens import Reading

NAMES = frozenset(("ns", "nr", "nt", "nz", "nrt", "nrfg", "j", "eng"))
"""Parts of speech that jieba gives to proper names and abbreviations."""
HERE = re.compile(
    r"^(?:园区|开发区|经开区|高新区|综保区|示范区|片区|全区|(?:省|市|县|区)(?![级内域])|自治区|中国|国家级|国家)"
)
"""How names open that are whole only together with the zone or region of the article."""
UNIQUE = re.compile(r"[“\"A-Za-z\d]|第[一二三四五六七八九十]+")


def has_own_name(reading: Reading, one: Mention) -> bool:
    """Does the mention hold a word that tells one thing from others of its kind?"""
    if UNIQUE.search(one.text) or HERE.match(one.text):
        return True
    if any(place < one.end and reading.places[place].end <= one.end for place in _places(reading, one)):
        return True
    first, last = reading.token_of[one.start], reading.token_of[one.end - 1]
    single = False
    for token in range(first, last + 1):
        word = reading.words[token]
        if reading.tags[token] in NAMES or reading.starts[token] < one.start:
            return True
        if single and len(word) == 1:
            return True  # two characters that the dictionary knows only apart: a brand
        single = len(word) == 1 and "\u4e00" <= word <= "\u9fff"
    return False


def _places(reading: Reading, one: Mention) -> list[int]:
    return [position for position in range(one.start, one.end - 1) if position in reading.places]
