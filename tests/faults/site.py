"""A server on this machine that publishes reports, and answers that they are as they were where they are."""

import hashlib
import http.server
import threading


class Site:
    """Publishes `pages`, by their path; what stands there may change at any time."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = site.pages.get(self.path)
                tag = f'"{hashlib.sha256(body).hexdigest()}"' if body else ""
                known = bool(tag) and self.headers.get("If-None-Match") == tag
                self.send_response(404 if body is None else 304 if known else 200)
                body = b"" if body is None or known else body
                self.send_header("Content-Length", str(len(body)))
                if tag:
                    self.send_header("ETag", tag)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """Whoever asked was killed meanwhile."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.place = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def address(self, path: str) -> str:
        """Where a page is."""
        return f"http://{self.place}{path}"

    def close(self) -> None:
        """Ends it."""
        self._server.shutdown()
        self._server.server_close()
