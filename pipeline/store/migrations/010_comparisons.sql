-- How claims compare, both sides in one row, today and as far as was known at a moment; and what stood behind a claim then.

CREATE MACRO comparisons_as_of(moment) AS TABLE
  WITH standing AS (
    FROM claims_as_of(moment)
  ), fetched AS (
    SELECT c.*, a.outlet, a.url FROM claims c JOIN revisions a USING (ce_id) WHERE a.fetched_at <= moment
  )
  SELECT r.day, r.kind, r.reason, r.rule, c.measure, c.side, c.unit,
         o.claim_id, o.speaker, o.relayed_by, o.low, o.high, o.approx, o."action",
         o.stance, o.place, o.start, o."end", o.stated_on, o.outlet,
         o.event_id, o.quote, o.char_start, o.char_end, o.url,
         c.claim_id AS other_claim_id, c.speaker AS other_speaker, c.relayed_by AS other_relayed_by, c.low AS other_low, c.high AS other_high, c.approx AS other_approx, c."action" AS other_action,
         c.stance AS other_stance, c.place AS other_place, c.start AS other_start, c."end" AS other_end, c.stated_on AS other_stated_on, c.outlet AS other_outlet,
         c.event_id AS other_event_id, c.quote AS other_quote, c.char_start AS other_char_start, c.char_end AS other_char_end, c.url AS other_url
  FROM relations r
  JOIN standing c USING (claim_id)
  JOIN fetched o ON o.claim_id = r.other_claim_id
  -- A figure that its own article no longer holds is compared with what it was corrected to, and with nothing else.
  WHERE r.rule = 'corrected' OR o.ce_id IN (SELECT ce_id FROM standing);

CREATE VIEW comparisons AS FROM comparisons_as_of('infinity'::TIMESTAMPTZ);
COMMENT ON VIEW comparisons IS
  'Every relation between two claims with both claims, the earlier one first: agreement, contradiction, revision, series, different_scope, different_window.';
COMMENT ON COLUMN comparisons.day IS 'Publication day of the later claim''s article.';
COMMENT ON COLUMN comparisons.kind IS 'agreement, contradiction, revision, series, different_scope or different_window.';
COMMENT ON COLUMN comparisons.reason IS 'The reason in words.';
COMMENT ON COLUMN comparisons.rule IS 'The rule that says so; inherited where a window came from the incident.';
COMMENT ON COLUMN comparisons.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN comparisons.side IS 'RU, UA, civilian or both: whose losses, who launched, who moved; for control, who holds by the later claim.';
COMMENT ON COLUMN comparisons.unit IS 'What was counted, a plural noun; m for distance, km2 for area; null for people.';
COMMENT ON COLUMN comparisons.claim_id IS 'The earlier claim.';
COMMENT ON COLUMN comparisons.other_claim_id IS 'The later claim.';
COMMENT ON COLUMN comparisons.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN comparisons.relayed_by IS 'Media or officials who passed it on, nearest to the speaker first.';
COMMENT ON COLUMN comparisons.low IS 'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN comparisons.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN comparisons.approx IS 'about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN comparisons."action" IS 'distance: advances, withdraws; control: takes, holds, withdraws, contested.';
COMMENT ON COLUMN comparisons.stance IS 'asserts, confirms, denies or repeats.';
COMMENT ON COLUMN comparisons.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN comparisons.start IS 'First day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN comparisons."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN comparisons.stated_on IS 'Day of the statement.';
COMMENT ON COLUMN comparisons.outlet IS 'Who published it.';
COMMENT ON COLUMN comparisons.event_id IS 'The revision of the article that the claim was found in.';
COMMENT ON COLUMN comparisons.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN comparisons.char_start IS 'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN comparisons.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN comparisons.url IS 'Address that was read.';
COMMENT ON COLUMN comparisons.other_speaker IS 'Of the later claim: who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN comparisons.other_relayed_by IS 'Of the later claim: media or officials who passed it on, nearest to the speaker first.';
COMMENT ON COLUMN comparisons.other_low IS 'Of the later claim: lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN comparisons.other_high IS 'Of the later claim: upper bound of the figure; null where there is none.';
COMMENT ON COLUMN comparisons.other_approx IS 'Of the later claim: about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN comparisons.other_action IS 'Of the later claim: distance: advances, withdraws; control: takes, holds, withdraws, contested.';
COMMENT ON COLUMN comparisons.other_stance IS 'Of the later claim: asserts, confirms, denies or repeats.';
COMMENT ON COLUMN comparisons.other_place IS 'Of the later claim: canonical name of where it happened.';
COMMENT ON COLUMN comparisons.other_start IS 'Of the later claim: first day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN comparisons.other_end IS 'Of the later claim: last day, inclusive.';
COMMENT ON COLUMN comparisons.other_stated_on IS 'Of the later claim: day of the statement.';
COMMENT ON COLUMN comparisons.other_outlet IS 'Of the later claim: who published it.';
COMMENT ON COLUMN comparisons.other_event_id IS 'Of the later claim: the revision of the article that the claim was found in.';
COMMENT ON COLUMN comparisons.other_quote IS 'Of the later claim: the exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN comparisons.other_char_start IS 'Of the later claim: first character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN comparisons.other_char_end IS 'Of the later claim: character after the last one of the span.';
COMMENT ON COLUMN comparisons.other_url IS 'Of the later claim: address that was read.';

CREATE MACRO corroboration_as_of(moment) AS TABLE
  WITH standing AS (
    FROM claims_as_of(moment)
  ), agreeing AS (
    SELECT claim_id, claim_id AS with_claim_id FROM standing
    UNION SELECT claim_id, other_claim_id FROM relations WHERE kind = 'agreement'
    UNION SELECT other_claim_id, claim_id FROM relations WHERE kind = 'agreement'
    -- Outlets that repeat one voice do not agree with each other, they share its statement.
    UNION SELECT o.claim_id, other.claim_id FROM origins o JOIN origins other USING (statement_id)
  )
  SELECT c.claim_id, c.measure, c.side, c.place, c.low, c.high, c.speaker, c.stated_on, c.quote,
         count(DISTINCT o.origin_id) AS origins, count(DISTINCT o.side) AS sides,
         count(DISTINCT w.outlet) AS outlets, count(DISTINCT w.article_id) AS articles
  FROM standing c
  JOIN agreeing USING (claim_id)
  JOIN standing w ON w.claim_id = agreeing.with_claim_id
  LEFT JOIN origins o ON o.claim_id = w.claim_id
  GROUP BY ALL;

CREATE OR REPLACE VIEW corroboration AS FROM corroboration_as_of('infinity'::TIMESTAMPTZ);
COMMENT ON VIEW corroboration IS
  'How many independent origins, outlets and articles stand behind each claim; five outlets that repeat one ministry are one origin.';
COMMENT ON COLUMN corroboration.claim_id IS 'The claim.';
COMMENT ON COLUMN corroboration.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN corroboration.side IS
  'RU, UA, civilian or both: whose losses, who launched, who moved, who holds.';
COMMENT ON COLUMN corroboration.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN corroboration.low IS
  'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN corroboration.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN corroboration.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN corroboration.stated_on IS 'Day of the statement.';
COMMENT ON COLUMN corroboration.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN corroboration.origins IS 'Independent origins behind the claim.';
COMMENT ON COLUMN corroboration.sides IS
  'Sides that these origins speak for: two speakers of one state are one side.';
COMMENT ON COLUMN corroboration.outlets IS 'Outlets that carry it.';
COMMENT ON COLUMN corroboration.articles IS 'Articles that carry it.';
