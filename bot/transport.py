"""How Telegram is reached: python-telegram-bot's own extension point, filled with aiohttp.

python-telegram-bot's default client rescans all its connections for each request; with 256 requests in flight that
costs thirteen times what aiohttp costs (measured on loopback), and a press would wait for it.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
UPLOAD_SECONDS = 60.0


class AiohttpRequest(BaseRequest):
    """A `BaseRequest` over one aiohttp session; at most `connections` requests are on the wire at once.

    `on_date` is told the `Date` header of each answer: the server's clock is the one all moments are measured by.
    """

    def __init__(self, connections: int = 128, on_date: Callable[[str], None] | None = None) -> None:
        self._connections = connections
        self._on_date = on_date
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, headers={"User-Agent": self.USER_AGENT})

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; raises TimedOut or NetworkError, whose texts never carry the address (it has the token)."""
        if self._session is None:
            raise RuntimeError("the transport was not initialised")
        files = request_data.multipart_data if request_data else None
        body, headers = _body(request_data, files)
        read = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=CONNECT_SECONDS, sock_read=max(read, UPLOAD_SECONDS) if files else read
        )
        try:
            async with self._session.request(method, url, data=body, headers=headers, timeout=timeout) as response:
                if self._on_date is not None and "Date" in response.headers:
                    self._on_date(response.headers["Date"])  # before the body: a large file takes minutes
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None


def _body(request_data: RequestData | None, files: Any) -> tuple[Any, dict[str, str] | None]:
    if request_data is None:
        return None, None
    if not files:
        return urlencode(request_data.json_parameters).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    form = aiohttp.FormData(quote_fields=False)  # else Chinese file names arrive as %E8%8A%B1…
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, data, mime) in files.items():
        form.add_field(name, data, filename=filename, content_type=mime)
    return form, None
