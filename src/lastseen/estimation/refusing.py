"""What cannot be estimated, each with what would mend it."""

from lastseen.domain.errors import Refusal


class UnreadableCaptures(Refusal):
    """A table of captures with something in it that cannot be read."""

    code = "estimation.unreadable-captures"
    sentence = "The table of captures cannot be read: {why}."
    hint = "Give CSV with one column of 0 and 1 for each list, and either a last column count or one row per person."


class TooFewLists(Refusal):
    """Fewer lists than the method needs."""

    code = "estimation.too-few-lists"
    sentence = "{method} needs {needed} independently made lists; there are {lists}."
    hint = (
        "Find lists made by others: one project is one list however many it heard, and a family of whom nobody is left "
        "to tell is on none. Two lists bear only chapman and chao."
    )


class TooManyLists(Refusal):
    """More lists than the method can go through."""

    code = "estimation.too-many-lists"
    sentence = "{method} goes up to {most} lists; there are {lists}."
    hint = "Merge lists that are alike, leave out small ones, or use lcmcr, which takes any number."


class NobodyListed(Refusal):
    """Zero capture: the lists, or one of them, name nobody."""

    code = "estimation.nobody-listed"
    sentence = "Nobody is on {where}."
    hint = "Leave the empty list out, or take a larger part of the records."


class NoOverlap(Refusal):
    """Lists that share nobody say nothing of who is on none."""

    code = "estimation.no-overlap"
    sentence = "{left} and {right} have nobody in common, so that nothing follows from them."
    hint = "Link the lists first, merge the one with another, or leave it out."


class ListInsideAnother(Refusal):
    """A list that is part of another was not made independently."""

    code = "estimation.list-inside-another"
    sentence = "Everyone on {inner} is on {outer} too: it looks copied from it."
    hint = "Merge the two, or leave {inner} out; where it was made independently, take more of its records."


class NeverTogether(Refusal):
    """A structural zero, for a method that takes every pattern to be possible."""

    code = "estimation.never-together"
    sentence = (
        "{method} takes it that anyone could be on any lists at once; nobody could be on both {left} and {right}."
    )
    hint = "Take loglinear, loglinear-all or loglinear-average, make the two one list, or leave one out."


class SeenTogether(Refusal):
    """People on two lists of which it was said that nobody could be on both."""

    code = "estimation.seen-together"
    sentence = "{shared} people are on both {left} and {right}, which was said to be impossible."
    hint = "Correct what was said never to be, or the links between these lists."


class SameListTwice(Refusal):
    """A list asked for that is there already, or merged with itself."""

    code = "estimation.same-list-twice"
    sentence = "The list {list} is named twice."
    hint = "Name each list once."


class NoSuchList(Refusal):
    """A list that the table does not have."""

    code = "estimation.no-such-list"
    sentence = "There is no list {list}."
    hint = "The lists are: {lists}."


class NoFiniteEstimate(Refusal):
    """No model that was looked through has an estimate at all: the table is too sparse."""

    code = "estimation.no-finite-estimate"
    sentence = "None of the models has a finite estimate: too many of the overlaps between the lists are empty."
    hint = "Merge small lists, drop the one that overlaps least, or take fewer strata."


class Unbounded(Refusal):
    """The data set no upper bound, or none below the end of what was looked through."""

    code = "estimation.unbounded"
    sentence = "{method} finds no upper end: {most} would be as likely as fewer."
    hint = "The overlaps are too small. Merge small lists, take fewer strata, or give only the lower bound by chao."


class NotConverged(Refusal):
    """Too few effective draws: the chains did not come to one answer."""

    code = "estimation.not-converged"
    sentence = "After {iterations} iterations there are {effective} effective draws, R-hat {rhat}; {needed} are needed."
    hint = "Merge small lists, leave out one inside another, or take another method beside it."


class NotAMethod(Refusal):
    """A method that is not known."""

    code = "estimation.not-a-method"
    sentence = "There is no method {method}."
    hint = "The methods are: {methods}."


class NotForThisTable(Refusal):
    """A method made for another number of lists than there are."""

    code = "estimation.not-for-this-table"
    sentence = "{method} is for {needed} lists; there are {lists}."
    hint = "Choose two or three of the lists, or take a method for more: loglinear or lcmcr."


class NotAPair(Refusal):
    """Something that is no pair of lists."""

    code = "estimation.not-a-pair"
    sentence = "{text} is not a pair of lists."
    hint = "Write two lists with + between them, as in church+press."


class NotAStratum(Refusal):
    """Something persons cannot be divided by for an estimate."""

    code = "estimation.not-a-stratum"
    sentence = "An estimate cannot be divided by {by}."
    hint = "Divide by one of: {choices}."
