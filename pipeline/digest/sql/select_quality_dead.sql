-- What could not be decoded on one day, in the order of its being set aside.
SELECT topic || '/' || partition || '/' || "offset" AS record, reason, detail, value_bytes, dead_at, replayed_at
FROM dead_letters
WHERE dead_at::DATE = getvariable('day')
ORDER BY dead_at, topic, partition, "offset";
