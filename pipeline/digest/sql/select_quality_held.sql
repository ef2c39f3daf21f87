-- What was quarantined on one day, in the order of its being set aside.
SELECT ce_id, source, url, published_on, reasons, quarantined_at, released_at
FROM quarantine
WHERE quarantined_at::DATE = getvariable('day')
ORDER BY quarantined_at, ce_id;
