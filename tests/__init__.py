"""The tests of Scene Studio: unit (no Qt), ui (Qt without a display), e2e (real windows), benchmarks (on demand)."""
