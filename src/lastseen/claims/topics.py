"""What the numbers of a text are about: topics as patterns of meaning, by language, from data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from lastseen.claims.lexicon import data

_FLAGS = re.IGNORECASE | re.DOTALL
_NEVER = re.compile(r"(?!)")
CYCLE = "review-cycle"
"""The years between two reviews of a State, which are known to all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a number can be about: it is meant where all of ``cues`` are found.

    ``restricts`` makes any number one of this topic alone. Where ``others`` are named beside it and nothing of
    ``unless`` is, a number is credited to more than the topic. One that is ``by_label`` has no patterns but the words
    of its label. Topics of one ``family`` are told apart by value.
    """

    id: str
    label: str
    family: str
    unit: str
    cues: tuple[re.Pattern[str], ...]
    by_label: bool = False
    restricts: re.Pattern[str] = _NEVER
    others: re.Pattern[str] = _NEVER
    unless: re.Pattern[str] = _NEVER
    credits: re.Pattern[str] = _NEVER

    def meant(self, words: str) -> bool:
        """Whether these words are about the topic."""
        return all(cue.search(words) for cue in self.cues)

    def widened(self, words: str) -> bool:
        """Whether these words credit the number to others as well."""
        return bool(self.others.search(words) and self.credits.search(words) and not self.unless.search(words))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Topics:
    """All topics of one language, the words for other tellers, for origins, and what is known to all.

    ``retracted`` finds a text that takes something back, ``state_media`` those whom it quotes and does not speak for.
    """

    all: tuple[Topic, ...]
    elsewhere: re.Pattern[str]
    retracted: re.Pattern[str]
    state_media: re.Pattern[str]
    origins: Mapping[str, re.Pattern[str]]
    cycle: re.Pattern[str]
    cycle_years: float
    by_id: Mapping[str, Topic] = field(repr=False)
    labels: Mapping[str, str] = field(repr=False)

    def label(self, id_: str, otherwise: str) -> str:
        """What a topic is called in the language."""
        return self.labels.get(id_, otherwise)

    def meant(self, words: str) -> tuple[Topic, ...]:
        """The topics that words are about, the most telling first; those known by label where there is no other."""
        return _meant(self, words)


@lru_cache(maxsize=256)
def _meant(every: Topics, words: str) -> tuple[Topic, ...]:
    """Kept for a while, as the numbers of a sentence share its words."""
    found = [topic for topic in every.all if topic.meant(words)]
    found = [topic for topic in found if not topic.by_label] or found
    return tuple(sorted(found, key=lambda topic: -len(topic.cues)))


@cache
def topics(language: str, labels: tuple[tuple[str, str], ...] = ()) -> Topics:
    """The topics of a language.

    ``labels`` are ids with what a reference or registry calls them: those without patterns are known by these words.
    """
    told = data("topics")
    known = tuple(_topic(one, language) for one in told["topic"])
    ids = {topic.id for topic in known}
    labelled = (_labelled(id_, label) for id_, label in labels if id_ not in ids)
    every = (*known, *(topic for topic in labelled if topic.cues))
    return Topics(
        all=every,
        elsewhere=re.compile(told["elsewhere"][language], _FLAGS),
        retracted=re.compile(told["retracted"][language], _FLAGS),
        state_media=re.compile(told["state_media"][language], _FLAGS),
        origins={name: re.compile(pattern) for name, pattern in told["origins"].items()},
        cycle=re.compile(told["known"][CYCLE][language], _FLAGS),
        cycle_years=told["known"][CYCLE]["years"],
        by_id={topic.id: topic for topic in every},
        labels={topic.id: topic.label for topic in every} | {CYCLE: told["known"][CYCLE]["labels"][language]},
    )


def _topic(told: Mapping[str, Any], language: str) -> Topic:
    def of(name: str) -> re.Pattern[str]:
        pattern = told.get(f"{name}_{language}")
        return _NEVER if pattern is None else re.compile(pattern, _FLAGS)

    return Topic(
        id=told["id"],
        label=told["labels"][language],
        family=told.get("family", told["id"].partition("/")[0]),
        unit=told.get("unit", ""),
        cues=tuple(re.compile(pattern, _FLAGS) for pattern in told[language]),
        restricts=of("restricts"),
        others=of("others"),
        unless=of("unless"),
        credits=of("claims"),
    )


def _labelled(id_: str, label: str) -> Topic:
    """A topic known by its label: each word of it that says something, in any of its forms."""
    bare = re.sub(r"\([^)]*\)", " ", label.lower())
    words = [word for word in re.findall(r"\w+", bare) if len(word) > (1 if not word.isascii() else 3)]
    cues = tuple(re.compile(re.escape(word[: max(4, len(word) - 2)]), _FLAGS) for word in words)
    return Topic(id=id_, label=label, family=id_.partition("/")[0], unit="", cues=cues, by_label=True)
