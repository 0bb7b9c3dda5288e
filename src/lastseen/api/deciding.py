"""What people decide on accounts: the queue of pairs, verdicts, conclusions, and taking one back."""

from http import HTTPStatus
from uuid import UUID

from ninja import Router, Schema, Status

from lastseen.api.entry import Asking, Number, acting, answers
from lastseen.api.sending import ConclusionIn, VerdictIn
from lastseen.domain.accounts import AccountId
from lastseen.domain.decisions import Conclusion
from lastseen.domain.rights import May
from lastseen.domain.verdicts import Verdict, VerdictKind
from lastseen.operations.reviewing import Asked, Order, Queue, to_review
from lastseen.operations.verdicts import conclude, decide, take_back

router = Router(tags=["deciding"])


class Made(Schema):
    """The id of a decision, by which it can be taken back."""

    id: UUID


class TakenBack(Schema):
    """What stands again in place of what was taken back."""

    stands_again: UUID | None


class Pair(Schema):
    """Two that may be one, and the probability that they are (of persons)."""

    kind: str
    accounts: list[UUID]
    codes: list[str]
    probability: float | None


class Waiting(Schema):
    """The pair at one place of the queue, and how many there are."""

    at: int
    total: int
    pair: Pair | None


@router.get("/review", response=answers(Waiting), summary="What awaits a verdict")
def review(request: Asking, kind: VerdictKind = VerdictKind.PERSON, order: Order = Order.OPEN, at: Number = 1) -> Queue:
    """The pair at one place of the queue of one kind, counted from one."""
    return to_review(request.rights, request.workspace, Asked(kind=kind, order=order, at=at))


@router.post("/verdicts", response=answers(Made, HTTPStatus.CREATED), summary="Give a verdict")
@acting(May.DECIDE)
def verdict(request: Asking, given: VerdictIn) -> Status[dict[str, UUID]]:
    """Hold two accounts to be of the same, of different ones, or unsure; refused where it contradicts what stands."""
    between = Verdict(left=AccountId(given.left), right=AccountId(given.right), answer=given.answer)
    made = decide(given.kind, between, given.reason, actor=request.rights.user, now=request.now)
    return Status(HTTPStatus.CREATED, {"id": made})


@router.post("/conclusions", response=answers(Made, HTTPStatus.CREATED), summary="Conclude on a value")
@acting(May.DECIDE)
def conclusion(request: Asking, given: ConclusionIn) -> Status[dict[str, UUID]]:
    """Record the value the organisation stands by where accounts differ."""
    concluded = Conclusion(
        accounts=frozenset(map(AccountId, given.accounts)),
        variable=given.variable,
        values=tuple(given.values),
        reason=given.reason,
    )
    made = conclude(concluded, request.workspace, actor=request.rights.user, now=request.now)
    return Status(HTTPStatus.CREATED, {"id": made})


@router.delete("/decisions/{decision}", response=answers(TakenBack), summary="Take a decision back")
@acting(May.DECIDE)
def withdraw(request: Asking, decision: UUID) -> dict[str, UUID | None]:
    """Take a verdict or conclusion back: all that followed from it is exactly as it was before."""
    return {"stands_again": take_back(decision, actor=request.rights.user, now=request.now)}
