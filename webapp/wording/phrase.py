"""What the sentence of a reason code is: one phrase, or the two forms of a counting phrase and the slot that counts."""

Phrase = str | tuple[tuple[str, str], str]


def counted(phrases: tuple[str, str], slot: str) -> Phrase:
    """A counting phrase and the parameter whose number chooses its form."""
    return phrases, slot
