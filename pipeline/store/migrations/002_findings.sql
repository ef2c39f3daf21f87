-- What enrich found, one table per list of the enriched event; `ordinal` is the position in that list.

CREATE TABLE mentions (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  type VARCHAR NOT NULL,
  name VARCHAR,
  entity_id VARCHAR,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE mentions IS
  'Named persons, organisations, units, places, weapons and events.';
COMMENT ON COLUMN mentions.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN mentions.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN mentions.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN mentions.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN mentions.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN mentions.ordinal IS 'Position in the article''s list of mentions, from 0.';
COMMENT ON COLUMN mentions.text IS 'The words of the span as the article has them.';
COMMENT ON COLUMN mentions.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN mentions.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN mentions.type IS 'PERSON, ORG, UNIT, PLACE, WEAPON or EVENT.';
COMMENT ON COLUMN mentions.name IS 'Canonical name; null where it is not known.';
COMMENT ON COLUMN mentions.entity_id IS 'The entity: entities.entity_id.';
COMMENT ON COLUMN mentions.rule IS 'The rule behind the resolution.';

CREATE TABLE entities (
  entity_id VARCHAR NOT NULL,
  type VARCHAR NOT NULL,
  name VARCHAR,
  PRIMARY KEY (entity_id)
);
COMMENT ON TABLE entities IS
  'Everybody and everything that a mention was resolved to.';
COMMENT ON COLUMN entities.entity_id IS 'Permanent identity.';
COMMENT ON COLUMN entities.type IS 'PERSON, ORG, UNIT, PLACE, WEAPON or EVENT.';
COMMENT ON COLUMN entities.name IS 'Canonical name.';

CREATE TABLE places (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  lat DOUBLE,
  lon DOUBLE,
  admin1 VARCHAR,
  country VARCHAR,
  precision VARCHAR NOT NULL,
  relation STRUCT(kind VARCHAR, distance_m DOUBLE, bearing DOUBLE),
  place_id VARCHAR,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE places IS
  'Places named in a text, with coordinates.';
COMMENT ON COLUMN places.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN places.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN places.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN places.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN places.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN places.ordinal IS 'Position in the article''s list of places, from 0.';
COMMENT ON COLUMN places.text IS 'The words of the span as the article has them.';
COMMENT ON COLUMN places.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN places.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN places.name IS 'Canonical name; official romanisation for places of Ukraine.';
COMMENT ON COLUMN places.lat IS
  'Latitude in degrees, WGS 84; of the computed point where the relation gives distance and bearing.';
COMMENT ON COLUMN places.lon IS 'Longitude in degrees, WGS 84.';
COMMENT ON COLUMN places.admin1 IS 'First-level region, for example Donetsk Oblast.';
COMMENT ON COLUMN places.country IS 'ISO 3166-1 alpha-2.';
COMMENT ON COLUMN places.precision IS 'point, settlement, raion, oblast, country, region or river.';
COMMENT ON COLUMN places.relation IS
  'How the point lies to the named place: kind, distance in metres, bearing in degrees from north.';
COMMENT ON COLUMN places.place_id IS 'Identity in the gazetteer.';
COMMENT ON COLUMN places.rule IS 'The rule behind the resolution.';

CREATE TABLE times (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  text VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  start DATE,
  "end" DATE,
  precision VARCHAR NOT NULL,
  rule VARCHAR NOT NULL
);
COMMENT ON TABLE times IS
  'Dates that a text names, resolved.';
COMMENT ON COLUMN times.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN times.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN times.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN times.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN times.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN times.ordinal IS 'Position in the article''s list of times, from 0.';
COMMENT ON COLUMN times.text IS 'The words of the span as the article has them.';
COMMENT ON COLUMN times.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN times.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN times.start IS 'First day meant.';
COMMENT ON COLUMN times."end" IS 'Last day meant, inclusive.';
COMMENT ON COLUMN times.precision IS 'day, days, week, month, season or year.';
COMMENT ON COLUMN times.rule IS 'The rule behind the resolution.';

CREATE TABLE hedges (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  phrase VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL,
  scale VARCHAR NOT NULL,
  band VARCHAR,
  low INTEGER,
  high INTEGER,
  speaker VARCHAR,
  target_start INTEGER,
  target_end INTEGER
);
COMMENT ON TABLE hedges IS
  'Words of doubt, with the scale they belong to.';
COMMENT ON COLUMN hedges.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN hedges.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN hedges.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN hedges.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN hedges.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN hedges.ordinal IS 'Position in the article''s list of hedges, from 0.';
COMMENT ON COLUMN hedges.phrase IS 'The hedging words alone.';
COMMENT ON COLUMN hedges.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN hedges.char_end IS 'Character after the last one of the span.';
COMMENT ON COLUMN hedges.scale IS 'PHIA (UK defence intelligence), ICD203 (US intelligence) or none.';
COMMENT ON COLUMN hedges.band IS 'Band of the scale; null where the scale lacks the word.';
COMMENT ON COLUMN hedges.low IS 'Lower bound of the band in percent.';
COMMENT ON COLUMN hedges.high IS 'Upper bound of the band in percent.';
COMMENT ON COLUMN hedges.speaker IS 'Who doubts; null for the article''s own voice.';
COMMENT ON COLUMN hedges.target_start IS 'First character of the words that are in doubt.';
COMMENT ON COLUMN hedges.target_end IS 'Character after the last one of the words that are in doubt.';

CREATE TABLE claims (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  claim_id VARCHAR NOT NULL,
  measure VARCHAR NOT NULL,
  low DOUBLE,
  high DOUBLE,
  approx VARCHAR,
  unit VARCHAR,
  per VARCHAR,
  side VARCHAR,
  place VARCHAR,
  place_part VARCHAR,
  start DATE,
  "end" DATE,
  cumulative BOOLEAN NOT NULL,
  action VARCHAR,
  weapon VARCHAR,
  speaker VARCHAR,
  stated_on DATE,
  relayed_by VARCHAR[] NOT NULL,
  stance VARCHAR NOT NULL,
  hedge INTEGER,
  incident INTEGER,
  parts STRUCT(low DOUBLE, high DOUBLE, "of" VARCHAR)[] NOT NULL,
  quote VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL
);
COMMENT ON TABLE claims IS
  'The claim ledger: one assertion of a figure or of control, by one speaker, in one place of a text. See current_claims.';
COMMENT ON COLUMN claims.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN claims.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN claims.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN claims.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN claims.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN claims.ordinal IS 'Position in the article''s list of claims, from 0.';
COMMENT ON COLUMN claims.claim_id IS
  'Permanent address of the claim; the same under new rules if figure, span and speaker are.';
COMMENT ON COLUMN claims.measure IS
  'killed, wounded, killed_or_wounded, losses, captured, missing, exchanged, displaced, launched, shot_down, hit, destroyed, distance, area or control.';
COMMENT ON COLUMN claims.low IS
  'Lower bound of the figure; equal to high where it is exact, null where there is none.';
COMMENT ON COLUMN claims.high IS 'Upper bound of the figure; null where there is none.';
COMMENT ON COLUMN claims.approx IS
  'about, at least, more than, up to; null for an exact figure, a range or a vague plural.';
COMMENT ON COLUMN claims.unit IS
  'What was counted, a plural noun; m for distance, km2 for area; null for people.';
COMMENT ON COLUMN claims.per IS 'day, week or month where the figure is a rate.';
COMMENT ON COLUMN claims.side IS 'RU, UA, civilian or both: whose losses, who launched, who moved, who holds.';
COMMENT ON COLUMN claims.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN claims.place_part IS 'Part of the place, for claims of control.';
COMMENT ON COLUMN claims.start IS 'First day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN claims."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN claims.cumulative IS 'True for a sum over time that still runs.';
COMMENT ON COLUMN claims.action IS
  'distance: advances, withdraws; control: takes, holds, withdraws, contested.';
COMMENT ON COLUMN claims.weapon IS 'Canonical name of the weapon.';
COMMENT ON COLUMN claims.speaker IS 'Who asserts it; null for the article''s own voice.';
COMMENT ON COLUMN claims.stated_on IS 'Day of the statement.';
COMMENT ON COLUMN claims.relayed_by IS 'Media or officials who passed it on, nearest to the speaker first.';
COMMENT ON COLUMN claims.stance IS 'asserts, confirms, denies or repeats.';
COMMENT ON COLUMN claims.hedge IS 'hedges.ordinal of the doubt that is cast on it.';
COMMENT ON COLUMN claims.incident IS 'incidents.ordinal of the incident it belongs to.';
COMMENT ON COLUMN claims.parts IS 'Subgroups of the figure: low, high, of whom.';
COMMENT ON COLUMN claims.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN claims.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN claims.char_end IS 'Character after the last one of the span.';

CREATE TABLE incidents (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  actor VARCHAR,
  place VARCHAR,
  start DATE,
  "end" DATE,
  speaker VARCHAR,
  quote VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL
);
COMMENT ON TABLE incidents IS
  'What happened on the ground, as one text tells it.';
COMMENT ON COLUMN incidents.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN incidents.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN incidents.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN incidents.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN incidents.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN incidents.ordinal IS 'Position in the article''s list of incidents, from 0.';
COMMENT ON COLUMN incidents.kind IS 'Kind of incident.';
COMMENT ON COLUMN incidents.actor IS 'Who did it.';
COMMENT ON COLUMN incidents.place IS 'Canonical name of where it happened.';
COMMENT ON COLUMN incidents.start IS 'First day on which it happened; null where the text leaves it open.';
COMMENT ON COLUMN incidents."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN incidents.speaker IS 'Who tells it; null for the article''s own voice.';
COMMENT ON COLUMN incidents.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN incidents.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN incidents.char_end IS 'Character after the last one of the span.';

CREATE TABLE estimates (
  ce_id VARCHAR NOT NULL,
  event_id VARCHAR NOT NULL,
  article_id VARCHAR NOT NULL,
  published_on DATE NOT NULL,
  rules_version VARCHAR NOT NULL,
  ordinal INTEGER NOT NULL,
  speaker VARCHAR,
  hedge INTEGER,
  place VARCHAR,
  start DATE,
  "end" DATE,
  quote VARCHAR NOT NULL,
  char_start INTEGER NOT NULL,
  char_end INTEGER NOT NULL
);
COMMENT ON TABLE estimates IS
  'Predictions and judgements with doubt.';
COMMENT ON COLUMN estimates.ce_id IS 'The enriched record that the row comes from: articles.ce_id.';
COMMENT ON COLUMN estimates.event_id IS 'The revision of the article that the row was found in.';
COMMENT ON COLUMN estimates.article_id IS 'The article, whatever its revision.';
COMMENT ON COLUMN estimates.published_on IS
  'The day that the article touches: publication day in its source''s offset, else the day fetched.';
COMMENT ON COLUMN estimates.rules_version IS 'Version of the rules that found it.';
COMMENT ON COLUMN estimates.ordinal IS 'Position in the article''s list of estimates, from 0.';
COMMENT ON COLUMN estimates.speaker IS 'Who estimates; null for the article''s own voice.';
COMMENT ON COLUMN estimates.hedge IS 'hedges.ordinal of its words of doubt.';
COMMENT ON COLUMN estimates.place IS 'Canonical name of the place it is about.';
COMMENT ON COLUMN estimates.start IS 'First day it is about.';
COMMENT ON COLUMN estimates."end" IS 'Last day, inclusive.';
COMMENT ON COLUMN estimates.quote IS 'The exact words: articles.text from char_start to char_end.';
COMMENT ON COLUMN estimates.char_start IS
  'First character of the span in articles.text, in Unicode code points from 0.';
COMMENT ON COLUMN estimates.char_end IS 'Character after the last one of the span.';
