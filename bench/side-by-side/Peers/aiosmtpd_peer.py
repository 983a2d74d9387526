"""aiosmtpd with one of its own handlers, or as mail2alert-py used it.

    aiosmtpd_peer.py sink|proxy|ancestor PORT BEHIND
"""

import asyncio
import email
import email.policy
import smtplib
import sys

from aiosmtpd.handlers import Proxy, Sink
from aiosmtpd.smtp import SMTP


class Ancestor:
    """mail2alert-py's engine in short: parse, rewrite To and From, relay by a new connection, and let everybody else wait for it."""

    def __init__(self, host, port):
        self.host = host
        self.port = port

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for name, value in (("From", "mail2alert@example.net"), ("To", "dev@example.net")):
            del mail[name]
            mail[name] = value
        with smtplib.SMTP(self.host, self.port) as relay:
            relay.send_message(mail)
        return "250 OK"


async def serve(handler, port):
    # 32 MiB is aiosmtpd's own default.
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(handler, hostname="aiosmtpd.example.net"), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


def main():
    name, port, behind = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    handlers = {"sink": Sink, "proxy": lambda: Proxy("127.0.0.1", behind), "ancestor": lambda: Ancestor("127.0.0.1", behind)}
    asyncio.run(serve(handlers[name](), port))


main()
