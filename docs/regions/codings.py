"""The fields of each kind of account, as files of coded interviews name them."""

from lastseen.domain.accounts import ACCOUNT_TYPES, Account, ValueKind, specs
from lastseen.exchange.codings import FIELD_NAMES, ONE_EACH
from regions.markdown import code, first_paragraph, table

_SHAPES = {
    ValueKind.CODE: "a code of `{}`",
    ValueKind.DATE: "a date: `told`, and `earliest` and `latest`",
    ValueKind.AGE: "an age: `years`, or `low` and `high`; and `reckoning`",
    ValueKind.NAME: "a name: `text`, and `script`, `system`, `kind`",
    ValueKind.AUTHORITY: "an authority: `code` and `role`",
    ValueKind.ACCOUNT: "the id of a `[[{}]]`",
    ValueKind.NUMBER: "a whole number",
    ValueKind.TEXT: "a text",
}


def account_fields() -> str:
    """One table for each kind of account."""
    return "\n\n".join(_section(kind, cls) for kind, cls in ACCOUNT_TYPES.items())


def _section(kind: str, cls: type[Account]) -> str:
    written = {target: name for name, target in FIELD_NAMES.get(kind, {}).items()}
    rows = [
        [
            code(written.get(name, name)),
            _SHAPES[spec.kind].format(spec.vocabulary),
            "several" if spec.many else "one",
            spec.sensitivity.value,
        ]
        for name, spec in specs(cls).items()
        if not (kind in ONE_EACH and name == "person")
    ]
    many = f" `{ONE_EACH[kind]}` lists whom it is about: one account is made for each." if kind in ONE_EACH else ""
    about = f"{first_paragraph(cls.__doc__)}{many}"
    return f"### `[[{kind}]]`\n\n{about}\n\n{table(['key', 'value', 'usually', 'sensitivity'], rows)}"
