"""Plays Lightning DB, or the node_exporter of its host, at one address.

usage: exporter.py ADDRESS lightning_db ROLE
       exporter.py ADDRESS node MOUNT
"""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

address, kind, detail = sys.argv[1:4]
host, port = address.rsplit(":", 1)
started = time.time()

BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)


def lightning_db():
    operations = 100 * (time.time() - started)
    yield "# TYPE lightning_db_operations_total counter"
    yield f"lightning_db_operations_total {operations}"
    yield "# TYPE lightning_db_operations_errors_total counter"
    yield f"lightning_db_operations_errors_total {operations / 1000}"
    yield "# TYPE lightning_db_replication_lag_seconds gauge"
    yield f"lightning_db_replication_lag_seconds {0.5 if detail == 'replica' else 0}"
    yield "# TYPE lightning_db_connections_active gauge"
    yield "lightning_db_connections_active 12"
    yield "# TYPE lightning_db_connections_max gauge"
    yield "lightning_db_connections_max 100"
    yield "# TYPE lightning_db_query_duration_seconds histogram"
    for bound in BUCKETS + ("+Inf",):
        yield f'lightning_db_query_duration_seconds_bucket{{query_type="select",le="{bound}"}} {operations}'
    yield f'lightning_db_query_duration_seconds_sum{{query_type="select"}} {operations / 2000}'
    yield f'lightning_db_query_duration_seconds_count{{query_type="select"}} {operations}'


def node():
    yield "# TYPE node_memory_MemTotal_bytes gauge"
    yield "node_memory_MemTotal_bytes 1.6e+10"
    yield "# TYPE node_filesystem_avail_bytes gauge"
    labels = f'device="/dev/vda",fstype="ext4",mountpoint="{detail}"'
    yield f"node_filesystem_avail_bytes{{{labels}}} 5e+10"
    yield f"node_filesystem_size_bytes{{{labels}}} 1e+11"


class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        lines = lightning_db() if kind == "lightning_db" else node()
        body = ("\n".join(lines) + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


ThreadingHTTPServer((host, int(port)), Page).serve_forever()
