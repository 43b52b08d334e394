"""What passes between the page and its kernel in ``cxlearn lab``."""

from __future__ import annotations

import pytest

from cxlearn import connection

pytest.importorskip("jupyterlab")


def test_small_messages_leave_at_once_and_the_rest_is_jupyters_own(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    class Handler:
        def set_nodelay(self, value: object) -> None:
            told.append(value)

    parent = connection.ZMQChannelsWebsocketConnection
    monkeypatch.setattr(parent, "connect", lambda _self: told.append("connected") or "future")
    opened = connection.PromptConnection.__new__(connection.PromptConnection)
    monkeypatch.setattr(connection.PromptConnection, "websocket_handler", Handler(), raising=False)
    assert opened.connect() == "future"
    assert told == [True, "connected"]
