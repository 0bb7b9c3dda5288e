"""What is refused of a report file and its prose, each with the file and line where it stands."""

from lastseen.domain.errors import Refusal


class BadPlan(Refusal):
    """A report file cannot be used."""

    code = "reports.bad-plan"
    sentence = "{where}: {why}."
    hint = "Mend the report file; 'lastseen copy-report FOLDER' gives one to start from."


class NotWritten(Refusal):
    """A report is asked for in a language that nobody has written it in."""

    code = "reports.not-written"
    sentence = "Nobody has written the report {id} in {language}."
    hint = "It is written in {known}; name the prose of another language in its file, under [text]."


class BadProse(Refusal):
    """The prose of a report holds something that a report cannot."""

    code = "reports.bad-prose"
    sentence = "{where}: {why}."
    hint = "Prose takes headings, paragraphs, emphasis, simple lists, block quotes and parts of the report."


class Misplaced(Refusal):
    """A part of a report does not stand exactly once in the prose of a language."""

    code = "reports.misplaced-part"
    sentence = "{where}: part {part} {why}."
    hint = "Place every part of the report file once in each language, as Markdown places a picture."


class NoSuchQuote(Refusal):
    """Braces in prose hold nothing that can be quoted."""

    code = "reports.unknown-quote"
    sentence = "{where}: {quote!r} is nothing that can be quoted."
    hint = "Quote figure:ID, figure:ID/ROW, snapshot or day; a brace of your own has a backslash before it."


class NoSuchForm(Refusal):
    """A figure is quoted in a form that there is not."""

    code = "reports.unknown-form"
    sentence = "{where}: a figure cannot be quoted as {form!r}."
    hint = "The forms are: {known}."


class QuotedNoFigure(Refusal):
    """Prose or a part names a figure that there is not."""

    code = "reports.unknown-figure"
    sentence = "{where}: there is no figure {figure}."
    hint = "The nearest are: {near}."


class QuotedNoRow(Refusal):
    """Prose or a part names a row that a figure does not have."""

    code = "reports.unknown-row"
    sentence = "{where}: figure {figure} has no row {row}."
    hint = "The nearest are: {near}."


class WithheldRow(Refusal):
    """Prose quotes a row that is too small to be published."""

    code = "reports.withheld-row"
    sentence = "{where}: row {row} of figure {figure} is withheld from publication, as it is too small."
    hint = "Take the quote out, or mark the heading above it as .internal."


class InsideFigure(Refusal):
    """Prose or a part for the public names a figure for those inside only."""

    code = "reports.inside-figure"
    sentence = "{where}: figure {figure} is for those inside only."
    hint = "Take it out, or mark the heading above it as .internal."


class Unanswered(Refusal):
    """The snapshot lacks what a figure named in a report is counted from."""

    code = "reports.unanswered-figure"
    sentence = "{where}: this snapshot does not answer figure {figure}."
    hint = "Take the figure out of the report, or take a new snapshot of a registry with its vocabularies."


class NoPercentage(Refusal):
    """A percentage is quoted of a figure that has none."""

    code = "reports.no-percentage"
    sentence = "{where}: figure {figure} has no percentages: it is rounded, or nobody knows its whole."
    hint = "Quote it without a form, or as a share, which then leaves the percentage out."


class WrongFigure(Refusal):
    """A part is drawn from a figure of another shape."""

    code = "reports.wrong-figure"
    sentence = "{where}: figure {figure} cannot be drawn so; it takes {needs}."
    hint = "Name another figure, or show this one as bars or as a table."
