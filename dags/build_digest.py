"""### Builds the situation report of one day

Runs once for each day that `ingest_news` or `refill_days` announced; a late article builds its day again. The report
is written from one snapshot; every sentence is checked against the words it rests on before it is published.
By hand: trigger it with a partition key such as `2023-01-03`.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import DAG, PartitionedAssetTimetable, StartOfDayMapper, task

from dags.ingest_stages import ARTICLES, RETRIES

with DAG(
    "build_digest",
    schedule=PartitionedAssetTimetable(
        assets=ARTICLES, default_partition_mapper=StartOfDayMapper(input_format="%Y-%m-%d")
    ),
    catchup=False,
    default_args=RETRIES,
    tags=["sitrep"],
    doc_md=__doc__,
):

    @task
    def digest(*, dag_run: Any = None) -> dict[str, Any]:
        """Build, check and write the report of the day; send it to `digests.v1`."""
        from pipeline.jobs import digests

        return digests.build_day(dag_run.partition_key)

    digest()
