"""How many there were: populations estimated from several overlapping lists.

>>> from lastseen.estimation import Chao, parse_captures
>>> captures = parse_captures([["A", "B", "count"], ["1", "0", "40"], ["0", "1", "30"], ["1", "1", "10"]])
>>> round(Chao().fit(captures).point)
190
"""

from lastseen.estimation.captures import Captures, counted
from lastseen.estimation.choosing import Chosen, chosen
from lastseen.estimation.decomposable import Decomposable
from lastseen.estimation.estimate import Estimate, Estimator
from lastseen.estimation.estimating import ALL, Answer, answers, answers_over, given, variations
from lastseen.estimation.histories import SINGLE, Histories, read_histories
from lastseen.estimation.latent import LatentClasses
from lastseen.estimation.loglinear import Averaged, Bootstrap, Loglinear
from lastseen.estimation.methods import CLASSES, METHODS, How, estimators
from lastseen.estimation.pictures import overlaps_svg, trace_svg
from lastseen.estimation.pooling import pooled
from lastseen.estimation.reading import parse_captures, read_captures
from lastseen.estimation.searching import Criterion
from lastseen.estimation.simple import Chao, Chapman, Coverage
from lastseen.estimation.wording import LANGUAGES, sentence

__all__ = [
    "ALL",
    "CLASSES",
    "LANGUAGES",
    "METHODS",
    "SINGLE",
    "Answer",
    "Averaged",
    "Bootstrap",
    "Captures",
    "Chao",
    "Chapman",
    "Chosen",
    "Coverage",
    "Criterion",
    "Decomposable",
    "Estimate",
    "Estimator",
    "Histories",
    "How",
    "LatentClasses",
    "Loglinear",
    "answers",
    "answers_over",
    "chosen",
    "counted",
    "estimators",
    "given",
    "overlaps_svg",
    "parse_captures",
    "pooled",
    "read_captures",
    "read_histories",
    "sentence",
    "trace_svg",
    "variations",
]
