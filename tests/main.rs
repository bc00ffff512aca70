//! All tests: one binary.
