-- Comments on the columns of the views; those of a table's own columns are the table's.

COMMENT ON COLUMN current_articles.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN current_articles.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN current_articles.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN current_articles.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN current_articles.outlet IS 'Who published it.';
COMMENT ON COLUMN current_articles.country IS 'Country of the outlet, ISO 3166-1 alpha-2.';
COMMENT ON COLUMN current_articles.kind IS
  'Kind of outlet: outlet, agency, government, or party (to the conflict).';
COMMENT ON COLUMN current_articles.url IS 'Address that was read.';
COMMENT ON COLUMN current_articles.canonical_url IS 'Address that the page gives as its own.';
COMMENT ON COLUMN current_articles.title IS 'Title; null where the page has none.';
COMMENT ON COLUMN current_articles.text IS 'The text that every char_start and char_end counts in.';
COMMENT ON COLUMN current_articles.authors IS 'Bylines in their order.';
COMMENT ON COLUMN current_articles.published_at IS
  'Publication time as the source gives it: ISO 8601 with its own UTC offset, or a date alone.';
COMMENT ON COLUMN current_articles.published_at_source IS
  'Where the publication time was found: json-ld, meta, time-element, url, dateline, input, feed.';
COMMENT ON COLUMN current_articles.published_at_utc IS
  'Publication time in UTC; null where the source gives a date alone, or none.';
COMMENT ON COLUMN current_articles.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN current_articles.modified_at IS 'Time of the last change as the page gives it, ISO 8601.';
COMMENT ON COLUMN current_articles.language IS 'Language of the text, ISO 639-1.';
COMMENT ON COLUMN current_articles.analysis IS 'full, or why the text was read but not analysed (language).';
COMMENT ON COLUMN current_articles.landing IS
  'Where the raw page lies: WARC file and offset in the landing zone.';
COMMENT ON COLUMN current_articles.extract_version IS 'Version of the extractor that read the page.';
COMMENT ON COLUMN current_articles.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN current_articles.fetched_at IS 'When the page was fetched (WARC-Date for archives).';
COMMENT ON COLUMN current_articles.ingested_at IS 'Timestamp of the Kafka record.';
COMMENT ON COLUMN current_articles.last_seen_at IS
  'When the revision was last seen at its address: it was published then, or found unchanged.';
COMMENT ON COLUMN current_claims.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN current_claims.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN current_claims.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN current_claims.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN current_claims.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN current_claims.ordinal IS 'Position in the article''s list of claims, from 0.';
COMMENT ON COLUMN current_claims.claim_id IS
  'Permanent address of the claim; the same under new rules if figure, span and speaker are.';
COMMENT ON COLUMN current_claims.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN current_claims.low IS
  'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN current_claims.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN current_claims.approx IS
  'about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN current_claims.unit IS
  'What was counted, a plural noun; m for distance, km2 for area; null for people.';
COMMENT ON COLUMN current_claims.per IS 'day, week or month where the figure is a rate.';
COMMENT ON COLUMN current_claims.side IS
  'RU, UA, civilian or both: whose losses, who launched, who moved, who holds.';
COMMENT ON COLUMN current_claims.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN current_claims.place_part IS 'Part of the place, for claims of control.';
COMMENT ON COLUMN current_claims.start IS 'First day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN current_claims."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN current_claims.cumulative IS 'True for a sum over time that still runs.';
COMMENT ON COLUMN current_claims.action IS
  'distance: advances, withdraws; control: takes, holds, withdraws, contested.';
COMMENT ON COLUMN current_claims.weapon IS 'Canonical name of the weapon.';
COMMENT ON COLUMN current_claims.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN current_claims.stated_on IS 'Day of the statement.';
COMMENT ON COLUMN current_claims.relayed_by IS
  'Media or officials who passed it on, nearest to the speaker first.';
COMMENT ON COLUMN current_claims.stance IS 'asserts, confirms, denies or repeats.';
COMMENT ON COLUMN current_claims.hedge IS 'hedges.ordinal of the doubt that is cast on it.';
COMMENT ON COLUMN current_claims.incident IS 'incidents.ordinal of the incident it belongs to.';
COMMENT ON COLUMN current_claims.parts IS 'Subgroups of the figure: low, high, of whom.';
COMMENT ON COLUMN current_claims.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN current_claims.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN current_claims.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN current_claims.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN current_claims.outlet IS 'Who published it.';
COMMENT ON COLUMN current_claims.outlet_kind IS 'Kind of the outlet: outlet, agency, government or party.';
COMMENT ON COLUMN current_claims.outlet_country IS 'Country of the outlet.';
COMMENT ON COLUMN current_claims.url IS 'Address that was read.';
COMMENT ON COLUMN current_claims.title IS 'Title; null where the page has none.';
COMMENT ON COLUMN current_claims.published_at_utc IS
  'Publication time in UTC; null where the source gives a date alone, or none.';
COMMENT ON COLUMN current_claims.fetched_at IS 'When the page was fetched (WARC-Date for archives).';
COMMENT ON COLUMN current_claims.last_seen_at IS
  'When the revision was last seen at its address: it was published then, or found unchanged.';
COMMENT ON COLUMN disagreements.day IS 'Publication day of the later claim''s article.';
COMMENT ON COLUMN disagreements.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN disagreements.side IS
  'RU, UA, civilian or both: whose losses, who launched, who moved, who holds.';
COMMENT ON COLUMN disagreements.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN disagreements.claim_id IS 'The earlier claim.';
COMMENT ON COLUMN disagreements.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN disagreements.low IS
  'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN disagreements.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN disagreements.approx IS
  'about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN disagreements.outlet IS 'Who published it.';
COMMENT ON COLUMN disagreements.stated_on IS 'Day of the statement.';
COMMENT ON COLUMN disagreements.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN disagreements.url IS 'Address that was read.';
COMMENT ON COLUMN disagreements.other_claim_id IS 'The later claim.';
COMMENT ON COLUMN disagreements.other_speaker IS
  'Of the later claim: who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN disagreements.other_low IS
  'Of the later claim: lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN disagreements.other_high IS
  'Of the later claim: upper bound of the figure; null where there is none.';
COMMENT ON COLUMN disagreements.other_approx IS
  'Of the later claim: about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN disagreements.other_outlet IS 'Who published the later claim.';
COMMENT ON COLUMN disagreements.other_stated_on IS 'Of the later claim: day of the statement.';
COMMENT ON COLUMN disagreements.other_quote IS
  'Of the later claim: the exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN disagreements.other_url IS 'Where the later claim was read.';
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
COMMENT ON COLUMN corroboration.outlets IS 'Outlets that carry it.';
COMMENT ON COLUMN corroboration.articles IS 'Articles that carry it.';
COMMENT ON COLUMN daily_losses.day IS 'Day of the statement.';
COMMENT ON COLUMN daily_losses.side IS
  'RU, UA, civilian or both: whose losses, who launched, who moved, who holds.';
COMMENT ON COLUMN daily_losses.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN daily_losses.unit IS
  'What was counted, a plural noun; m for distance, km2 for area; null for people.';
COMMENT ON COLUMN daily_losses.weapon IS 'Canonical name of the weapon.';
COMMENT ON COLUMN daily_losses.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN daily_losses.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN daily_losses.low IS
  'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN daily_losses.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN daily_losses.approx IS
  'about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN daily_losses.per IS 'day, week or month where the figure is a rate.';
COMMENT ON COLUMN daily_losses.cumulative IS 'True for a sum over time that still runs.';
COMMENT ON COLUMN daily_losses.start IS 'First day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN daily_losses."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN daily_losses.outlets IS 'Outlets that carry the figure.';
COMMENT ON COLUMN daily_losses.claim_ids IS 'The claims behind the row.';
COMMENT ON COLUMN source_health.source IS 'Name of the declared source that brought it.';
COMMENT ON COLUMN source_health.urls_tried IS 'URLs tried.';
COMMENT ON COLUMN source_health.published IS 'URLs that brought a new revision.';
COMMENT ON COLUMN source_health.unchanged IS 'URLs whose revision was known.';
COMMENT ON COLUMN source_health.duplicates IS 'URLs whose text another article has.';
COMMENT ON COLUMN source_health.dropped IS 'URLs that brought nothing, for a reason.';
COMMENT ON COLUMN source_health.last_tried_at IS 'When one was last tried.';
COMMENT ON COLUMN source_health.last_published_at IS 'When one last brought a new revision.';
COMMENT ON COLUMN source_health.commonest_drop IS 'The reason that most dropped URLs share.';
COMMENT ON COLUMN reconciliation.urls_tried IS 'URLs tried.';
COMMENT ON COLUMN reconciliation.urls_published IS 'URLs that brought a new revision.';
COMMENT ON COLUMN reconciliation.urls_unchanged IS 'URLs whose revision was known.';
COMMENT ON COLUMN reconciliation.urls_duplicate IS 'URLs whose text another article has.';
COMMENT ON COLUMN reconciliation.urls_dropped IS 'URLs that brought nothing, for a reason.';
COMMENT ON COLUMN reconciliation.events_published IS 'Revisions published.';
COMMENT ON COLUMN reconciliation.events_stored IS 'Of those, how many are in articles.';
COMMENT ON COLUMN reconciliation.events_quarantined IS 'Of those, how many wait in quarantine.';
COMMENT ON COLUMN reconciliation.events_dead_lettered IS 'Of those, how many are dead letters.';
COMMENT ON COLUMN reconciliation.events_forgotten IS 'Of those, how many were taken down.';
COMMENT ON COLUMN reconciliation.events_pending IS 'Of those, how many are in no final state yet.';
COMMENT ON COLUMN reconciliation.records_dead_lettered IS 'Dead letters of whatever origin.';
COMMENT ON COLUMN reconciliation.records_quarantined IS 'Records in quarantine of whatever origin.';
COMMENT ON COLUMN reconciliation.balanced IS 'True when every URL and every event is accounted for.';
