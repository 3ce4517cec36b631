"""An FTP server with one user. Its settings come as JSON in the only argument; it writes each command to standard output."""

import json
import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.log import config_logging
from pyftpdlib.servers import FTPServer

settings = json.loads(sys.argv[1])
secure = settings["certificate"] is not None


class Handler(TLS_FTPHandler if secure else FTPHandler):
    def pre_process_command(self, line, cmd, arg):
        print(line, flush=True)
        super().pre_process_command(line, cmd, arg)


config_logging(level=100)
Handler.authorizer = DummyAuthorizer()
Handler.authorizer.add_user(
    settings["user"], settings["password"], settings["root"], perm="elradfmwMT"
)
Handler.auth_failed_timeout = 0
if secure:
    Handler.certfile = settings["certificate"]
    Handler.tls_control_required = True
    Handler.tls_data_required = True

server = FTPServer((settings["host"], settings["port"]), Handler)
server.max_cons = 0
server.max_cons_per_ip = settings["maxConnections"]
server.serve_forever(timeout=0.05, handle_exit=False)
