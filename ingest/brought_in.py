"""What a clause brings in for those behind it: what it founds, the policy that it starts, what it ends with presenting.

与某社合资办起某公司，年产60万台; 推行“某某”制度，平均用时降到2天; 第二招是“某某池”。: the figures behind are of what
was just brought in, which their own clauses leave out.
"""

from __future__ import annotations

import re

from ingest.clause import Clause, SentenceState, past_brackets
from ingest.clause_opening import SUBJECT_TYPES
from ingest.figure_patterns import CAMPAIGN, FOUNDS, FOUNDS_FIRM, LAUNCHED_END, LAUNCHES, PRESENTS
from ingest.linking import Ref
from kg.model import Key


def founded(c: Clause) -> Key | None:
    """What the clause founds, for a stative clause behind it (共建某研究院，已集聚研发人员126人)."""
    for r in reversed(c.refs):
        before = c.text[max(c.start, r.start - 36) : r.start].rstrip("“")
        if r.key.startswith("Company/") and FOUNDS_FIRM.search(before):
            return r.key if not c.text[past_brackets(c, r.end) : c.end].strip() else None
        if r.key.startswith(("Facility/", "Organization/", "Fund/", "Zone/", "Project/")) and FOUNDS.search(before):
            return r.key
    return None


def launched(c: Clause) -> Key | None:
    """The policy that the clause ends with, when it is brought in: 推行“某某”制度，平均用时降到2天."""
    for r in reversed(c.refs):
        if not r.key.startswith("Policy/") and not c.text.startswith(
            "“", r.start - 1 if c.text[r.start] != "“" else r.start
        ):
            continue
        if not r.key.startswith(("Policy/", "Facility/")) or CAMPAIGN.search(r.key):
            continue
        before = c.text[max(c.start, r.start - 16) : r.start + 1]
        quoted = before.endswith(("“", "《")) or before[:-1].endswith(("“", "《"))
        several = re.search("”[、和]?“", c.text[r.start : r.end]) is not None
        reform = c.text.startswith("改革", r.end - 2) or c.text.startswith("改革", r.end)
        counted = any(q.end > r.start for q in c.quantities)
        if not quoted or several or reform or counted or not LAUNCHED_END.fullmatch(c.text, r.end, c.end):
            return None
        told = re.split("[“《]", before.rstrip("“《"))[0]
        return r.key if LAUNCHES.search(told) and not re.search("[“《]", before[:-2]) else None
    return None


def topic_behind(c: Clause, s: SentenceState) -> None:
    """甲与乙共同设立的某基金，首期规模10亿元; 发布《某措施》：…: what the clause ends with is spoken of next."""
    last = c.refs[-1] if c.refs else None
    if last is None or _presents(c, s, last) or c.text[last.end : c.end].strip("”》"):
        return
    announced = last.key.startswith("Policy/") and c.text[c.end : c.end + 1] in ("：", ":")
    named = last.key.startswith(SUBJECT_TYPES) and c.text[c.start : last.start].rstrip("“《").endswith("的")
    if announced or named:
        s.switch_subject(last.key, "subject-behind", last)


def _presents(c: Clause, s: SentenceState, last: Ref) -> bool:
    """Whether the clause ends with presenting `last`, which is spoken of from there on: 第二招是“某某池”。"""
    quoted = "“" in c.text[max(c.start, last.start - 1) : last.start + 1]
    policy = last.key.startswith(("Policy/", "Event/")) or (quoted and last.key.startswith("Facility/"))
    if not policy and not last.key.startswith(("Company/", "Project/", "Facility/", "Fund/")):
        return False
    end = past_brackets(c, last.end)
    named = LAUNCHED_END.fullmatch(c.text, end, c.end) if policy else not c.text[end : c.end].strip("”》")
    told = PRESENTS.search(c.text, c.start, last.start)
    if not named or told is None or (told.group().startswith("靠") and not policy):
        return False
    s.switch_subject(last.key, "subject-presented", last, carry=not policy)
    if policy:
        s.policy = s.rules = last.key
        s.presented = last if c.text[c.end : c.end + 1] in "。！" else None
    return True
