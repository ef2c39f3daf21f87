"""### Reads every enabled source

*begin* fixes the run's clock and its sources; each source then goes through **fetch → extract → normalize → publish**;
*announce* waits until everything published is in the snapshot and announces the days touched. Each announced day
starts one run of `build_digest`.
"""

from __future__ import annotations

from typing import Any

from airflow.sdk import DAG, Param, task

from dags.ingest_stages import RETRIES, announce, read_source
from pipeline.settings import current

DAY: Any = {"type": ["null", "string"], "format": "date"}
TIME: Any = {"type": ["null", "string"], "format": "date-time"}

with DAG(
    "ingest_news",
    schedule=current().ingest_schedule or None,
    catchup=False,
    max_active_runs=1,  # two runs over one source would fetch and publish everything twice
    default_args=RETRIES,
    tags=["sitrep"],
    doc_md=__doc__,
    params={
        "sources": Param(
            [], type="array", items={"type": "string"}, description="Names of sources; none: all enabled."
        ),
        "since": Param(None, **DAY, description="Only articles published on this day or later."),
        "until": Param(None, **DAY, description="Only articles published on this day or earlier."),
        "now": Param(None, **TIME, description="The run's clock, for reading the past; empty: the time."),
    },
):

    @task
    def begin(*, run_id: Any = None, params: Any = None) -> dict[str, Any]:
        """Fix the run's clock, so that a retried task does exactly the same again."""
        from pipeline.jobs import ingest

        return ingest.begin(run_id, params["now"], params["since"], params["until"])

    @task
    def list_sources(run: dict[str, Any], *, params: Any = None) -> list[str]:
        """The names of the sources to read: those asked for, else the enabled ones that are due."""
        from pipeline.jobs import ingest

        asked = [source.name for source in ingest.choose(params["sources"])] if params["sources"] else None
        return asked or ingest.due(run["now"])

    run = begin()
    read_source.partial(run=run).expand(source=list_sources(run)) >> announce(run)  # type: ignore[arg-type]  # Airflow fills the value in
