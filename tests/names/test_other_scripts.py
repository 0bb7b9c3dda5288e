"""Names of other languages: what is one name in another form scores above what is another. Everybody is invented."""

import pytest

from lastseen.names import compare

ORDERED = (
    ("José García López", ("Garcia Lopez, Jose", "José García", "José García Pérez", "Ramón Ortiz Vega")),
    ("María del Carmen Rojas", ("Maria Carmen Rojas", "Ma. del Carmen Rojas", "Carmen Rojas", "María del Pilar Rojas")),
    ("محمد عبد الله الحسن", ("Muhammad Abdallah Al Hasan", "محمد حسن", "Yusuf Ibrahim")),
    ("عبد الرحمن بن علي", ("Abdurrahman ibn Ali", "Abdul Karim bin Ali", "Omar Khaled")),
    ("فاطمة الزهراء", ("Fatima al-Zahra", "Khadija al-Zahra", "Layla Haddad")),
    ("Fatma Zahra", ("فاطمه الزهرا", "Khadija Zahra", "Layla Haddad")),
    ("Иван Сергеевич Петров", ("Ivan Sergeyevich Petrov", "Иван С. Петров", "Petrov Ivan", "Иван Алексеевич Петров")),
    ("Юлия Щербакова", ("Iuliia Shcherbakova", "Ю. Щербакова", "Юлия Степанова", "Anna Orlova")),
    ("Natalya Efimova", ("Наталия Ефимова", "Наталья Иванова", "Olga Smirnova")),
    ("Julija Scherbakowa", ("Юлия Щербакова", "Julia Schmidt", "Anna Orlova")),
    ("Aslan Maskhudov", ("Масхудов Аслан", "Аслан Исмаилов", "Руслан Гелаев")),
)
"""A name, and others in the order in which they are to be found for it."""


@pytest.mark.parametrize(("name", "others"), ORDERED)
def test_other_forms_of_a_name_come_before_other_names(name: str, others: tuple[str, ...]) -> None:
    scores = [compare(name, other).log_bayes_factor for other in others]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert scores[0] >= 8


@pytest.mark.parametrize("name", [name for name, _ in ORDERED])
def test_a_name_of_another_language_is_itself_and_no_korean_one(name: str) -> None:
    assert compare(name, name).log_bayes_factor >= 10
    assert compare(name, "김철수").log_bayes_factor < 0


@pytest.mark.parametrize(
    ("left", "right"), [("de la", "De La"), ("بن", "بن"), ("Al", "al"), ("El Hadi", "Hadi"), ("von", "van")]
)
def test_particles_alone_are_compared_as_words(left: str, right: str) -> None:
    assert compare(left, right) == compare(left, right)
    assert compare(left, right).log_bayes_factor == compare(right, left).log_bayes_factor
