# Two stages: the first has what is needed to install, the second only what is needed to serve.
# Any base with Python 3.11 or newer, its venv module and a shell will do.
ARG BASE_IMAGE=python:3.12-slim

FROM ${BASE_IMAGE} AS build
RUN apt-get update && apt-get install --yes --no-install-recommends make
WORKDIR /haki
# The libraries first: they change less often than the rest, so this layer is kept.
COPY Makefile pyproject.toml requirements.lock LICENSE LICENSE-CONTENT ./
COPY webapp/__init__.py webapp/
RUN make install LOCK=requirements.lock
COPY webapp webapp
COPY content content
COPY translations translations
# Nothing is compiled at start, since the file system may be read-only; and what installs is not needed to serve.
RUN make compile LOCK=requirements.lock \
 && .venv/bin/python -m compileall -q webapp \
 && .venv/bin/python -m pip --disable-pip-version-check uninstall --quiet --yes pip setuptools

FROM ${BASE_IMAGE}
WORKDIR /haki
COPY --from=build /haki /haki
ENV PATH=/haki/.venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["python", "-m", "webapp", "serve", "--host", "0.0.0.0"]
