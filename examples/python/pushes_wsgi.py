"""Receives pushes with plain WSGI, and writes each call record exactly once, even if the process is killed in between.

For any WSGI server, `gunicorn pushes_wsgi:app` for example; by itself (`python pushes_wsgi.py`) it serves on port 8000. Key
and secret are in PRIVATENUMBER_APP_KEY and PRIVATENUMBER_APP_SECRET; PUSHES_DB is the file of the database.
"""

import os
import sqlite3
from contextlib import closing
from wsgiref.simple_server import make_server

from privatenumber.push import CallRecord, Receiver, Reply, Sms, SqliteStore, discard

DATABASE = os.environ.get("PUSHES_DB", "pushes.db")

store = SqliteStore(DATABASE)
receiver = Receiver.from_environment(store=store, nonces=store)
receiver.ignore("call_event", "sms_notify", "num_status", "other")

with closing(sqlite3.connect(DATABASE)) as database, database:
    database.execute("CREATE TABLE IF NOT EXISTS calls (session_id TEXT, ended TEXT, talk_seconds INTEGER)")


@receiver.on("fee")
def write(call: CallRecord) -> None:
    row = call.session_id, str(call.call_end_time), call.talk_seconds
    # The mark and the row are committed together.
    with closing(sqlite3.connect(DATABASE)) as database, database:
        if store.mark(call.key, database):
            database.execute("INSERT INTO calls VALUES (?, ?, ?)", row)


@receiver.on("sms_block")
def decide(sms: Sms) -> Reply:
    return discard()


app = receiver.wsgi

if __name__ == "__main__":
    make_server("127.0.0.1", 8000, app).serve_forever()
