-- Which reading of a revision stands, whatever order records come in; and what a takedown leaves of an article.

-- Of the readings of a revision the one by the newest rules stands, also when an older one is stored after it.
CREATE OR REPLACE MACRO articles_as_of(moment) AS TABLE
  WITH seen AS (
    SELECT event_id, max(fetched_at) AS last_seen_at
    FROM fetches
    WHERE event_id IS NOT NULL AND outcome IN ('published', 'unchanged') AND fetched_at <= moment
    GROUP BY event_id
  ), readings AS (
    SELECT ce_id, article_id, event_id, fetched_at, min(ingested_at) OVER (PARTITION BY event_id) AS first_ingested_at,
           row_number() OVER (
             PARTITION BY event_id ORDER BY try_cast(rules_version AS INTEGER) DESC, ingested_at DESC, ce_id
           ) AS turn
    FROM articles
    WHERE fetched_at <= moment
  ), standing AS (
    SELECT r.ce_id, greatest(r.fetched_at, seen.last_seen_at) AS last_seen_at
    FROM readings r LEFT JOIN seen USING (event_id)
    WHERE r.turn = 1
    QUALIFY row_number() OVER (
      PARTITION BY r.article_id
      ORDER BY greatest(r.fetched_at, seen.last_seen_at) DESC, r.first_ingested_at DESC, r.ce_id
    ) = 1
  )
  SELECT a.*, s.last_seen_at FROM articles a JOIN standing s USING (ce_id);

CREATE VIEW revisions AS
  FROM articles
  QUALIFY row_number() OVER (
    PARTITION BY event_id ORDER BY try_cast(rules_version AS INTEGER) DESC, ingested_at DESC, ce_id
  ) = 1;
COMMENT ON VIEW revisions IS
  'Every revision of every article once, as the newest rules read it; current_articles has those that stand today.';
COMMENT ON COLUMN revisions.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN revisions.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN revisions.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN revisions.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN revisions.outlet IS 'Who published it.';
COMMENT ON COLUMN revisions.country IS 'Country of the outlet, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN revisions.kind IS
  'Kind of outlet: outlet, agency, government, or party (to the conflict).';
COMMENT ON COLUMN revisions.url IS 'Address that was read.';
COMMENT ON COLUMN revisions.canonical_url IS 'Address that the page gives as its own.';
COMMENT ON COLUMN revisions.title IS 'Title; null where the page has none.';
COMMENT ON COLUMN revisions.text IS 'The text that every char_start and char_end counts in.';
COMMENT ON COLUMN revisions.authors IS 'Bylines in their order.';
COMMENT ON COLUMN revisions.published_at IS
  'Publication time as the source gives it: ISO 8601 with its own UTC offset, or a date alone.';
COMMENT ON COLUMN revisions.published_at_source IS
  'Where the publication time was found: json-ld, meta, time-element, url, dateline, input, feed.';
COMMENT ON COLUMN revisions.published_at_utc IS
  'Publication time in UTC; null where the source gives a date alone, or none.';
COMMENT ON COLUMN revisions.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN revisions.modified_at IS 'Time of the last change as the page gives it, ISO 8601.';
COMMENT ON COLUMN revisions.language IS 'Language of the text, ISO 639-1.';
COMMENT ON COLUMN revisions.analysis IS 'full, or why the text was read but not analysed (language).';
COMMENT ON COLUMN revisions.landing IS
  'Where the raw page lies: WARC file and offset in the landing zone.';
COMMENT ON COLUMN revisions.extract_version IS 'Version of the extractor that read the page.';
COMMENT ON COLUMN revisions.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN revisions.fetched_at IS 'When the page was fetched (WARC-Date for archives).';
COMMENT ON COLUMN revisions.ingested_at IS 'Timestamp of the Kafka record.';

ALTER TABLE forgotten ADD COLUMN digest_ids VARCHAR[] DEFAULT [];
ALTER TABLE forgotten ADD COLUMN records VARCHAR[] DEFAULT [];
ALTER TABLE forgotten ADD COLUMN removed MAP(VARCHAR, BIGINT) DEFAULT MAP {};
ALTER TABLE forgotten ADD COLUMN erased_at TIMESTAMPTZ;
COMMENT ON COLUMN forgotten.digest_ids IS 'Editions of reports that quoted it: they are refused if their records come again.';
COMMENT ON COLUMN forgotten.records IS
  'Dead letters that held it, as topic/partition/offset: they are refused if their records come again.';
COMMENT ON COLUMN forgotten.removed IS 'How many rows were removed, by table.';
COMMENT ON COLUMN forgotten.erased_at IS
  'When the database file was written anew, so that its free blocks do not hold the words either; null: not yet.';
