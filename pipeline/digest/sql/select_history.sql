-- How many statements contradicted one another, by the day of the later one, over the month before.
SELECT x.published_on AS day, count(DISTINCT least(ox.statement_id, oy.statement_id) || greatest(ox.statement_id, oy.statement_id)) AS pairs
FROM relations r
JOIN standing_claims x USING (claim_id) JOIN standing_claims y ON y.claim_id = r.other_claim_id
JOIN origins ox ON ox.claim_id = x.claim_id JOIN origins oy ON oy.claim_id = y.claim_id
WHERE r.kind = 'contradiction' AND x.published_on BETWEEN getvariable('day') - 30 AND getvariable('day')
GROUP BY x.published_on
ORDER BY x.published_on;
