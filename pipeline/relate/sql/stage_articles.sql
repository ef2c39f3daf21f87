-- Every revision around the days touched, once, as the newest rules read it. `touched` marks what this run is
-- about, `near` what its days can change; what lies further out is only read.
CREATE OR REPLACE TEMP TABLE staged_articles AS
  WITH span AS (SELECT min(day) AS first, max(day) AS last FROM touched_days)
  SELECT a.ce_id, a.event_id, a.article_id, a.outlet, a.country, a.kind, a.published_on, a.published_at_utc, a.fetched_at,
         a.published_on IN (SELECT day FROM touched_days) AS touched,
         a.published_on BETWEEN span.first - getvariable('horizon') AND span.last + getvariable('horizon') AS near,
         coalesce(a.published_at_utc, a.published_on::TIMESTAMPTZ) AS told_at
  FROM articles a, span
  WHERE a.published_on BETWEEN span.first - 2 * getvariable('horizon') AND span.last + 2 * getvariable('horizon')
  QUALIFY row_number() OVER (PARTITION BY a.event_id ORDER BY try_cast(a.rules_version AS INTEGER) DESC, a.ingested_at DESC, a.ce_id) = 1;
