-- Addresses tried for this day that became no article. One that names no day counts for the day it was tried.
SELECT outlet, min(url) AS url, coalesce(reason, outcome) AS reason, min(detail) AS detail, count(*) AS count
FROM (
  SELECT * FROM fetches WHERE fetched_at <= getvariable('moment')
  QUALIFY row_number() OVER (PARTITION BY url ORDER BY fetched_at DESC, ce_id) = 1
)
WHERE outcome = 'dropped'
  AND coalesce(published_on, timezone(getvariable('day_timezone'), fetched_at)::DATE) = getvariable('day')
GROUP BY outlet, coalesce(reason, outcome), url
ORDER BY ALL;
