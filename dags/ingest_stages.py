"""What the ingest DAGs share: their asset, their retries, and the stages as tasks. XCom carries names and counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, ExceptionRetryPolicy, RetryAction, RetryRule, task, task_group
from airflow.sdk.exceptions import AirflowSkipException

ARTICLES = Asset("articles", uri="sitrep://articles")  # its partitions are the days that a run touched

# A terminal error fails again in the same way: it is not retried. Anything else may pass.
RETRIES = {
    "retries": 3,
    "retry_delay": timedelta(seconds=30),
    "retry_exponential_backoff": 2.0,
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(exception="pipeline.errors.TerminalError", action=RetryAction.FAIL, reason="cannot succeed")]
    ),
}
NAMED = "{{ source }}"


def _named(source: str) -> None:
    """Show the source's name instead of a number in the UI."""
    from airflow.sdk import get_current_context

    get_current_context()["source"] = source  # type: ignore[typeddict-unknown-key]


@task(map_index_template=NAMED)
def fetch(source: str, run: dict[str, Any]) -> dict[str, int]:
    """Read the source's feed, sitemap or archive, and put new pages into the landing zone."""
    from pipeline.jobs import ingest

    _named(source)
    return ingest.fetch_pages(source, ingest.run_of(run), refill=run["refill"])


@task(map_index_template=NAMED)
def extract(source: str, run: dict[str, Any]) -> dict[str, int]:
    """Take the words of the article, and what the page says about them, out of each page."""
    from pipeline.jobs import ingest

    _named(source)
    return ingest.extract_documents(source, ingest.run_of(run))


@task(map_index_template=NAMED)
def normalize(source: str, run: dict[str, Any]) -> dict[str, int]:
    """Give each article its ids and times; tell revisions, copies and pages without an article apart."""
    from pipeline.jobs import ingest

    _named(source)
    return ingest.normalize_documents(source, ingest.run_of(run))


@task(map_index_template=NAMED)
def publish(source: str, run: dict[str, Any]) -> dict[str, int]:
    """Send the articles to `articles.v1` and the outcome of every URL to `fetches.v1`."""
    from pipeline.jobs import ingest

    _named(source)
    return ingest.publish_events(source, ingest.run_of(run))


@task_group
def read_source(source: str, run: dict[str, Any]) -> None:
    """One source, from its address to the topics."""
    fetch(source, run) >> extract(source, run) >> normalize(source, run) >> publish(source, run)


@task(outlets=[ARTICLES], trigger_rule="all_done")
def announce(run: dict[str, Any], *, outlet_events: Any = None) -> dict[str, Any]:
    """Wait until all that the run published is in the snapshot, then announce the days it touched."""
    from pipeline.jobs import ingest

    found = ingest.announce(ingest.run_of(run))
    if run["refill"] and any(found["counts"].values()):
        return found  # its day is the run's own partition, announced even if no word has changed
    if not found["days"]:
        raise AirflowSkipException("Nothing new was published, so no day is announced.")
    event = outlet_events[ARTICLES]
    event.extra.update(found["counts"])
    event.add_partitions(found["days"])
    return found
