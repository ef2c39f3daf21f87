"""The version of the extraction rules. It stands on every article."""

# Raise it whenever a page could now yield another text.
EXTRACT_VERSION = "7"
