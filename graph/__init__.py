"""The graph's shape and where it is kept. The lowest floor: imports nothing of the project."""
