# Two stages: the first one builds the environment, the second one carries it and the program, and nothing that builds.
FROM python:3.11-slim AS build
WORKDIR /srv
COPY requirements.lock ./
RUN python -m venv /srv/.venv \
 && /srv/.venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin twingraph
WORKDIR /srv
COPY --from=build /srv/.venv ./.venv
COPY policy ./policy
COPY app ./app
COPY docs/examples ./docs/examples
ENV PATH=/srv/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TWINGRAPH_ENVIRONMENT=production \
    TWINGRAPH_HOST=0.0.0.0
USER 10001
EXPOSE 8000
# TWINGRAPH_DATABASE_URL, TWINGRAPH_OWNER_DATABASE_URL and TWINGRAPH_SECRET come from outside: see docs/operations.md.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/live', timeout=2)"]
ENTRYPOINT ["python", "-m", "app"]
CMD ["serve"]
