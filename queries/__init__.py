"""Questions people ask, one Cypher file each. Start at `queries.catalog` and `queries.run`."""
