"""enrich: who, where, when, how many, according to whom, in one document."""
