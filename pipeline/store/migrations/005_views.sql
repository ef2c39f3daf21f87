-- What an analyst asks for. Every view reads the tables only; `articles_as_of` is the one place that says which
-- revision stands.

CREATE MACRO articles_as_of(moment) AS TABLE
  WITH seen AS (
    SELECT event_id, max(fetched_at) AS last_seen_at
    FROM fetches
    WHERE event_id IS NOT NULL AND outcome IN ('published', 'unchanged') AND fetched_at <= moment
    GROUP BY event_id
  )
  SELECT a.*, greatest(a.fetched_at, seen.last_seen_at) AS last_seen_at
  FROM articles a LEFT JOIN seen USING (event_id)
  WHERE a.fetched_at <= moment
  QUALIFY row_number() OVER (
    PARTITION BY a.article_id
    ORDER BY greatest(a.fetched_at, seen.last_seen_at) DESC, a.ingested_at DESC, a.ce_id
  ) = 1;

CREATE MACRO claims_as_of(moment) AS TABLE
  SELECT c.*, a.source, a.outlet, a.kind AS outlet_kind, a.country AS outlet_country, a.url, a.title,
         a.published_at_utc, a.fetched_at, a.last_seen_at
  FROM claims c JOIN articles_as_of(moment) a USING (ce_id);

CREATE VIEW current_articles AS FROM articles_as_of('infinity'::TIMESTAMPTZ);
COMMENT ON VIEW current_articles IS
  'The revision of every article that stands today: the one seen last, read by the rules applied last.';

CREATE VIEW current_claims AS FROM claims_as_of('infinity'::TIMESTAMPTZ);
COMMENT ON VIEW current_claims IS 'The claims of current_articles, with the article they stand in.';

CREATE VIEW disagreements AS
  SELECT r.day, c.measure, c.side, coalesce(c.place, o.place) AS place,
         o.claim_id, o.speaker, o.low, o.high, o.approx, o.outlet, o.stated_on, o.quote, o.url,
         c.claim_id AS other_claim_id, c.speaker AS other_speaker, c.low AS other_low, c.high AS other_high,
         c.approx AS other_approx, c.outlet AS other_outlet, c.stated_on AS other_stated_on, c.quote AS other_quote,
         c.url AS other_url
  FROM relations r
  JOIN current_claims c USING (claim_id)
  JOIN current_claims o ON o.claim_id = r.other_claim_id
  WHERE r.kind = 'contradiction';
COMMENT ON VIEW disagreements IS
  'Claims of different speakers about the same thing that cannot both be true, side by side, the earlier one first.';

CREATE VIEW corroboration AS
  WITH agreeing AS (
    SELECT claim_id, claim_id AS with_claim_id FROM current_claims
    UNION SELECT claim_id, other_claim_id FROM relations WHERE kind = 'agreement'
    UNION SELECT other_claim_id, claim_id FROM relations WHERE kind = 'agreement'
    -- Outlets that repeat one voice do not agree with each other, they share its statement.
    UNION SELECT o.claim_id, other.claim_id FROM origins o JOIN origins other USING (statement_id)
  )
  SELECT c.claim_id, c.measure, c.side, c.place, c.low, c.high, c.speaker, c.stated_on, c.quote,
         count(DISTINCT o.origin_id) AS origins, count(DISTINCT w.outlet) AS outlets,
         count(DISTINCT w.article_id) AS articles
  FROM current_claims c
  JOIN agreeing USING (claim_id)
  JOIN current_claims w ON w.claim_id = agreeing.with_claim_id
  LEFT JOIN origins o ON o.claim_id = w.claim_id
  GROUP BY ALL;
COMMENT ON VIEW corroboration IS
  'How many independent origins, outlets and articles stand behind each claim; five outlets that repeat one ministry are one origin.';

CREATE VIEW daily_losses AS
  SELECT coalesce(stated_on, published_on) AS day, side, measure, unit, weapon, place, speaker, low, high, approx, per,
         cumulative, start, "end", count(DISTINCT outlet) AS outlets, list(DISTINCT claim_id ORDER BY claim_id) AS claim_ids
  FROM current_claims
  WHERE measure IN ('killed', 'wounded', 'killed_or_wounded', 'losses', 'captured', 'missing', 'destroyed')
    AND stance <> 'denies'
  GROUP BY ALL;
COMMENT ON VIEW daily_losses IS
  'Losses by day of statement, side and speaker; cumulative marks running totals. No winner is picked between speakers.';

CREATE VIEW source_health AS
  SELECT source, count(*) AS urls_tried,
         count(*) FILTER (outcome = 'published') AS published,
         count(*) FILTER (outcome = 'unchanged') AS unchanged,
         count(*) FILTER (outcome = 'duplicate') AS duplicates,
         count(*) FILTER (outcome = 'dropped') AS dropped,
         max(fetched_at) AS last_tried_at,
         max(fetched_at) FILTER (outcome = 'published') AS last_published_at,
         mode(reason) FILTER (outcome = 'dropped') AS commonest_drop
  FROM fetches
  GROUP BY source;
COMMENT ON VIEW source_health IS 'What each source brought, and since when it has been silent.';

CREATE VIEW reconciliation AS
  WITH published AS (
    SELECT DISTINCT event_id FROM fetches WHERE outcome = 'published' AND event_id IS NOT NULL
  ), states AS (
    SELECT event_id,
           event_id IN (SELECT event_id FROM articles) AS stored,
           event_id IN (SELECT event_id FROM quarantine WHERE released_at IS NULL) AS quarantined,
           event_id IN (SELECT event_id FROM dead_letters WHERE event_id IS NOT NULL) AS dead,
           event_id IN (SELECT unnest(event_ids) FROM forgotten) AS forgotten
    FROM published
  ), urls AS (
    SELECT count(*) AS urls_tried,
           count(*) FILTER (outcome = 'published') AS urls_published,
           count(*) FILTER (outcome = 'unchanged') AS urls_unchanged,
           count(*) FILTER (outcome = 'duplicate') AS urls_duplicate,
           count(*) FILTER (outcome = 'dropped') AS urls_dropped
    FROM fetches
  ), events AS (
    SELECT count(*) AS events_published,
           count(*) FILTER (stored) AS events_stored,
           count(*) FILTER (NOT stored AND quarantined) AS events_quarantined,
           count(*) FILTER (NOT stored AND NOT quarantined AND dead) AS events_dead_lettered,
           count(*) FILTER (NOT stored AND NOT quarantined AND NOT dead AND forgotten) AS events_forgotten,
           count(*) FILTER (NOT stored AND NOT quarantined AND NOT dead AND NOT forgotten) AS events_pending
    FROM states
  )
  SELECT *,
         (SELECT count(*) FROM dead_letters) AS records_dead_lettered,
         (SELECT count(*) FROM quarantine WHERE released_at IS NULL) AS records_quarantined,
         urls_tried = urls_published + urls_unchanged + urls_duplicate + urls_dropped
           AND events_published = events_stored + events_quarantined + events_dead_lettered + events_forgotten
           AS balanced
  FROM urls, events;
COMMENT ON VIEW reconciliation IS
  'Every URL tried and every event published, by how it ended; balanced is true when nothing is pending or unaccounted for.';
