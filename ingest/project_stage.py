"""How far a project has come: 储备 签约 前期 开工 在建 试生产 投产 达效 竣工, with the date where one is told.

A stage counts only when it has been reached: 力争年内投产 leaves a project 在建.
"""

from __future__ import annotations

import re

from ingest.periods import find_times

STAGES: tuple[tuple[str, str], ...] = (
    ("达效", r"达产达效(?!后)|达效(?!率|后)|达产(?!后|率|年)|满负荷(?:生产|运行)?|满产(?!后)"),
    ("试生产", r"试生产|试运行|试产"),
    ("投产", r"投产(?!周期|率|后|年|达效后)|投入运营|投入生产|正式运营|下线|投入使用|投用|首根[\u4e00-\u9fff]{0,4}拉出|拉出首根"),
    ("竣工", r"竣工(?!后|率|即)|建成(?!后|区|投产后)|通车|完工|全部完成|当年建成"),
    ("在建", r"正在(?:紧张|加紧|抓紧|加快)?(?:建设|施工|浇筑|安装|进行|架设)|紧张建设|建设中|在建|封顶|复工|加快建设|建设现场|施工现场|落地建设|加快推进|推进[\u4e00-\u9fff]{0,10}建设|项目建设|安装设备|设备安装"),
    ("前期", r"前期手续|前期工作|办理手续|新建项目前期"),
    ("开工", r"开工(?!率|前|手续)|动工|破土|奠基|启动建设"),
    ("签约", r"签约|签订(?:投资)?协议|相继落地|落地|落户|引进|达成合作"),
    ("储备", r"储备|谋划|洽谈"),
)  # fmt: skip
_NOT_YET = re.compile(
    r"(?:预计|计划|力争|争取|将|尽快|尽早|有望|确保|拟|加快|推动|待|未|即将|目标|早日|可)[^，。；]{0,12}$"
)
_CAPTION = re.compile(r"(?:效果图|实景|鸟瞰图|施工现场|建设现场|规划图)")
_PUSHED = re.compile(r"(?:推动|加快|力争|确保|着力|促进|加力|争取|支持|督促)")
_BEING_BUILT = re.compile(r"(?:建设|新建|扩建|实施)(?:的)?$")
_REACHED = ("试生产", "投产", "达效", "竣工", "开工")


def find_stage(
    text: str,
    sentence: tuple[int, int],
    start: int,
    end: int,
    stop: int,
    listed: bool,
    years: tuple[int | None, int | None],
) -> tuple[str | None, str | None]:
    """Stage and date of the project named at `start`..`end`; what is said of it reaches to `stop`.

    `years` are the article's own year and the one it mostly reports. Looks behind the name first, then (for an
    item of an enumeration) behind the enumeration, then before the name.
    """
    s, e = sentence
    clause = max(text.rfind(c, s, start) for c in "，,；;。：:") + 1
    before = text[max(clause, s) : start]
    after = text[end : max(stop, end)]
    listing = ""
    if listed or text[end : end + 1] in ("、", "和", "及", "等"):
        close = re.compile(r"[，,；;。]").search(text, end, e)
        listing = text[end : close.start() if close else e]
    pushed = bool(_PUSHED.search(before))
    for window, offset in ((after, end), (listing, end), (before, max(clause, s))):
        if (
            window
            and not _CAPTION.match(window)
            and (found := _in_window(text, window, offset, s, e, pushed, years))[0]
        ):
            return found
    return ("在建", None) if _BEING_BUILT.search(before) else (None, None)


def _in_window(
    text: str, window: str, offset: int, s: int, e: int, pushed: bool, years: tuple[int | None, int | None]
) -> tuple[str | None, str | None]:
    hoped: str | None = None
    for stage, pattern in STAGES:
        m = re.search(pattern, window)
        if m is None:
            continue
        at = offset + m.start()
        if stage in _REACHED and (_NOT_YET.search(text[max(s, at - 16) : at]) or (pushed and stage != "开工")):
            hoped = hoped or ("前期" if stage == "开工" else "在建")
            continue
        if hoped and stage not in ("开工", "在建", "试生产"):
            continue
        times = [t for t in find_times(text[s:e], *years) if t.period and s + t.start < at and at - s - t.start < 14]
        return stage, times[-1].period.split("/")[0] if times and times[-1].period else None
    return hoped, None
