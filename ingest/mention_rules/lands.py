"""Regions that no table of divisions holds: countries, parts of the world, and the parts of China's provinces."""

from __future__ import annotations

import re

from ingest.mention_rules.base import Mention, mention
from ingest.tokens import Reading
from ingest.words import word_set

COUNTRIES = word_set(
    """
    美国 日本 韩国 朝鲜 蒙古国 俄罗斯 德国 法国 英国 意大利 西班牙 葡萄牙 荷兰 比利时 瑞士 瑞典 挪威 芬兰 丹麦 奥地利
    波兰 捷克 匈牙利 罗马尼亚 保加利亚 塞尔维亚 希腊 土耳其 乌克兰 白俄罗斯 爱尔兰 冰岛 印度 巴基斯坦 孟加拉国
    斯里兰卡 尼泊尔 不丹 缅甸 泰国 老挝 柬埔寨 越南 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 东帝汶 哈萨克斯坦
    乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 阿富汗 伊朗 伊拉克 沙特 沙特阿拉伯 阿联酋 卡塔尔 科威特 阿曼 以色列
    约旦 埃及 南非 尼日利亚 肯尼亚 埃塞俄比亚 坦桑尼亚 赞比亚 刚果 加纳 摩洛哥 阿尔及利亚 安哥拉 津巴布韦 纳米比亚
    澳大利亚 新西兰 加拿大 墨西哥 巴西 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 古巴 乌拉圭 格鲁吉亚 阿塞拜疆 亚美尼亚
    """
)
WORLD = word_set(
    """
    东南亚 中亚 南亚 西亚 东亚 东北亚 中东 欧盟 欧洲 东欧 西欧 北欧 中东欧 非洲 北非 南美 南美洲 北美 北美洲 拉美
    拉丁美洲 美洲 大洋洲 东盟 欧美 日韩
    """
)
QUARTERS = word_set(
    """
    陕北 陕南 关中 南疆 北疆 东疆 苏北 苏南 苏中 皖北 皖南 皖江 皖西 鲁南 鲁西
    鲁北 鲁中 胶东 豫南 豫北 豫东 豫西 湘南 湘西 湘北 湘东 鄂西 鄂东 鄂北 鄂西北
    粤北 粤东 粤西 闽南 闽北 闽东 闽西 浙东 浙南 浙西 浙北 浙西南 川南 川东 川北
    川西 川东北 黔北 黔南 黔中 黔东 黔西 滇中 滇西 滇南 滇东 滇东北 桂北 桂南 桂东
    桂西 桂中 赣南 赣北 赣西 赣东 赣东北 赣中 渝西 渝东 渝东北 渝东南 辽西 辽东
    辽南 辽北 辽中 吉东 吉西 冀中 冀南 冀东 冀北 晋北 晋南 晋中南 晋东 晋东南 晋西
    蒙东 蒙西 陇东 陇南 陇中 河西走廊 琼北 琼南 琼东 琼西 宁东 青南 藏东南
    """
)
"""Parts of provinces as they are called for short."""
KEYS = frozenset(f"Region/{name}" for name in COUNTRIES | WORLD | QUARTERS)
"""Their keys: goods go there and firms come from there, but no report's figures are theirs."""
LANDS = re.compile("|".join(sorted(COUNTRIES | WORLD | QUARTERS, key=lambda w: (-len(w), w))))
NOT_LAND = re.compile(r"[人语文籍系裔币元式史队]|[\u4e00-\u9fff]{1,2}(?:路|街|大道|河|山|镇|乡|村)")


def find(reading: Reading) -> list[Mention]:
    """Countries and parts of the world and of provinces, where they are words of their own."""
    text, found = reading.text, []
    for match in LANDS.finditer(text):
        start, end = match.span()
        own = reading.is_start(start) and reading.is_start(end)
        if (own or match.group() in QUARTERS) and not NOT_LAND.match(text, end):
            found.append(mention(text, start, end, "Region"))
    return found
