"""Loads the DAGs as Airflow does and prints what they are, as JSON. Runs in a process of its own."""

from __future__ import annotations

import json
import sys

from airflow.dag_processing.dagbag import DagBag

bag = DagBag(sys.argv[1])
found = {
    dag_id: {
        "doc": dag.doc_md,
        "schedule": type(dag.timetable).__name__,
        "catchup": dag.catchup,
        "max_active_runs": dag.max_active_runs,
        "tasks": {
            task.task_id: {
                "upstream": sorted(task.upstream_task_ids),
                "retries": task.retries,
                "doc": task.doc
                or task.doc_md
                or (task.python_callable.__doc__ if hasattr(task, "python_callable") else None),
            }
            for task in dag.tasks
        },
    }
    for dag_id, dag in bag.dags.items()
}
print(json.dumps({"dags": found, "errors": bag.import_errors}))  # noqa: T201 -- what the test reads
