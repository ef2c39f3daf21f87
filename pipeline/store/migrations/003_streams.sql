-- What the other topics bring, what was set aside, and how far the loader has come.

CREATE TABLE fetches (
  ce_id VARCHAR NOT NULL,
  fetch_id VARCHAR NOT NULL,
  run_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  outlet VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  final_url VARCHAR,
  outcome VARCHAR NOT NULL,
  reason VARCHAR,
  detail VARCHAR,
  status INTEGER,
  article_id VARCHAR,
  event_id VARCHAR,
  duplicate_of VARCHAR,
  published_on DATE,
  fetched_at TIMESTAMPTZ NOT NULL,
  ingested_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (ce_id)
);
COMMENT ON TABLE fetches IS
  'How every URL tried ended.';
COMMENT ON COLUMN fetches.ce_id IS 'Identity of the record.';
COMMENT ON COLUMN fetches.fetch_id IS 'Identity of the attempt.';
COMMENT ON COLUMN fetches.run_id IS 'The ingest run.';
COMMENT ON COLUMN fetches.source IS 'Name of the declared source.';
COMMENT ON COLUMN fetches.outlet IS 'Who publishes at that address.';
COMMENT ON COLUMN fetches.url IS 'Address tried.';
COMMENT ON COLUMN fetches.final_url IS 'Address after redirects.';
COMMENT ON COLUMN fetches.outcome IS 'published, unchanged, duplicate or dropped.';
COMMENT ON COLUMN fetches.reason IS 'Why, in a word.';
COMMENT ON COLUMN fetches.detail IS 'Why, for people.';
COMMENT ON COLUMN fetches.status IS 'HTTP status.';
COMMENT ON COLUMN fetches.article_id IS 'The article that was read there.';
COMMENT ON COLUMN fetches.event_id IS 'Its revision.';
COMMENT ON COLUMN fetches.duplicate_of IS 'article_id of the article that has the same text.';
COMMENT ON COLUMN fetches.published_on IS 'The day that the article touches.';
COMMENT ON COLUMN fetches.fetched_at IS 'When it was tried (WARC-Date for archives).';
COMMENT ON COLUMN fetches.ingested_at IS 'Timestamp of the Kafka record.';

CREATE TABLE digests (
  ce_id VARCHAR NOT NULL,
  digest_id VARCHAR NOT NULL,
  day DATE NOT NULL,
  built_at TIMESTAMPTZ NOT NULL,
  as_of TIMESTAMPTZ,
  snapshot_id VARCHAR NOT NULL,
  articles INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  withheld INTEGER NOT NULL,
  body JSON NOT NULL,
  ingested_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (ce_id)
);
COMMENT ON TABLE digests IS
  'Editions of the daily digest; none is overwritten.';
COMMENT ON COLUMN digests.ce_id IS 'Identity of the record.';
COMMENT ON COLUMN digests.digest_id IS 'Identity of the edition.';
COMMENT ON COLUMN digests.day IS 'The day it is about.';
COMMENT ON COLUMN digests.built_at IS 'When it was built.';
COMMENT ON COLUMN digests.as_of IS 'What had been fetched by then is in it; null: everything.';
COMMENT ON COLUMN digests.snapshot_id IS 'The snapshot it was built from.';
COMMENT ON COLUMN digests.articles IS 'Articles it rests on.';
COMMENT ON COLUMN digests.sentences IS 'Sentences published.';
COMMENT ON COLUMN digests.withheld IS 'Sentences that failed their check and were withheld.';
COMMENT ON COLUMN digests.body IS 'The digest as its JSON file has it.';
COMMENT ON COLUMN digests.ingested_at IS 'Timestamp of the Kafka record.';

CREATE TABLE dead_letters (
  topic VARCHAR NOT NULL,
  partition INTEGER NOT NULL,
  "offset" BIGINT NOT NULL,
  reason VARCHAR NOT NULL,
  detail VARCHAR NOT NULL,
  key BLOB,
  value BLOB,
  value_bytes BIGINT NOT NULL,
  headers JSON NOT NULL,
  event_id VARCHAR,
  recorded_at TIMESTAMPTZ NOT NULL,
  dead_at TIMESTAMPTZ NOT NULL,
  replayed_at TIMESTAMPTZ,
  PRIMARY KEY (topic, partition, "offset")
);
COMMENT ON TABLE dead_letters IS
  'Records that could not be decoded, by where they lie.';
COMMENT ON COLUMN dead_letters.topic IS 'Topic of the record.';
COMMENT ON COLUMN dead_letters.partition IS 'Partition of the record.';
COMMENT ON COLUMN dead_letters."offset" IS 'Offset of the record.';
COMMENT ON COLUMN dead_letters.reason IS
  'null_value, not_json, wrong_schema, wrong_type, wrong_key or too_large.';
COMMENT ON COLUMN dead_letters.detail IS 'The reason for people.';
COMMENT ON COLUMN dead_letters.key IS 'Key of the record, raw.';
COMMENT ON COLUMN dead_letters.value IS
  'Value of the record, raw; null where there was none, cut where it was too large.';
COMMENT ON COLUMN dead_letters.value_bytes IS 'Length of the whole value.';
COMMENT ON COLUMN dead_letters.headers IS 'Headers of the record, name to text.';
COMMENT ON COLUMN dead_letters.event_id IS 'The revision of an article, where the header ce_subject names one.';
COMMENT ON COLUMN dead_letters.recorded_at IS 'Timestamp of the record.';
COMMENT ON COLUMN dead_letters.dead_at IS 'When it was set aside.';
COMMENT ON COLUMN dead_letters.replayed_at IS 'When it was last replayed; null: never.';

CREATE TABLE quarantine (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  url VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  topic VARCHAR NOT NULL,
  partition INTEGER NOT NULL,
  "offset" BIGINT NOT NULL,
  reasons VARCHAR[] NOT NULL,
  value BLOB NOT NULL,
  ingested_at TIMESTAMPTZ NOT NULL,
  quarantined_at TIMESTAMPTZ NOT NULL,
  released_at TIMESTAMPTZ,
  PRIMARY KEY (ce_id)
);
COMMENT ON TABLE quarantine IS
  'Records that decode but failed an expectation.';
COMMENT ON COLUMN quarantine.ce_id IS 'Identity of the record.';
COMMENT ON COLUMN quarantine.event_id IS 'The revision of the article.';
COMMENT ON COLUMN quarantine.article_id IS 'The article.';
COMMENT ON COLUMN quarantine.source IS 'Name of the declared source.';
COMMENT ON COLUMN quarantine.url IS 'Address that was read.';
COMMENT ON COLUMN quarantine.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN quarantine.rules_version IS 'Version of the rules that read it.';
COMMENT ON COLUMN quarantine.topic IS 'Topic of the record.';
COMMENT ON COLUMN quarantine.partition IS 'Partition of the record.';
COMMENT ON COLUMN quarantine."offset" IS 'Offset of the record.';
COMMENT ON COLUMN quarantine.reasons IS 'The expectations that failed, for people.';
COMMENT ON COLUMN quarantine.value IS 'Value of the record, raw.';
COMMENT ON COLUMN quarantine.ingested_at IS 'Timestamp of the Kafka record.';
COMMENT ON COLUMN quarantine.quarantined_at IS 'When it was set aside.';
COMMENT ON COLUMN quarantine.released_at IS 'When a person released it into the tables; null: not yet.';

CREATE TABLE loads (
  topic VARCHAR NOT NULL,
  partition INTEGER NOT NULL,
  next_offset BIGINT NOT NULL,
  topic_id VARCHAR NOT NULL,
  loaded_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (topic, partition)
);
COMMENT ON TABLE loads IS
  'How far every partition has been loaded; written in the transaction of the rows.';
COMMENT ON COLUMN loads.topic IS 'Topic.';
COMMENT ON COLUMN loads.partition IS 'Partition.';
COMMENT ON COLUMN loads.next_offset IS 'Offset of the first record that is not loaded.';
COMMENT ON COLUMN loads.topic_id IS
  'Kafka''s id of the topic: another one means that it was deleted and made again.';
COMMENT ON COLUMN loads.loaded_at IS 'When that was last moved.';

CREATE TABLE quality (
  batch_id VARCHAR NOT NULL,
  suite VARCHAR NOT NULL,
  expectation VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  column_name VARCHAR,
  severity VARCHAR NOT NULL,
  checked BIGINT NOT NULL,
  failed BIGINT NOT NULL,
  success BOOLEAN NOT NULL,
  examples VARCHAR[] NOT NULL,
  checked_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (batch_id, suite, expectation)
);
COMMENT ON TABLE quality IS
  'Results of the expectations, one row per batch and expectation.';
COMMENT ON COLUMN quality.batch_id IS 'The batch: a hash of its records'' ids.';
COMMENT ON COLUMN quality.suite IS 'Suite in expectations/.';
COMMENT ON COLUMN quality.expectation IS 'Name of the expectation in its suite.';
COMMENT ON COLUMN quality.kind IS 'Type of the expectation.';
COMMENT ON COLUMN quality.column_name IS 'Column that it is about.';
COMMENT ON COLUMN quality.severity IS 'critical: the record is quarantined; warning: it is only counted.';
COMMENT ON COLUMN quality.checked IS 'Values checked.';
COMMENT ON COLUMN quality.failed IS 'Values that failed.';
COMMENT ON COLUMN quality.success IS 'Whether the expectation held.';
COMMENT ON COLUMN quality.examples IS 'A few of the values that failed, cut short.';
COMMENT ON COLUMN quality.checked_at IS 'When.';

CREATE TABLE forgotten (
  article_id VARCHAR NOT NULL,
  event_ids VARCHAR[] NOT NULL,
  url VARCHAR NOT NULL,
  reason VARCHAR,
  forgotten_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (article_id)
);
COMMENT ON TABLE forgotten IS
  'Takedowns that were done.';
COMMENT ON COLUMN forgotten.article_id IS 'The article that was removed.';
COMMENT ON COLUMN forgotten.event_ids IS 'Its revisions.';
COMMENT ON COLUMN forgotten.url IS 'The address that was asked for.';
COMMENT ON COLUMN forgotten.reason IS 'Why.';
COMMENT ON COLUMN forgotten.forgotten_at IS 'When.';

CREATE TABLE snapshot_info (
  snapshot_id VARCHAR NOT NULL,
  published_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE snapshot_info IS
  'What this snapshot is: one row.';
COMMENT ON COLUMN snapshot_info.snapshot_id IS 'Its identity.';
COMMENT ON COLUMN snapshot_info.published_at IS 'When it was published; its age counts from here.';
