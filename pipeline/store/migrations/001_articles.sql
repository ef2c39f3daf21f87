-- Articles and their parts. Everything that was found in an article carries the ce_id of the record it came in.

CREATE TABLE articles (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  outlet VARCHAR NOT NULL,
  country VARCHAR,
  kind VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  canonical_url VARCHAR,
  title VARCHAR,
  text VARCHAR NOT NULL,
  authors VARCHAR[] NOT NULL,
  published_at VARCHAR,
  published_at_source VARCHAR,
  published_at_utc TIMESTAMPTZ,
  published_on DATE NOT NULL,
  modified_at VARCHAR,
  language VARCHAR,
  analysis VARCHAR NOT NULL,
  landing VARCHAR,
  extract_version VARCHAR NOT NULL,
  rules_version VARCHAR NOT NULL,
  fetched_at TIMESTAMPTZ NOT NULL,
  ingested_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (ce_id)
);
COMMENT ON TABLE articles IS
  'Revisions of articles, one row per enriched record; appended, never overwritten. See current_articles for the ones that stand today.';
COMMENT ON COLUMN articles.ce_id IS
  'Identity of the enriched record: the same revision read by the same rules has the same id.';
COMMENT ON COLUMN articles.event_id IS 'Identity of the revision: article, title, text and publication date.';
COMMENT ON COLUMN articles.article_id IS
  'Identity of the article: its canonical URL, or its bytes where it has none.';
COMMENT ON COLUMN articles.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN articles.outlet IS 'Who published it.';
COMMENT ON COLUMN articles.country IS 'Country of the outlet, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN articles.kind IS 'Kind of outlet: outlet, agency, government, or party (to the conflict).';
COMMENT ON COLUMN articles.url IS 'Address that was read.';
COMMENT ON COLUMN articles.canonical_url IS 'Address that the page gives as its own.';
COMMENT ON COLUMN articles.title IS 'Title; null where the page has none.';
COMMENT ON COLUMN articles.text IS 'The text that every char_start and char_end counts in.';
COMMENT ON COLUMN articles.authors IS 'Bylines in their order.';
COMMENT ON COLUMN articles.published_at IS
  'Publication time as the source gives it: ISO 8601 with its own UTC offset, or a date alone.';
COMMENT ON COLUMN articles.published_at_source IS
  'Where the publication time was found: json-ld, meta, time-element, url, dateline, input, feed.';
COMMENT ON COLUMN articles.published_at_utc IS
  'Publication time in UTC; null where the source gives a date alone, or none.';
COMMENT ON COLUMN articles.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN articles.modified_at IS 'Time of the last change as the page gives it, ISO 8601.';
COMMENT ON COLUMN articles.language IS 'Language of the text, ISO 639-1.';
COMMENT ON COLUMN articles.analysis IS 'full, or why the text was read but not analysed (language).';
COMMENT ON COLUMN articles.landing IS 'Where the raw page lies: WARC file and offset in the landing zone.';
COMMENT ON COLUMN articles.extract_version IS 'Version of the extractor that read the page.';
COMMENT ON COLUMN articles.rules_version IS 'Version of the rules that found what stands in the other tables.';
COMMENT ON COLUMN articles.fetched_at IS 'When the page was fetched (WARC-Date for archives).';
COMMENT ON COLUMN articles.ingested_at IS 'Timestamp of the Kafka record.';

CREATE TABLE blocks (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  author VARCHAR,
  handle VARCHAR,
  time VARCHAR,
  url VARCHAR
);
COMMENT ON TABLE blocks IS
  'The parts of a text.';
COMMENT ON COLUMN blocks.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN blocks.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN blocks.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN blocks.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN blocks.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN blocks.ordinal IS 'Position in the article''s list of blocks, from 0.';
COMMENT ON COLUMN blocks.kind IS
  'heading, paragraph, quote, post (an embedded post) or entry (of a live blog).';
COMMENT ON COLUMN blocks.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN blocks.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN blocks.author IS 'Who wrote the post or entry.';
COMMENT ON COLUMN blocks.handle IS 'The author''s handle on the platform.';
COMMENT ON COLUMN blocks.time IS 'Time of the post or entry, ISO 8601: the anchor of its relative dates.';
COMMENT ON COLUMN blocks.url IS 'Address of the post.';

CREATE TABLE removed (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE removed IS
  'Receipts: text of the page that is not part of the article.';
COMMENT ON COLUMN removed.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN removed.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN removed.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN removed.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN removed.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN removed.ordinal IS 'Position in the article''s list of removed texts, from 0.';
COMMENT ON COLUMN removed.text IS 'The text that was removed.';
COMMENT ON COLUMN removed.rule IS 'The rule that removed it.';
