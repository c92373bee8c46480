"""How guards refuse a request."""

from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send


async def refuse(scope: Scope, receive: Receive, send: Send, status: HTTPStatus, why: str) -> None:
    """Refuse a request with a status and a sentence.

    A WebSocket is closed before it is accepted, which servers answer with 403.
    """
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": why})
    else:
        headers = {"Cache-Control": "no-store", "Connection": "close"}
        await PlainTextResponse(why + "\n", status, headers)(scope, receive, send)
