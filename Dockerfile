# The bot as one image; compose.yaml runs it as web and clock on PostgreSQL.
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORT=8000 DATA_DIR=/data \
    DATABASE_URL=sqlite:////data/radap.db
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY bot bot
COPY handlers handlers
COPY scoring scoring
COPY templates templates
COPY pyproject.toml LICENSE README.md ./
RUN useradd --system --uid 10001 radap && install -d -o radap -g radap -m 700 /data /backups
USER radap
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot", "serve"]
