"""Invented snapshots of any size, written straight into the snapshot schema; the same seed gives the same one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.figures.builder import Unsealed  # the tests lie beside the benchmarks

from lastseen.domain.derive.variables import VARIABLES, Shape
from lastseen.exchange.vocabularies import load_vocabularies
from lastseen.snapshot.writing import Origin, write_snapshot

Cells = tuple[object, ...]

ORIGIN = Origin(
    registry="benchmark",
    profile="dprk",
    taken=datetime(2024, 11, 1, tzinfo=UTC),
    software="0",
    ledger=1,
    compartments=("interviews",),
    vocabularies={},
)

CODES: dict[str, Sequence[str]] = {
    "sex": ("male", "female"),
    "occupation": ("farmer", "labourer", "miner", "teacher", "soldier", "trader"),
    "period": ("kim-il-sung", "kim-jong-il", "kim-jong-un"),
    "place_of_arrest": ("KP-09", "KP-10", "KP-01", "CN-22"),
    "country_of_arrest": ("KP", "KP", "KP", "CN", "RU"),
    "province_of_arrest": ("KP-09", "KP-10", "KP-01", "KP-08", "CN-22", "CN-21", "part-unknown"),
    "authority_first": ("mss", "border-guard", "moss", "msc", "cn-mps", "several"),
    "authority_last": ("mss", "mss", "mss", "moss", "msc"),
    "authority_sole": ("mss", "mss", "several", "moss"),
    "authority_handed_over_to": ("mss", "not-handed-over", "not-handed-over", "moss"),
    "authorities_ever": ("mss", "border-guard", "moss", "cn-mps"),
    "hand_overs": ("border-guard>mss", "cn-mps>border-guard", "cn-mps>mss", "moss>mss"),
    "stage_moves": ("1>arrest>end", "1>arrest>detention", "2>detention>end", "2>detention>camp", "3>camp>end"),
    "return_legs": ("yanji>onsong", "onsong>chongjin", "changbai>hyesan", "not-returned", "places-not-told"),
    "responses": ("acknowledged", "denied", "silent", "refused-to-tell"),
    "grounds": ("escape/attempt", "escape/helping", "association", "religion", "criticism", "economic"),
    "ground": ("escape/attempt", "escape/after-repatriation", "association", "religion", "outside-contact", "other"),
    "on_account_of": ("interviewee", "another-victim", "somebody-else"),
    "stages_told": ("arrest", "detention", "repatriation", "camp"),
    "elements": ("deprivation", "state", "concealment", "outside-law"),
    "fate": ("alive", "seen", "dead"),
    "fate_told": ("dead/rumour", "dead/saw", "seen/saw", "alive/heard-from-other"),
    "inconsistencies": ("none", "none", "out-of-order", "born-after-arrest"),
    "relation": ("sibling", "parent", "cousin", "friend", "neighbour", "colleague"),
}
NUMBERS = {"age": (0, 75), "age_told": (0, 75), "days_in_custody": (0, 500), "independent_sources": (1, 3)}
_ABSENCES = ("unknown", "refused", "not-asked")


def write_synthetic(folder: Path, victims: int, seed: int = 1) -> Path:
    """Write a snapshot of so many victims and give its folder.

    One in five is told of by two sources, one in 50 was taken twice, one in 100 may be the next victim, one in 20 is
    known from the press alone, one in 50 has findings that differ; three answers in ten are missing or undetermined.
    """
    return folder / write_snapshot(folder, _Invention(victims, seed).rows(), ORIGIN, Unsealed()).name


class _Invention:
    def __init__(self, victims: int, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  # invented data
        self.victims = victims
        self.interviews = max(victims // 2, 1)
        self.tables: dict[str, list[Cells]] = {
            name: [] for name in ("accounts", "persons", "disappearances", "readings", "pairs", "stages")
        }

    def rows(self) -> dict[str, list[Cells]]:
        doubtful = None
        for number in range(self.victims):
            person = self.id()
            self.person(person, number, doubtful)
            doubtful = person if doubtful is None and number % 100 == 50 else None
        return {
            **self.tables,
            "sources": [self.source(n) for n in range(self.interviews)] + [self.source(-1)],
            "cases": [(f"case-{n}", f"C-{n}", f"case-{n}", True) for n in range(self.victims // 2 + 1)],
            "mass_events": [
                (f"night {n // 3}", f"m-{n}", f"source-{n}", f"source-{n - n % 2}", 400 + n, 500 + n, None, None, [])
                for n in range(min(30, self.interviews))
            ],
            **_vocabularies(),
        }

    def id(self) -> str:
        digits = f"{self.random.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def source(self, number: int) -> Cells:
        kind, name = ("press", "press") if number < 0 else ("interview", f"source-{number}")
        speaker = None if number < 0 else f"W-{number}"
        return (name, kind, speaker, date(2022, 1, 1), "ko", "interviews", name)

    def person(self, person: str, number: int, doubtful: str | None) -> None:
        family = person if number % 3 else f"family-{number // 9}"
        self.tables["persons"].append((person, f"P-{number}", doubtful or person, doubtful is None, family))
        told = [f"source-{number % self.interviews}"] if number % 20 else ["press"]
        if number % 5 == 1:
            told.append(f"source-{(number * 7 + 1) % self.interviews}")
        told = list(dict.fromkeys(told))
        for source in told:
            self.tables["accounts"].append((self.id(), "person", source, person, None, None))
            if source != "press":
                self.tables["pairs"].append((f"W-{source[7:]}", person, source, *self.codes("relation", 1)))
        for sequence in range(1, 3 if number % 50 == 7 else 2):
            self.disappearance(person, number, sequence, told)

    def disappearance(self, person: str, number: int, sequence: int, told: Sequence[str]) -> None:
        id_ = self.id()
        outcome = ["enforced-disappearance"]
        if number % 50 == 9:
            outcome.append("killing")
        if number % 33 == 5:
            outcome = ["killing"]
        case = f"case-{(number + sequence - 1) // 2}"
        kinds = sorted({"press" if source == "press" else "interview" for source in told})
        self.tables["disappearances"].append((id_, person, case, sequence, outcome, ["credible"], kinds))
        for place, source in enumerate(told, start=1):
            self.tables["readings"].append((id_, place, source, *self.answers(len(told))))
            self.stages(id_, source)

    def answers(self, sources: int) -> list[object]:
        cells: list[object] = []
        for variable in VARIABLES:
            match variable.shape:
                case Shape.SINGLE | Shape.MULTIPLE:
                    cells += self.codes(variable.name, 1 if variable.shape is Shape.SINGLE else 2)
                case Shape.NUMBER if variable.name == "independent_sources":
                    cells += [sources, sources, None]
                case Shape.NUMBER:
                    cells += self.number(*NUMBERS[variable.name])
                case Shape.DATE:
                    cells += self.day()
        return cells

    def codes(self, variable: str, most: int) -> list[object]:
        draw = self.random.random()
        if draw < 0.15:
            return [[], self.random.choice(_ABSENCES)]
        many = most + 1 if draw < 0.3 else most if draw < 0.6 else 1
        return [list(dict.fromkeys(self.random.choices(CODES[variable], k=many))), None]

    def number(self, low: int, high: int) -> list[object]:
        draw, value = self.random.random(), self.random.randint(low, high)
        if draw < 0.15:
            return [None, None, self.random.choice(_ABSENCES)]
        if draw < 0.18:
            return [value, None, None]
        return [value, value + (self.random.randint(0, 8) if draw < 0.5 else 0), None]

    def day(self) -> list[object]:
        draw = self.random.random()
        day = date(1975, 1, 1) + timedelta(days=self.random.randrange(17_000))
        if draw < 0.15:
            return [None, None, self.random.choice(_ABSENCES)]
        if draw < 0.18:
            return [None, day, None]
        return [day, day + timedelta(days=self.random.randrange(300) if draw < 0.6 else 0), None]

    def stages(self, disappearance: str, source: str) -> None:
        count = self.random.randint(1, 3)
        for position in range(1, count + 1):
            stage = self.id()
            gap = self.number(0, 500) if position < count else [None, None, "not-asked"]
            kind, holder = self.random.choice(CODES["stages_told"]), self.random.choice(("mss", "moss", "cn-mps"))
            basis = self.random.choice(("saw", "heard-from-other", "rumour"))
            told = ([kind], None, [holder], None, [basis], None, *self.day(), *gap)
            self.tables["stages"].append((stage, stage, disappearance, source, position, *told))


def _vocabularies() -> dict[str, list[Cells]]:
    terms: list[Cells] = []
    labels: list[Cells] = []
    for vocabulary in load_vocabularies("dprk", None).values():
        for place, term in enumerate(vocabulary.terms, start=1):
            terms.append((vocabulary.id, term.code, term.parent, term.rank, place, None, None))
            labels += [(vocabulary.id, term.code, language, label) for language, label in term.labels.items()]
    return {"terms": terms, "labels": labels}
