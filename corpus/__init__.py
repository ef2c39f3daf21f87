"""The test corpus: invented outlets, their pages, and beside each page what a careful reader finds in it.

Reads nothing, writes nothing. The loader of the gold files is `corpus.gold`.
"""
