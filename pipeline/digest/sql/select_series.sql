-- People lost, as stated day by day over the month before: running totals and figures for a day.
SELECT DISTINCT ON (voice, s.side, s.measure, s.cumulative, s."end")
       coalesce(o.origin, s.speaker, s.outlet) AS voice, s.side, s.measure, s.cumulative, s."end", s.low, s.high, s.quote
FROM standing_claims s LEFT JOIN origins o USING (claim_id)
WHERE s.published_on BETWEEN getvariable('day') - 30 AND getvariable('day')
  AND s.measure IN ('killed', 'losses', 'killed_or_wounded') AND s.side IN ('RU', 'UA') AND s.unit IS NULL
  AND s.stance <> 'denies' AND s.place IS NULL AND s."end" IS NOT NULL AND s."end" BETWEEN getvariable('day') - 30 AND getvariable('day')
  AND (s.cumulative OR (s.start IS NOT NULL AND s."end" - s.start <= 1))
ORDER BY voice, s.side, s.measure, s.cumulative, s."end", s.published_on DESC, s.claim_id;
