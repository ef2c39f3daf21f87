"""Asks the pages inside Airflow for addresses and prints the answers, as JSON. Runs in a process of its own."""

from __future__ import annotations

import json
import sys

from airflow.plugins_manager import get_plugin_info
from starlette.testclient import TestClient

from dags.plugins.sitrep_pages import SitrepPlugin, pages

with TestClient(pages, follow_redirects=False) as client:
    answers = {path: client.get(path) for path in sys.argv[1:]}
shown = {
    path: {"status": answer.status_code, "headers": dict(answer.headers), "text": answer.text}
    for path, answer in answers.items()
}
known = next(info for info in get_plugin_info() if info["name"] == SitrepPlugin.name)
print(json.dumps({"answers": shown, "views": known["external_views"], "apps": known["react_apps"]}))  # noqa: T201
