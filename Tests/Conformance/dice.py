"""Mutations that are the same everywhere, for ever."""


class Dice:
    """Numbers that look random; Python's own may change with its version."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % max(sides, 1)

    def pick(self, items):
        return items[self.roll(len(items))]


def tokens(text):
    """Roughly the tokens of a text: words, blanks, everything else by the character."""
    out = []
    for character in text:
        kind = "word" if character.isalnum() or character == "_" else "blank" if character == " " else None
        if kind and out and out[-1][0] == kind:
            out[-1][1] += character
        else:
            out.append([kind, character])
    return [text for _, text in out]


def mutate(bases, count, dice, characters):
    """Texts that differ from a base in one or two places: a token dropped, doubled, swapped or replaced, a character
    dropped or put in."""
    spare = sorted({token for base in bases for token in tokens(base)} | set(characters))
    for _ in range(count):
        parts = tokens(dice.pick(bases))
        for _ in range(1 + dice.roll(2)):
            at, other, change = dice.roll(len(parts)), dice.roll(len(parts)), dice.roll(6)
            cut = dice.roll(len(parts[at]))
            if change == 0 and len(parts) > 1:
                del parts[at]
            elif change == 1:
                parts.insert(at, parts[at])
            elif change == 2:
                parts[at], parts[other] = parts[other], parts[at]
            elif change == 3:
                parts[at] = dice.pick(spare)
            elif change == 4:
                parts[at] = parts[at][:cut] + parts[at][cut + 1 :]
            else:
                parts[at] = parts[at][:cut] + dice.pick(characters) + parts[at][cut:]
        yield "".join(parts)
