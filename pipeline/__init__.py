"""sitrep: war reporting, turned into a daily situation report that a reader can check line by line."""
