"""Loads Great Expectations when it is imported: for a process that forks others, so that they need not.

Reads and writes nothing.
"""

import gc

from pipeline.validate.checks import great_expectations

great_expectations()
gc.freeze()  # a full collection in a worker need not walk the million objects of that package
