"""A program that calls the API as somebody of the scene."""

import json
from datetime import datetime

import time_machine
from django.test import Client

from tests.tasks.workflow.scene import LATER
from units.services.tokens import issue_token

ROOT = "/api/v1/"


class Caller:
    """`call(seat, path, status=…)` reads, `call.act(seat, part, verb, **needs)` acts.

    The caller uses a session; `token="read"` or `"act"` sends a token of that scope instead.
    """

    def __init__(self) -> None:
        self.now: datetime = LATER

    def __call__(self, seat, path, *, status=200, token="", method="get", body=None, **query):
        with time_machine.travel(self.now, tick=False):
            client, headers = Client(), {}
            if token:
                key = issue_token(seat=seat.membership, scope=token, days=1, now=self.now)
                headers = {"Authorization": f"Token {key}"}
            else:
                client.force_login(seat.user, "django.contrib.auth.backends.ModelBackend")
            if method == "get":
                answer = client.get(ROOT + path, query, headers=headers)
            else:
                data = body if isinstance(body, str | bytes) else json.dumps(body)
                answer = client.generic(
                    method.upper(), ROOT + path, data, "application/json", headers=headers
                )
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.json()

    def act(self, seat, part, verb, *, status=200, token="", **needs):
        return self(
            seat,
            f"assignments/{part.pk}/{verb}/",
            status=status,
            token=token,
            method="post",
            body=needs,
        )
