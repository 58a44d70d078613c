"""Speed and weight, measured: `make bench`, or `python -m benchmarks assess start …` for some questions alone."""
