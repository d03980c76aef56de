"""Nothing imports this: it says that these packages are dvp's own, for the local engine only."""
