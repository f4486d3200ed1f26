# Lontar with all it runs on: the pinned packages by hash, Tesseract with its languages. One image for web, workers and
# follower; docker-compose.yml says which is which.
FROM python:3.11.11-slim-bookworm

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
        tesseract-ocr tesseract-ocr-eng tesseract-ocr-ind tesseract-ocr-nld tesseract-ocr-osd \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/lontar
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt

COPY schemas schemas
COPY store store
COPY office office
COPY paper paper
COPY work work
COPY words words
COPY ingest ingest
COPY search search
COPY routing routing
COPY archive archive
COPY drafting drafting
COPY signing signing
COPY lontar lontar
COPY web web
COPY samples samples
COPY bench bench
# Written here, as scripts/prepare.py does on a machine: an install would fetch a build backend that no hash pins.
RUN printf '#!/usr/local/bin/python\nfrom lontar.main import main\n\nmain()\n' > /usr/local/bin/lontar \
 && chmod 755 /usr/local/bin/lontar \
 && python -m compileall -q schemas store office paper work words ingest search routing lontar web samples bench \
 && useradd --uid 10001 --no-create-home --home-dir /srv/lontar lontar \
 && install -d -o lontar -g lontar -m 700 /srv/lontar

ENV PYTHONPATH=/opt/lontar LONTAR_HOME=/srv/lontar
USER lontar
VOLUME /srv/lontar
CMD ["lontar", "run"]
