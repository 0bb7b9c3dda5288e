"""What a written number comes to: digits grouped as the language groups them, words, and both mixed."""

import re

from lastseen.claims.lexicon import Lexicon


def number(written: str, lexicon: Lexicon) -> tuple[float, int]:
    """The value of a number and how many decimals are written.

    Multipliers from a thousand on close what stands before them (in Korean from ten thousand on), smaller ones take
    only the number just before them: 2만 3천, three hundred and five thousand.
    """
    total = section = current = 0.0
    decimals = 0
    closing = 10_000 if lexicon.language == "ko" else 1000
    for token in _tokens(written.lower(), lexicon):
        if token[0].isdecimal():
            plain = token.replace(lexicon.group, "").replace(lexicon.decimal, ".")
            decimals = len(plain.partition(".")[2])
            section, current = section + current, float(plain)
        elif token in lexicon.words:
            value = lexicon.words[token]
            section, current = section + current, value
        elif (times := lexicon.multipliers[token]) < closing:
            section, current = section + (current or 1) * times, 0.0
        else:
            total, section, current = total + (section + current or 1) * times, 0.0, 0.0
    return total + section + current, decimals


def _tokens(written: str, lexicon: Lexicon) -> list[str]:
    known = sorted((*lexicon.words, *lexicon.multipliers), key=len, reverse=True)
    return re.findall(rf"\d[\d{re.escape(lexicon.group + lexicon.decimal)}]*|{'|'.join(known)}", written)
