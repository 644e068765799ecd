"""A mail server for the tests, on Debian's python3-aiosmtpd. Writes each mail that it takes as a line of JSON, as Python's email package reads it.

mail_server.py PORT FOLDER [--starttls CERTIFICATE KEY] [--user NAME PASSWORD]

FOLDER/refused.json, when it is there, says whom it refuses: {"address": "550 5.1.1 words"}; "*" is every mail as a whole.
"""
import argparse
import email
import email.policy
import json
import os
import ssl
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument("port", type=int)
arguments.add_argument("folder")
arguments.add_argument("--starttls", nargs=2)
arguments.add_argument("--user", nargs=2)
given = arguments.parse_args()


def refused():
    path = os.path.join(given.folder, "refused.json")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in refused():
            return refused()[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def auth_login(self, server, args):
        """.NET writes the mechanism in small letters; RFC 4954 does not mind, aiosmtpd does."""
        return await server.auth_LOGIN(server, args)

    async def handle_DATA(self, server, session, envelope):
        if "*" in refused():
            return refused()["*"]
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = [
            {"type": part.get_content_type(), "charset": part.get_content_charset(), "text": part.get_content()}
            for part in mail.walk() if not part.is_multipart()
        ]
        taken = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "type": mail.get_content_type(),
            "headers": [[name, str(value)] for name, value in mail.items()],
            "defects": [repr(defect) for part in mail.walk() for defect in part.defects],
            "parts": parts,
            "raw": envelope.content.decode("ascii", "surrogateescape"),
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "tls": session.ssl is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
        }
        with open(os.path.join(given.folder, "mails.jsonl"), "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(taken) + "\n")
        return "250 taken"


def authenticate(server, session, envelope, mechanism, data):
    right = given.user and [data.login.decode(), data.password.decode()] == given.user
    return AuthResult(success=bool(right), handled=bool(right), auth_data=data if right else None)


settings = {}
if given.starttls:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*given.starttls)
    settings.update(tls_context=context, require_starttls=True)
if given.user:
    settings.update(authenticator=authenticate, auth_required=True, auth_require_tls=True)
Controller(Handler(), hostname="127.0.0.1", port=given.port, **settings).start()
threading.Event().wait()
