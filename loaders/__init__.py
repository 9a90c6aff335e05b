"""A policy document becomes parsed measures. Start at `loaders.pipeline`."""
