"""Letters of an invented regency, with their ground truth: they feed the demo, the tests and the benchmarks."""
