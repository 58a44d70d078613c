"""Haki: which social security and work rights a migrant worker holds, why, and what to do next."""
