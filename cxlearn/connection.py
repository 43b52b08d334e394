"""How a page and its kernel talk in ``cxlearn lab``: small messages leave at once.

Jupyter's server lets TCP hold a small message back until the page has acknowledged the one before, and pages take
their time over that (40 ms on Linux): with two such waits a move, a model lags behind the hand that drags it.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection, which sends without waiting."""

    def connect(self) -> Any:  # noqa: ANN401 -- as the one it stands for
        """Open the connection."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
