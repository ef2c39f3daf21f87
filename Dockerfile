# One image for Airflow's components, the enrich workers and the loader; docker-compose.yml says which is which.
FROM python:3.12-slim-bookworm

RUN useradd --create-home --uid 1000 sitrep && mkdir --parents /opt/sitrep /var/lib/sitrep \
    && chown sitrep:sitrep /opt/sitrep /var/lib/sitrep
USER sitrep
WORKDIR /opt/sitrep
ENV UV_COMPILE_BYTECODE=1 VIRTUAL_ENV=/opt/sitrep/.venv PATH=/opt/sitrep/.venv/bin:$PATH PYTHONPATH=/opt/sitrep

# The lock alone first: a change of our code does not install the world again.
COPY --chown=sitrep:sitrep requirements.lock ./
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --quiet "$(grep -oE '^uv==[0-9.]+' requirements.lock)" \
    && .venv/bin/uv pip sync --quiet --no-cache requirements.lock

COPY --chown=sitrep:sitrep . .
RUN uv pip install --quiet --no-deps --no-build-isolation --editable .

VOLUME /var/lib/sitrep
CMD ["sitrep", "--help"]
