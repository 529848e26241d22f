"""The files of an installation: no default password, no registry, commands that exist."""

import json
import re
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

from config import gunicorn
from config.env import BASE_DIR
from config.errors import SENTENCES

DEPLOY = BASE_DIR / "config" / "deploy"
SITE = (DEPLOY / "nginx" / "site.conf").read_text(encoding="utf-8")
MANUAL = (BASE_DIR / "docs" / "deploy.zh.md").read_text(encoding="utf-8")
EXAMPLE = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8"))
UNITS = sorted(path.name for path in (DEPLOY / "systemd").glob("*.service"))


def test_compose_has_every_part_with_a_health_check():
    services = COMPOSE["services"]
    assert set(services) == {"db", "redis", "migrate", "web", "worker", "beat", "proxy"}
    assert all("healthcheck" in part for name, part in services.items() if name != "migrate")
    assert services["web"]["deploy"]["replicas"] > 1
    assert services["worker"]["deploy"]["replicas"] > 1
    assert services["beat"]["deploy"]["replicas"] == 1


def test_compose_keeps_its_data_in_named_volumes():
    services = COMPOSE["services"]
    used = {
        volume.split(":")[0]
        for part in services.values()
        for volume in part.get("volumes", [])
        if not volume.startswith("./")
    }
    assert used == set(COMPOSE["volumes"])


def test_a_backup_has_a_place_its_user_may_write():
    assert "backups:/backup" in COMPOSE["x-app"]["volumes"]
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"mkdir -p /data /backup && chown fachuang: /data /backup\b", dockerfile)
    assert re.search(r"^VOLUME /data /backup$", dockerfile, re.M)
    assert "exec -T web python manage.py backup --out /backup/" in MANUAL


def test_the_example_is_for_one_machine_and_compose_fills_in_its_own_hosts():
    given = re.findall(r"^(?:DATABASE|REDIS)_URL=(.+)$", EXAMPLE, re.M)
    assert [urlsplit(url).hostname for url in given] == ["127.0.0.1", "127.0.0.1"]
    assert {"DATABASE_URL", "REDIS_URL"} <= COMPOSE["x-app"]["environment"].keys()


def test_each_proxy_adds_to_the_chain_and_their_number_is_a_setting():
    assert "X-Forwarded-For $proxy_add_x_forwarded_for;" in SITE
    assert COMPOSE["x-app"]["environment"]["TRUSTED_PROXIES"] == "${TRUSTED_PROXIES:-1}"


def test_https_is_published_with_its_certificates():
    proxy = yaml.safe_load(
        (BASE_DIR / "config/deploy/compose.https.yml").read_text(encoding="utf-8")
    )
    mounted = dict(
        volume.rsplit(":", 2)[:2][::-1] for volume in proxy["services"]["proxy"]["volumes"]
    )
    assert proxy["services"]["proxy"]["ports"] == ["443:443"]
    conf = BASE_DIR / mounted["/etc/nginx/conf.d/default.conf"]
    asked = re.findall(
        r"ssl_certificate(?:_key)?\s+(\S+)/\w+\.pem;", conf.read_text(encoding="utf-8")
    )
    assert len(asked) == 2
    assert set(asked) <= mounted.keys()
    assert "COMPOSE_FILE=docker-compose.yml:config/deploy/compose.https.yml" in MANUAL


@pytest.mark.parametrize("listening", ["http.conf", "https.conf"])
def test_the_proxy_includes_files_that_compose_mounts(listening):
    folder = "./config/deploy/nginx:/etc/nginx/fachuang:ro"
    assert folder in COMPOSE["services"]["proxy"]["volumes"]
    text = (DEPLOY / "nginx" / listening).read_text(encoding="utf-8")
    included = re.findall(r"include /etc/nginx/fachuang/(\S+);", text)
    assert included == ["upstream.conf", "site.conf"]
    assert all((DEPLOY / "nginx" / name).exists() for name in included)


def test_a_form_too_large_is_told_in_chinese():
    assert "error_page 413 $too_large;" in SITE
    page = (DEPLOY / "nginx" / "413.html").read_text(encoding="utf-8")
    assert f"{settings.UPLOAD_MAX_BYTES >> 20} MB" in page
    assert "://" not in page
    told = json.loads((DEPLOY / "nginx" / "413.json").read_text(encoding="utf-8"))
    assert told == {"detail": SENTENCES[413], "fields": {}}


def test_no_secret_has_a_default():
    text = (BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)(.*?)\}", text)
    assert {name for name, _ in secrets} == {"POSTGRES_PASSWORD", "SECRET_KEY"}
    assert all(rest.startswith(":?") for _, rest in secrets)


def test_images_name_no_registry():
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    images = [part["image"] for part in COMPOSE["services"].values()]
    images += re.findall(r"PYTHON_IMAGE=(\S+)", dockerfile)
    assert all("." not in image.split(":")[0] and "/" not in image for image in images)


def test_the_dockerfile_copies_what_exists():
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    sources = [
        word for line in re.findall(r"^COPY (.+)$", dockerfile, re.M) for word in line.split()[:-1]
    ]
    assert "tasks" in sources
    assert [word for word in sources if not (BASE_DIR / word).exists()] == []


def test_the_proxy_lets_a_100_mb_file_through():
    limit = int(re.search(r"client_max_body_size (\d+)m", SITE)[1]) * 1024 * 1024
    assert limit > settings.UPLOAD_MAX_BYTES


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_one_of_the_three_processes(unit):
    text = (DEPLOY / "systemd" / unit).read_text(encoding="utf-8")
    start = re.search(r"^ExecStart=(.+)$", text, re.M)[1]
    assert re.search(r"gunicorn -c python:config.gunicorn config.wsgi|celery -A config", start)
    assert "User=fachuang" in text


def test_gunicorn_says_where_the_pages_are(monkeypatch, capsys):
    monkeypatch.setenv("READY_TEXT", "已启动")
    gunicorn.when_ready(None)
    assert capsys.readouterr().out == "已启动\n"
    assert gunicorn.worker_class == "gthread"
