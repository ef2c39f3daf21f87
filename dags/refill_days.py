"""### Reads past days again, from archives and the landing zone

Nothing is fetched from the web. Unpause it and start Airflow's own backfill over a range of dates; each day
is one run.
A page whose words have not changed is not published again; what changed is a new revision.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from airflow.sdk import DAG, CronPartitionTimetable, task

from dags.ingest_stages import RETRIES, announce, read_source

with DAG(
    "refill_days",
    schedule=CronPartitionTimetable("0 0 * * *", timezone="UTC", key_format="%Y-%m-%d"),
    start_date=datetime(2022, 2, 24, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    default_args=RETRIES,
    is_paused_upon_creation=True,  # its schedule names the days; none is read again unless somebody asks
    tags=["sitrep"],
    doc_md=__doc__,
):

    @task
    def begin(*, run_id: Any = None, dag_run: Any = None) -> dict[str, Any]:
        """The day of this run, and a clock that stands still."""
        from pipeline.jobs import ingest

        day = dag_run.partition_key
        return ingest.begin(run_id, None, day, day, refill=True)

    @task
    def list_sources() -> list[str]:
        """The names of the sources to read again."""
        from pipeline.jobs import ingest

        return [source.name for source in ingest.choose()]

    run = begin()
    read_source.partial(run=run).expand(source=list_sources()) >> announce(run)  # type: ignore[arg-type]  # Airflow fills the value in
