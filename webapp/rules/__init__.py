"""The law as plain functions: a Situation and a FactBase in, an Assessment out. No Flask, no language, no I/O."""
