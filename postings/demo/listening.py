"""The socket behind FakeATS: conditional requests, compression, cut and slow answers."""

import gzip
import json
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR
from typing import Any

from postings.demo.answers import Answer

Reply = Callable[[str, Mapping[str, Any]], tuple[Answer, bool]]

# Boards answer a few times faster at this level than at the default, and the network is our own.
GZIP_LEVEL = 1


class Server(ThreadingHTTPServer):
    """A thread per connection; closing it breaks the connections that clients keep open.

    `reply` takes a path with its query and the JSON object that is posted to it.
    """

    daemon_threads = True

    def __init__(self, reply: Reply, handler: type["Handler"]):
        super().__init__(("127.0.0.1", 0), handler)
        self.reply = reply
        self.connections: set[Any] = set()

    def process_request(self, connection: Any, client: Any) -> None:
        self.connections.add(connection)
        super().process_request(connection, client)

    def shutdown_request(self, connection: Any) -> None:
        self.connections.discard(connection)
        super().shutdown_request(connection)

    def handle_error(self, request: Any, client: Any) -> None:
        """A client that is killed breaks off; nobody need read of it."""

    def close(self) -> None:
        self.shutdown()
        for connection in list(self.connections):
            connection.shutdown(SHUT_RDWR)
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # headers and body leave together; apart they wait 40 ms for each other
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.reply({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.reply(json.loads(body or b"{}"))

    def reply(self, posted: Mapping[str, Any]) -> None:
        answer, compresses = self.server.reply(self.path, posted)
        time.sleep(answer.delay)
        tag = answer.headers.get("ETag")
        if tag and answer.status == 200 and self.headers.get("If-None-Match") == tag:
            answer = Answer(status=304, headers={"ETag": tag})
        body, headers = answer.body, dict(answer.headers)
        if compresses and body and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.send(answer.status, headers, body, answer.cut)

    def send(self, status: int, headers: Mapping[str, str], body: bytes, cut: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut

    def log_message(self, *args: object) -> None:
        """The crawl tells what came; the server keeps quiet."""
