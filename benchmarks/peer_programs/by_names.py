"""Peers score pairs of names in Latin letters: ``by_names.py PAIRS.csv JOIN.csv SCORES.json``, columns a and b in both.

Only those that score many pairs a second are asked for the second table, which has every name with every other.
"""

import csv
import json
import sys
import time
from pathlib import Path

import jellyfish
from anyascii import anyascii
from followthemoney import model
from nomenklatura.matching import ScoringConfig, get_algorithm
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

MATCHER = get_algorithm("logic-v2")
CONFIG = ScoringConfig.defaults()


def person(name):
    return model.get_proxy({"id": name, "schema": "Person", "properties": {"name": [name]}})


def by_nomenklatura(one, other):
    return MATCHER.compare(person(one), person(other), CONFIG).score


def latin(name):
    return anyascii(name).lower()


def joined(name):
    return latin(name).replace(" ", "")


PEERS = {
    "rapidfuzz, token_sort_ratio": (fuzz.token_sort_ratio, latin, True),
    "rapidfuzz, Levenshtein without spaces": (Levenshtein.normalized_similarity, joined, True),
    "jellyfish, Jaro–Winkler": (jellyfish.jaro_winkler_similarity, latin, True),
    "nomenklatura, logic-v2, as written": (by_nomenklatura, str, False),
    "nomenklatura, logic-v2, in Latin letters": (by_nomenklatura, latin, False),
}


def read(path):
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [(row["a"], row["b"]) for row in csv.DictReader(file)]


def scored(score, made, pairs):
    ready = {name: made(name) for pair in pairs for name in pair}
    pairs = [(ready[a], ready[b]) for a, b in pairs]
    start = time.perf_counter()
    scores = [score(a, b) for a, b in pairs]
    return scores, len(pairs) / (time.perf_counter() - start)


def main(pairs, join, out):
    pairs, join, found = read(pairs), read(join), []
    for name, (score, made, is_quick) in PEERS.items():
        scores, per_second = scored(score, made, pairs)
        of_join = scored(score, made, join)[0] if is_quick else None
        found.append({"name": name, "scores": scores, "join": of_join, "per_second": per_second})
    Path(out).write_text(json.dumps(found), encoding="utf-8")


main(*sys.argv[1:])
