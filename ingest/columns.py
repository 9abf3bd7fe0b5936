"""Two articles whose columns were taken from the page in turns, untangled.

A reader that goes down a page box by box can give a piece of one article, a piece of another, and so on, each piece
breaking off in mid-sentence. It shows where a line that ends no sentence is followed by one that begins an item of
news. Then the cheapest way to deal the lines out to two articles is found with Viterbi's algorithm (1967): a state is
the line read last and the line at which the other article waits; a switch costs, so does a join that makes no word,
and a join that makes one (全|年) pays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from math import log

from ingest.lines import Line, ends_sentence
from ingest.ngrams import bigrams
from ingest.seams import REACH, leaves_dangling, word_across
from ingest.spacing import CLAUSE

SWITCH, LEFT_OPEN, NEW_ITEM, CLOSED = 2.0, 6.0, 8.0, 4.0
"""Costs: of a switch between the two articles, of an article without an end, of a join to a line that begins
an item of news, of going on behind a byline."""
WORD, DANGLING, SHORT, FRESH = 3.0, 1.0, 4.0, 2.0
"""What a word of two characters across a join pays (a longer one 1.5 more); what a lone character left at a line's end
costs; the cost of going on behind a line much shorter than its column, at most; of finishing a sentence with a line
that follows a full stop on the page."""
TOPIC, ROUNDS = 0.5, 5
"""What the words of a line weigh at most; rounds of dealing out."""
MOST_LINES = 600
"""Longer pages are left alone: the search is quadratic."""
PREPOSITION = re.compile(r"[于在自从至到截由将以对向与和及、，：“（《—-]$|截至$|截止$")


State = tuple[int, int]


def untangle(lines: list[Line]) -> list[Line] | None:
    """The lines article by article, or None where the page gives no sign of interleaved articles."""
    if len(lines) > MOST_LINES or not _tangled(lines):
        return None
    pieces = _pieces(lines)
    if len(pieces) < 4:
        return None
    dealt = _deal(pieces)
    if dealt is None:
        return None
    first, second = dealt
    floating = [line for line in lines if not any(line is other for piece in pieces for other in piece)]
    return _with_floating(lines, pieces, first, second, floating)


def _tangled(lines: list[Line]) -> bool:
    """Whether somewhere a sentence breaks off and an item of news begins in the next line."""
    body = [line for line in lines if line.body]
    return any(
        not before.terminal and after.starts_news and not PREPOSITION.search(before.text)
        for before, after in pairwise(body)
    )


def _pieces(lines: list[Line]) -> list[list[Line]]:
    """Lines of running text, each with the byline behind it.

    A short line that is no headline, as it repeats no article's first words, is the end of a torn-off piece.
    """
    leads = [(i, "".join(line.text for line in lines[i : i + 4])) for i, line in enumerate(lines) if line.starts_news]
    pieces: list[list[Line]] = []
    for i, line in enumerate(lines):
        torn = line.kind == "plain" and i > 0 and lines[i - 1].body and not lines[i - 1].terminal
        torn = torn and not (i + 1 < len(lines) and lines[i + 1].text.startswith("——"))  # a headline above its second
        named = any(_shared(line.text, lead) >= 0.6 for at, lead in leads if not at <= i < at + 4)
        if line.body or line.kind == "paragraph" or (torn and not named):
            pieces.append([line])
        elif line.kind == "byline" and pieces and len(pieces[-1]) == 1:
            pieces[-1].append(line)
    return pieces


def _deal(pieces: list[list[Line]]) -> tuple[list[int], list[int]] | None:
    """Indices of the pieces of the two articles, or None where one article explains the page better.

    What the lines speak of helps: the words of each article, as dealt out so far, draw the lines that share them
    (a few rounds of hard expectation maximisation, begun with the lines around the second article's first).
    """
    pairs = [bigrams(piece[0].text) for piece in pieces]
    start = next((i for i in range(1, len(pieces)) if _new_item(pieces[i - 1], pieces[i][0])), None)
    if start is None:
        return None
    sides: dict[int, int] = dict.fromkeys(range(start), 0) | dict.fromkeys(range(start, min(start + 4, len(pieces))), 1)
    dealt: tuple[list[int], list[int]] | None = None
    for _ in range(ROUNDS):
        dealt = _search(pieces, _pull(pairs, sides), start)
        again = dict.fromkeys(dealt[0], 0) | dict.fromkeys(dealt[1], 1)
        if again == sides:
            break
        sides = again
    return dealt


def _pull(pairs: list[set[str]], sides: dict[int, int]) -> list[float]:
    """For each line, how much more its words speak for the first article (positive) than for the second.

    Log odds of the pairs of characters that both are dealt out and occur in more than one line, the line's own
    occurrence left out; at most `TOPIC`.
    """
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for i, side in sides.items():
        for pair in pairs[i]:
            counts[side][pair] = counts[side].get(pair, 0) + 1
    total = [sum(own.values()) + 50.0 for own in counts]
    pull: list[float] = []
    for i, own in enumerate(pairs):
        odds = 0.0
        for pair in sorted(own):
            seen = [counts[side].get(pair, 0) - (sides.get(i) == side) for side in (0, 1)]
            if seen[0] or seen[1]:
                odds += log((seen[0] + 0.3) / total[0]) - log((seen[1] + 0.3) / total[1])
        pull.append(max(-TOPIC, min(TOPIC, TOPIC * odds / 6)))
    return pull


def _search(pieces: list[list[Line]], pull: list[float], start: int) -> tuple[list[int], list[int]]:
    """The cheapest way to deal the pieces out, the second article beginning with piece `start`."""
    usual = sorted(piece[0].width for piece in pieces)[len(pieces) // 2]
    # A state is where the other article waits and which of the two is being read (0 or 1).
    states: dict[State, tuple[float, tuple[int, ...]]] = {(start - 1, 1): (0.0, (start,))}
    for i in range(start, len(pieces) - 1):
        following = pieces[i + 1][0]
        on = _join_cost(pieces[i], following) + _shortness(pieces[i], usual)
        fresh = FRESH if _finished(pieces[i]) else 0.0
        step: dict[State, tuple[float, tuple[int, ...]]] = {}
        for (waiting, side), (cost, switches) in states.items():
            topic = (-pull[i + 1], pull[i + 1])
            join = _join_cost(pieces[waiting], following)
            there = SWITCH + join + (0.0 if join < 0 or _finished(pieces[waiting]) else fresh)
            for state, total, path in (
                ((waiting, side), cost + on + topic[side], switches),
                ((i, 1 - side), cost + there + topic[1 - side], (*switches, i + 1)),
            ):
                if state not in step or total < step[state][0]:
                    step[state] = (total, path)
        states = step
    ended = {
        (waiting, side): cost + (0.0 if _finished(pieces[waiting]) else LEFT_OPEN)
        for (waiting, side), (cost, _) in states.items()
    }
    best = min(ended, key=lambda state: (ended[state], state))
    turns = frozenset(states[best][1])
    columns: tuple[list[int], list[int]] = ([], [])
    side = 0
    for i in range(len(pieces)):
        side ^= i in turns
        columns[side].append(i)
    return columns


def _shortness(piece: list[Line], usual: float) -> float:
    """Cost of going on behind a line that breaks off before its column is filled."""
    line = piece[0]
    if len(piece) > 1 or line.terminal or line.width >= 0.8 * usual:
        return 0.0
    return SHORT * min(1.0, (1 - line.width / usual) * 2)


def _finished(piece: list[Line]) -> bool:
    return len(piece) > 1 or piece[0].terminal


def _new_item(before: list[Line], after: Line) -> bool:
    """Whether a sentence breaks off and an item of news begins."""
    return not _finished(before) and after.starts_news and not PREPOSITION.search(before[0].text)


def _join_cost(before: list[Line], after: Line) -> float:
    """Cost of reading `after` as the continuation of `before`."""
    if len(before) > 1:
        return CLOSED
    line = before[0]
    if ends_sentence(line.text):
        return 0.0
    if _new_item(before, after):
        return NEW_ITEM
    return _seam_cost(line.text[-REACH:], after.text[:REACH])


@lru_cache(maxsize=1 << 16)
def _seam_cost(left: str, right: str) -> float:
    if not left[-1:].isalnum() or not right[:1].isalnum():
        return 0.0
    word = word_across(left, right)
    if word:
        return -WORD if len(word) == 2 else -WORD - 1.5
    return DANGLING if leaves_dangling(left) else 0.0


def _with_floating(
    lines: list[Line], pieces: list[list[Line]], first: list[int], second: list[int], floating: list[Line]
) -> list[Line]:
    """The two articles one after the other, with headlines, captions and banners where they stood.

    A line between two pieces stays behind the one before it, unless that breaks off in mid-sentence: then it is held
    back to the end of that article's part. Headlines in the middle of the page go before the article whose first
    words they share.
    """
    order = {id(line): i for i, line in enumerate(lines)}
    starts = {0: order[id(pieces[first[0]][0])], 1: order[id(pieces[second[0]][0])]}
    ends = {0: order[id(pieces[first[-1]][-1])], 1: order[id(pieces[second[-1]][-1])]}
    lead = {side: "".join(pieces[i][0].text for i in own[:4]) for side, own in ((0, first), (1, second))}
    before: dict[int, list[Line]] = {0: [], 1: []}
    top: list[Line] = []
    bottom: list[Line] = []
    for line in floating:
        at = order[id(line)]
        if at < min(starts.values()):
            top.append(line)
        elif at > max(ends.values()):
            bottom.append(line)
        else:
            before[0 if _shared(line.text, lead[0]) > _shared(line.text, lead[1]) else 1].append(line)
    for piece in pieces:
        piece[0].body = True
    out = list(top)
    for side, own in ((0, first), (1, second)):
        out += before[side]
        out += [line for i in own for line in pieces[i]]
    # A headline at the foot of the page goes to the article that it names, if that is the first.
    foot = [line for line in bottom if line.kind == "plain"]
    if foot and _shared("".join(x.text for x in foot), lead[0]) > _shared("".join(x.text for x in foot), lead[1]):
        out[len(top) : len(top)] = foot
        bottom = [line for line in bottom if line.kind != "plain"]
    return out + bottom


def _shared(text: str, lead: str) -> float:
    pairs = {text[i : i + 2] for i in range(len(text) - 1) if not CLAUSE.search(text[i : i + 2])}
    return sum(pair in lead for pair in sorted(pairs)) / max(1, len(pairs))
