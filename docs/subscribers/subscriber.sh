#!/bin/sh
# Prints every claim once: `sh subscriber.sh [BROKER]`, with kcat and jq. Stopped, it goes on where it was.
# A record without a value is a takedown: delete what you keep under its key.
touch seen-kcat.txt
kcat -b "${1:-127.0.0.1:9092}" -G claims-in-kcat -X auto.offset.reset=earliest -J -u -q claims.v1 |
  while read -r record; do
    ce_id=$(printf '%s' "$record" | jq -r '.headers | .[index("ce_id") + 1]')
    grep -qxF "$ce_id" seen-kcat.txt && continue
    printf '%s' "$record" | jq -r '.payload | values | fromjson | .claims[] | [.claim_id, .speaker, .quote] | @tsv'
    echo "$ce_id" >>seen-kcat.txt
  done
