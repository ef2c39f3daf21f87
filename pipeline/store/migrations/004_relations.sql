-- What relate finds between articles; all of it can be rebuilt from the tables at any time.

CREATE TABLE relations (
  claim_id VARCHAR NOT NULL,
  other_claim_id VARCHAR NOT NULL,
  day DATE NOT NULL,
  kind VARCHAR NOT NULL,
  rule VARCHAR NOT NULL,
  reason VARCHAR NOT NULL
);
COMMENT ON TABLE relations IS
  'How two claims relate. Rebuilt by relate.';
COMMENT ON COLUMN relations.claim_id IS 'The later claim.';
COMMENT ON COLUMN relations.other_claim_id IS 'The earlier claim.';
COMMENT ON COLUMN relations.day IS 'Publication day of the later claim''s article.';
COMMENT ON COLUMN relations.kind IS
  'agreement, contradiction, revision, series, different_scope or different_window.';
COMMENT ON COLUMN relations.rule IS 'The rule that says so; inherited where a window came from the incident.';
COMMENT ON COLUMN relations.reason IS 'The reason in words.';

CREATE TABLE article_relations (
  event_id VARCHAR NOT NULL,
  other_event_id VARCHAR NOT NULL,
  day DATE NOT NULL,
  kind VARCHAR NOT NULL,
  similarity DOUBLE NOT NULL,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE article_relations IS
  'How two articles relate. Rebuilt by relate.';
COMMENT ON COLUMN article_relations.event_id IS 'The later revision or article.';
COMMENT ON COLUMN article_relations.other_event_id IS 'The earlier one.';
COMMENT ON COLUMN article_relations.day IS 'Publication day of the later one.';
COMMENT ON COLUMN article_relations.kind IS 'revision, exact_duplicate, near_duplicate or syndication.';
COMMENT ON COLUMN article_relations.similarity IS 'Share of their words in common, 0 to 1.';
COMMENT ON COLUMN article_relations.rule IS 'The rule that says so.';

CREATE TABLE origins (
  claim_id VARCHAR NOT NULL,
  origin_id VARCHAR NOT NULL,
  day DATE NOT NULL,
  origin VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  side VARCHAR,
  statement_id VARCHAR NOT NULL,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE origins IS
  'Where a claim comes from: claims with one origin_id count once. Rebuilt by relate.';
COMMENT ON COLUMN origins.claim_id IS 'The claim.';
COMMENT ON COLUMN origins.origin_id IS 'Identity of the origin.';
COMMENT ON COLUMN origins.day IS 'Publication day of the claim''s article.';
COMMENT ON COLUMN origins.origin IS 'The origin for people: a speaker, or the outlet whose own voice it is.';
COMMENT ON COLUMN origins.kind IS 'speaker, syndication or outlet.';
COMMENT ON COLUMN origins.side IS
  'The state whose side the origin speaks for, ISO 3166-1 alpha-2; null where it is nobody''s. Two speakers of one side are one side.';
COMMENT ON COLUMN origins.statement_id IS
  'Identity of the statement: every relay and repetition of one figure by one origin about one thing shares it.';
COMMENT ON COLUMN origins.rule IS 'The rule that says so.';

CREATE TABLE stories (
  story_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  day DATE NOT NULL,
  label VARCHAR NOT NULL
);
COMMENT ON TABLE stories IS
  'Articles of one day about one thing. Rebuilt by relate.';
COMMENT ON COLUMN stories.story_id IS 'Identity of the story.';
COMMENT ON COLUMN stories.event_id IS 'An article of it; one row per article.';
COMMENT ON COLUMN stories.day IS 'The day.';
COMMENT ON COLUMN stories.label IS 'The story in a few words.';

CREATE TABLE signatures (
  event_id VARCHAR NOT NULL,
  text_hash VARCHAR NOT NULL,
  bands UBIGINT[] NOT NULL,
  PRIMARY KEY (event_id)
);
COMMENT ON TABLE signatures IS
  'What near-duplicates of a text are found by. Rebuilt by relate.';
COMMENT ON COLUMN signatures.event_id IS 'The revision.';
COMMENT ON COLUMN signatures.text_hash IS 'SHA-256 of its words, without case and punctuation.';
COMMENT ON COLUMN signatures.bands IS 'Bands of the MinHash of its shingles: two texts that share one are compared.';
