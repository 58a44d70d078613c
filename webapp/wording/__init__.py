"""The only place where a code becomes a sentence: one phrase, named slots, in the reader's language."""
