"""Benchmarks on data that is not part of the project: `python -m tests.bench NAME --data DIR`."""
