"""### Removes what is older than the settings say

Raw pages of the landing zone that are final in the snapshot, journals of ingest runs, old snapshots, superseded
editions: `SITREP_KEEP_LANDING_DAYS`, `SITREP_KEEP_RUN_DAYS`, `SITREP_KEEP_SNAPSHOTS`, `SITREP_KEEP_EDITION_DAYS`.
What was removed is in the log of its task. By hand: `sitrep prune`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import DAG, task

from dags.ingest_stages import RETRIES

with DAG(
    "prune",
    schedule="20 3 * * *",  # once a day, at an hour at which little is published
    start_date=datetime(2022, 2, 24, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=RETRIES,
    tags=["sitrep"],
    doc_md=__doc__,
):

    @task
    def prune() -> dict[str, int]:
        """Remove what is too old, and say what had to stay."""
        from pipeline.jobs import prune as job
        from pipeline.settings import current

        found = job.prune(current())
        for each in found:
            print(f"{'stays' if each.kept else 'removed'}: {each.what} ({each.why})")  # noqa: T201 -- the task's log
        return {"removed": sum(not each.kept for each in found), "kept": sum(each.kept for each in found)}

    prune()
