"""What the clauses of a sentence tell: figures and what they count, ground and places taken, whose, where, when."""
