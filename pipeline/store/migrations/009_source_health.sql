-- How each source fares, in a word, as its listing said when it was last read.

ALTER TABLE fetches ADD COLUMN health VARCHAR;
COMMENT ON COLUMN fetches.health IS
  'How the source fares, on the row of its listing: ok, silent (nothing new for long), failing, gone; detail says why.';

CREATE OR REPLACE VIEW source_health AS
  SELECT f.source,
         coalesce(last(f.health ORDER BY f.fetched_at, f.ingested_at) FILTER (f.health IS NOT NULL), 'ok') AS health,
         last(CASE WHEN f.health <> 'ok' THEN f.detail END ORDER BY f.fetched_at, f.ingested_at)
           FILTER (f.health IS NOT NULL) AS reason,
         max(f.fetched_at) FILTER (f.health IS NOT NULL) AS last_listed_at,
         count(*) FILTER (f.reason IS DISTINCT FROM 'listing') AS urls_tried,
         count(*) FILTER (f.outcome = 'published') AS published,
         count(*) FILTER (f.outcome = 'unchanged' AND f.reason IS DISTINCT FROM 'listing') AS unchanged,
         count(*) FILTER (f.outcome = 'duplicate') AS duplicates,
         count(*) FILTER (f.outcome = 'dropped') AS dropped,
         max(f.fetched_at) AS last_tried_at,
         max(f.fetched_at) FILTER (f.outcome = 'published') AS last_published_at,
         mode(f.reason) FILTER (f.outcome = 'dropped') AS commonest_drop
  FROM fetches f
  GROUP BY f.source;
COMMENT ON VIEW source_health IS
  'How each source fares and why, what it brought, and when it last brought something. A source that was never asked has no row.';
COMMENT ON COLUMN source_health.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN source_health.health IS
  'ok; silent: it is read, but named nothing new for long; failing: its listing cannot be read; gone: it was taken down.';
COMMENT ON COLUMN source_health.reason IS 'Why it is not ok; null if it is.';
COMMENT ON COLUMN source_health.last_listed_at IS 'When its listing was last asked for; null for an archive, which has none.';
COMMENT ON COLUMN source_health.urls_tried IS 'URLs tried, but for listings that could be read.';
COMMENT ON COLUMN source_health.published IS 'URLs that brought a new revision.';
COMMENT ON COLUMN source_health.unchanged IS 'URLs whose revision was known.';
COMMENT ON COLUMN source_health.duplicates IS 'URLs whose text another article has.';
COMMENT ON COLUMN source_health.dropped IS 'URLs that brought nothing, for a reason.';
COMMENT ON COLUMN source_health.last_tried_at IS 'When one was last tried.';
COMMENT ON COLUMN source_health.last_published_at IS 'When one last brought a new revision.';
COMMENT ON COLUMN source_health.commonest_drop IS 'The reason that most dropped URLs share.';
COMMENT ON COLUMN reconciliation.urls_unchanged IS 'URLs whose revision was known, and listings that were read.';
