"""Stands for Slack, PagerDuty and the dead-man service: sink.py ADDRESS FILE. Appends each request to FILE as one JSON line."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

host, port = sys.argv[1].rsplit(":", 1)
lock = threading.Lock()


class Sink(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with lock, open(sys.argv[2], "a", encoding="utf-8") as file:
            file.write(json.dumps({"path": self.path, "body": body}) + "\n")
        # PagerDuty answers 202 with JSON, Slack 200 with "ok".
        is_pagerduty = self.path.startswith("/pagerduty")
        answer = b'{"status":"success","message":"Event processed","dedup_key":"k"}' if is_pagerduty else b"ok"
        self.send_response(202 if is_pagerduty else 200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer((host, int(port)), Sink).serve_forever()
