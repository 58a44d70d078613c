"""What the law says: records, reading, checking and the indexed FactBase. Knows neither Flask nor languages."""
