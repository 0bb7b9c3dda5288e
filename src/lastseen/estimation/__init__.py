"""How many there were: populations estimated from several overlapping lists.

>>> from lastseen.estimation import Chao, parse_captures
>>> captures = parse_captures([["A", "B", "count"], ["1", "0", "40"], ["0", "1", "30"], ["1", "1", "10"]])
>>> round(Chao().fit(captures).point)
190
"""

from lastseen.estimation.captures import Captures, counted
from lastseen.estimation.decomposable import Decomposable
from lastseen.estimation.estimate import Estimate, Estimator
from lastseen.estimation.estimating import ALL, Answer, How, estimate_all, given, variations
from lastseen.estimation.latent import LatentClasses
from lastseen.estimation.loglinear import Averaged, Criterion, Loglinear
from lastseen.estimation.methods import CLASSES, METHODS, estimator
from lastseen.estimation.pictures import overlaps_svg, trace_svg
from lastseen.estimation.reading import parse_captures, read_captures
from lastseen.estimation.simple import Chao, Chapman, Coverage
from lastseen.estimation.wording import LANGUAGES, sentence

__all__ = [
    "ALL",
    "CLASSES",
    "LANGUAGES",
    "METHODS",
    "Answer",
    "Averaged",
    "Captures",
    "Chao",
    "Chapman",
    "Coverage",
    "Criterion",
    "Decomposable",
    "Estimate",
    "Estimator",
    "How",
    "LatentClasses",
    "Loglinear",
    "counted",
    "estimate_all",
    "estimator",
    "given",
    "overlaps_svg",
    "parse_captures",
    "read_captures",
    "sentence",
    "trace_svg",
    "variations",
]
