"""What a drawing is made of, read back from its SVG."""

from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from lastseen.figures.charts.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Shape:
    """One element: its name, its attributes, and the text right in it."""

    name: str
    attributes: dict[str, str]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of it."""
        return "".join(self.words)

    def size(self, attribute: str) -> float:
        """A length of it."""
        return float(self.attributes[attribute])


def shapes_of(drawing: Drawing) -> list[Shape]:
    """Every element in the order drawn; fails where the SVG is no well-formed XML."""
    found: list[Shape] = []
    parser = ParserCreate()

    def begin(name: str, attributes: dict[str, str]) -> None:
        found.append(Shape(name, attributes))

    def say(text: str) -> None:
        found[-1].words.append(text)

    parser.StartElementHandler, parser.CharacterDataHandler = begin, say
    parser.Parse(drawing.svg, True)
    return found


def texts_of(drawing: Drawing) -> list[str]:
    """The words of a drawing, line by line."""
    return [shape.text.strip() for shape in shapes_of(drawing) if shape.name == "text"]


def filled(drawing: Drawing, name: str, colour: str) -> list[Shape]:
    """The elements of a name that are filled with a colour."""
    return [shape for shape in shapes_of(drawing) if shape.name == name and shape.attributes.get("fill") == colour]
