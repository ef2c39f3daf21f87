"""The digest pages inside Airflow: below /sitrep, in its navigation, on a tab of each DAG, on a card of the home page.

Reads the digests folder; writes nothing. Mounted apps have no login of their own: they offer nothing that writes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from airflow.plugins_manager import AirflowPlugin
from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles

from pipeline.jobs import digests
from pipeline.settings import current

# A page runs in an origin of its own: even a script that got past every escape could not act as Airflow's user.
POLICY = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"

pages = FastAPI(title="sitrep", docs_url=None, redoc_url=None, openapi_url=None)


@pages.middleware("http")
async def harden(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    """Add the headers that keep a page to itself."""
    response = await answer(request)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@pages.get("/latest")
def latest() -> Response:
    """The newest report."""
    day = digests.newest(current())["day"]
    return RedirectResponse(f"/sitrep/{day}.html") if day else PlainTextResponse("No report has been built yet.")


@pages.get("/card.json")
def card() -> dict[str, Any]:
    """What the card on the home page shows."""
    return digests.newest(current())


@pages.get("/card.js")
def card_script() -> FileResponse:
    """The card itself."""
    return FileResponse(Path(__file__).with_name("card.js"), media_type="text/javascript")


current().digests.mkdir(parents=True, exist_ok=True)
pages.mount("/", StaticFiles(directory=current().digests, html=True))


class SitrepPlugin(AirflowPlugin):
    """Registers the pages and their place in the navigation."""

    name = "sitrep"
    fastapi_apps = [{"app": pages, "url_prefix": "/sitrep", "name": "sitrep"}]  # noqa: RUF012 -- Airflow's own form
    external_views = [  # noqa: RUF012
        {"name": "Situation report", "href": "/sitrep/", "url_route": "situation-report", "destination": "nav"},
        {"name": "Latest report", "href": "/sitrep/latest", "url_route": "latest-report", "destination": "dag"},
        {"name": "Quality of the data", "href": "/sitrep/quality/", "url_route": "quality", "destination": "nav"},
    ]
    react_apps = [  # noqa: RUF012
        {"name": "Situation report card", "bundle_url": "/sitrep/card.js", "destination": "dashboard"}
    ]
