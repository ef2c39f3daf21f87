"""Prints every claim once: `python subscriber.py [BROKER]`, with kafka-python. Stopped, it goes on where it was.
A record without a value is a takedown: delete what you keep under its key."""

import json
import sqlite3
import sys

from kafka import KafkaConsumer

seen = sqlite3.connect("seen-python.db", isolation_level=None)
seen.execute("CREATE TABLE IF NOT EXISTS seen (ce_id TEXT PRIMARY KEY)")
broker = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
claims = KafkaConsumer(bootstrap_servers=broker, group_id="claims-in-python", auto_offset_reset="earliest",
                       enable_auto_commit=False, session_timeout_ms=10_000)  # fmt: skip
claims.subscribe(["claims.v1"])
while True:
    for records in claims.poll(timeout_ms=1000).values():
        for record in records:
            ce_id = dict(record.headers)["ce_id"].decode()
            if seen.execute("SELECT 1 FROM seen WHERE ce_id = ?", [ce_id]).fetchone() is None:
                for claim in json.loads(record.value)["claims"] if record.value else ():
                    print(claim["claim_id"], claim["speaker"], claim["quote"], sep="\t", flush=True)  # noqa: T201
                seen.execute("INSERT INTO seen VALUES (?)", [ce_id])
    claims.commit()
