"""How much a text looks like Chinese: tells the right reading of bytes from one in a wrong encoding.

Bytes read in the wrong encoding give characters at random: rare ideographs, private-use characters, other scripts.
Every character beyond ASCII scores by how likely a Chinese text has it; the mean is compared.
"""

from __future__ import annotations

from functools import cache

# The 420 commonest characters of words by frequency (jieba's dictionary) and the traditional forms of these.
COMMON = frozenset(
    "一万三上下不与专世业东两並个中为主举么义之也书了争事二于五些交产京亲人什今从他代以们件任众会传但位住体何作你使"
    "來便保信個們做備傳儿元先光克兒党入內全兩公共关兵其具内再军农决几出分別利别到制前力加务动動務化北区區十华单南即"
    "却卻历原去县又及反发取受变口古只叫可台史号司各合同名后向听员命和品員商問單四回因团国國團土在地场城基報場增士声"
    "处备外多大天太头女她好如始委子学學它安完官定实家實对导将將專對導小少尔就展山州工己已市布师带師帶常干平年并幹幾"
    "广应府度廣建开式张張強强当形很後得從德心必思性总情想意感應成我或战戰所手才打技把报拉持指据接提據收改放政教数數"
    "文斯新方於族无日时明是時更書最會月有朝期本术机权李条来東林果样根格條業樣機權次正此步武歷死每比民气氣水求汉江決"
    "沒没河治法活流济海清游湖漢濟点無然爭爲爾物特王现現理生產用由电界當發白百的皇目直相省看真眼着知石研社神种科称程"
    "種稱空立笑第等管米类系紅級組結給統經線縣總红级线组经结给统美義老考者而职联聯聲職聽能自至臺與舉色花英華萬處號衆"
    "行術表被裏西要見規親见规解言計記設話該認說調論議變讓计认让议记论设话该说调資質质资走起路身車軍較轉车转较農边达"
    "过运近还这进连选這通造連進遊運過道達選還邊那部都里重量金長长門開間關门问间队阳际院陽隊際难集難電非面革領頭題類"
    "领题風风首馬马體高麼黃黄點黨"
)
MARKS = frozenset("，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％～　●■◆▲①②③④⑤⑥⑦⑧⑨⑩ⅠⅡⅢⅣ㎡℃‰×")
FREQUENT, MARK, USUAL, FULL_WIDTH, RARE, FOREIGN, IMPOSSIBLE = 3.0, 3.0, 1.0, 0.5, -1.0, -1.5, -6.0
"""Scores: among the commonest; punctuation; of the first level of GB 2312 or Big5; full-width letters and figures;
any other ideograph; a character of another script; one that no text has."""
SAMPLE = 20000
"""Characters that are looked at."""


@cache
def _usual() -> frozenset[str]:
    """The characters of the first levels of GB 2312 (3,755, simplified) and of Big5 (5,401, traditional)."""
    simplified = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    lows = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = (bytes((high, low)) for high in range(0xA4, 0xC7) for low in lows)
    characters = "".join(code.decode("gb2312", "ignore") for code in simplified)
    characters += "".join(code.decode("big5", "ignore") for code in traditional)
    return frozenset(character for character in characters if "\u4e00" <= character <= "\u9fff")


def plausibility(text: str) -> float:
    """Mean score of the characters beyond ASCII, between -6 and 3; above 0 for Chinese text. 0 where there are none."""
    usual = _usual()
    total = count = 0.0
    for character in text[:SAMPLE]:
        if " " <= character <= "~" or character in "\n\r\t":
            continue
        count += 1
        if character in COMMON:
            total += FREQUENT
        elif character in MARKS:
            total += MARK
        elif character in usual:
            total += USUAL
        else:
            total += _other(character)
    return total / count if count else 0.0


def _other(character: str) -> float:
    if "\u3400" <= character <= "\u9fff":
        return RARE
    if "\uff00" < character < "\uff5f":
        return FULL_WIDTH
    if character.isspace() or character == "\ufeff":
        return FOREIGN
    control = character < " " or "\x7f" <= character < "\xa0"
    private = "\ud800" <= character <= "\uf8ff"
    return FOREIGN if character.isprintable() and not control and not private else IMPOSSIBLE
