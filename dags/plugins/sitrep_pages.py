"""The digest pages inside Airflow: served below /sitrep, and shown in its navigation.

Reads the digests folder; writes nothing. Mounted apps have no login of their own: they offer nothing that writes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from airflow.plugins_manager import AirflowPlugin
from fastapi import FastAPI, Request, Response
from fastapi.staticfiles import StaticFiles

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


current().digests.mkdir(parents=True, exist_ok=True)
pages.mount("/", StaticFiles(directory=current().digests, html=True))


class SitrepPlugin(AirflowPlugin):
    """Registers the pages and their place in the navigation."""

    name = "sitrep"
    fastapi_apps = [{"app": pages, "url_prefix": "/sitrep", "name": "sitrep"}]  # noqa: RUF012 -- Airflow's own form
    external_views = [  # noqa: RUF012
        {"name": "Situation report", "href": "/sitrep/", "url_route": "situation-report", "destination": "nav"},
        {"name": "Quality of the data", "href": "/sitrep/quality/", "url_route": "quality", "destination": "nav"},
    ]
