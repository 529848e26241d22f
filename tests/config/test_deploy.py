"""The files of an installation: no default password, no registry, commands that exist."""

import re

import pytest
import yaml

from config import gunicorn
from config.env import BASE_DIR

DEPLOY = BASE_DIR / "config" / "deploy"
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


def test_the_proxy_lets_a_100_mb_file_through(settings):
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    limit = int(re.search(r"client_max_body_size (\d+)m", conf)[1]) * 1024 * 1024
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
