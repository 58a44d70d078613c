"""For the people who keep the facts: what is old, how far the facts reach, what an edit changes."""
