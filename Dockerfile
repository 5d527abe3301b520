# Built in two steps, so that the image that runs holds no build tools and no sources of its own.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/counterpoint
COPY requirements-postgres.lock ./
RUN /opt/counterpoint/bin/pip install --require-hashes -r requirements-postgres.lock
COPY pyproject.toml README.md LICENSE ./
COPY connectors connectors
COPY rules rules
COPY sync_service sync_service
COPY examples examples
RUN /opt/counterpoint/bin/pip install --no-deps .

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin counterpoint \
    && install --directory --owner=counterpoint --group=counterpoint /data
COPY --from=build /opt/counterpoint /opt/counterpoint
ENV PATH=/opt/counterpoint/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    COUNTERPOINT_WEB__HOST=0.0.0.0
EXPOSE 8787
USER 10001
WORKDIR /data
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8787/healthz', timeout=4)"]
ENTRYPOINT ["counterpoint"]
CMD ["run"]
