"""Why words are not read as a date or an age: refused rather than guessed."""

from lastseen.domain.errors import Refusal


class DateUnreadable(Refusal):
    """The words are not a date as far as anybody taught this program."""

    code = "dates.unreadable"
    sentence = "«{told}» cannot be read as a date."
    hint = "Give at least the year in four digits, for example 2011, 2011-05 or 2011-05-03, or fill in both ends."


class DateAmbiguous(Refusal):
    """The words can be two different dates."""

    code = "dates.ambiguous"
    sentence = "«{told}» can be read in two ways: {first} or {second}."
    hint = "Write the one that is meant as {first} or {second}."


class TwoDigitYear(Refusal):
    """The century is left to the reader."""

    code = "dates.two-digit-year"
    sentence = "«{told}» leaves the century open."
    hint = "Write the year in four digits."


class NeedsReference(Refusal):
    """The words count from the day on which they were said, and that day is not given."""

    code = "dates.needs-reference"
    sentence = "«{told}» counts from the day on which it was said."
    hint = "Give the date of the interview or of the document."


class NoSuchDay(Refusal):
    """The calendar does not have that day."""

    code = "dates.no-such-day"
    sentence = "There is no such day as «{told}»."
    hint = "Check the day and the month; if the source does say so, keep the words and give the interval they can mean."


class AgeUnreadable(Refusal):
    """The words are not an age as far as anybody taught this program."""

    code = "ages.unreadable"
    sentence = "«{told}» cannot be read as an age."
    hint = "Give a number of years, such as 33, or the fewest and the most, and say how they were counted."
