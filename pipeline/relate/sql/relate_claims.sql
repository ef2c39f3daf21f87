-- Pairs of claims that share what they measure, of whose, and a place or one inside the other; then the relation,
-- the first that fits. `x` is the later statement. Windows: see stage_claims.sql.
INSERT INTO relations
  WITH carried AS (
    -- A figure that stands in both revisions of an article was not corrected.
    SELECT x.claim_id, list(DISTINCT y.event_id) AS carried_by
    FROM staged_claims x JOIN staged_claims y ON y.article_id = x.article_id AND y.event_id <> x.event_id AND y.measure = x.measure
      AND coalesce(y.low, y.high) IS NOT DISTINCT FROM coalesce(x.low, x.high) AND y.action IS NOT DISTINCT FROM x.action
    GROUP BY x.claim_id
  ), comparable AS (
    SELECT * EXCLUDE (ce_id, ordinal, outlet, outlet_country, outlet_kind, root_article_id, root_outlet, admin1, country, national, whole, voice_kind, voice_rule),
           CASE measure WHEN 'control' THEN '' ELSE coalesce(side, '?') END AS whose,
           -- Without a place only those who speak for a whole country or army mean the whole of it.
           -- Prisoners are exchanged between states, wherever the buses stop.
           coalesce(place, CASE WHEN cumulative OR national OR measure = 'exchanged' THEN '' END) AS scope
    FROM staged_claims LEFT JOIN carried USING (claim_id) WHERE first IS NOT NULL
    -- What hundreds of outlets relay on one day is compared in its first tellings: all share its statement.
    QUALIFY row_number() OVER (
      PARTITION BY published_on, statement_id ORDER BY told_at, claim_id
    ) <= getvariable('tellings') OR min(event_id) OVER (PARTITION BY article_id) <> max(event_id) OVER (PARTITION BY article_id)
  ), scoped AS (
    SELECT *, scope AS within FROM comparable WHERE scope IS NOT NULL
    UNION ALL BY NAME
    SELECT * REPLACE (unnested AS within) FROM (
      SELECT *, scope AS within, unnest(list_filter(lineage, lambda p: p <> place)) AS unnested FROM comparable WHERE place IS NOT NULL
    )
  ), met AS (
    SELECT w, n
    FROM comparable w JOIN scoped n
      ON n.within = w.scope AND n.measure = w.measure AND n.whose = w.whose
     AND n.unit IS NOT DISTINCT FROM w.unit AND n.per IS NOT DISTINCT FROM w.per
    WHERE w.claim_id <> n.claim_id AND (n.scope <> w.scope OR w.claim_id < n.claim_id)
    UNION ALL
    -- "No casualties" denies the dead and the wounded alike; "nobody" is also none of the speaker's soldiers, whom the
    -- other side counts.
    SELECT w, n
    FROM comparable w JOIN scoped n ON n.nobody AND n.within = w.place AND n.place = w.place AND n.voice <> w.voice
    WHERE w.measure IN ('killed', 'wounded', 'killed_or_wounded', 'losses') AND w.unit IS NULL AND w.per IS NULL AND w.lo > 0
      AND n.measure IN (w.measure, 'killed_or_wounded', 'losses') AND (n.measure <> w.measure OR n.whose <> w.whose)
      AND (n.whose = w.whose OR (n.whose IN ('?', 'civilian') AND w.side = coalesce(n.voice_side, w.side) AND w.voice_side <> w.side))
      AND w.first <= n.last AND n.first <= w.last
  ), paired AS (
    SELECT w AS a, n AS b
    FROM met
    WHERE (w.touched OR n.touched)
      AND abs(w.stated_on - n.stated_on) <= getvariable('horizon')
      AND (w.weapon IS NULL OR n.weapon IS NULL OR w.weapon = n.weapon)
      AND (w.measure <> 'distance' OR w.action IS NOT DISTINCT FROM n.action)
      AND (w.event_id <> n.event_id OR w.incident IS NULL OR n.incident IS NULL OR w.incident = n.incident)
      AND (w.daypart IS NULL OR n.daypart IS NULL OR w.daypart = n.daypart)
  ), ordered AS (
    SELECT CASE WHEN a_later THEN a ELSE b END AS x, CASE WHEN a_later THEN b ELSE a END AS y,
           (a.stated_on, a.told_at, a.turned) <> (b.stated_on, b.told_at, b.turned) AS told_apart
    FROM (SELECT *, turn(a, b) > turn(b, a) AS a_later FROM paired)
  ), measured AS (
    SELECT x, y, told_apart,
           x.voice = y.voice AS one_voice,
           x.article_id = y.article_id AND x.event_id <> y.event_id AS corrected,
           -- A page does not dispute in its own words the figures that it ascribes to others.
           x.event_id = y.event_id AND (x.speaker IS NULL OR y.speaker IS NULL) AS own_page,
           list_contains(coalesce(x.carried_by, []), y.event_id) OR list_contains(coalesce(y.carried_by, []), x.event_id) AS kept,
           coalesce(x.low, x.high) IS NOT DISTINCT FROM coalesce(y.low, y.high)
             AND (x.measure <> 'control' OR (x.side IS NOT DISTINCT FROM y.side AND x.action IS NOT DISTINCT FROM y.action))
             AND (x.stance = 'denies') = (y.stance = 'denies')
             -- "More than 20" on the day after an even 20 is more; on one day somebody rounds.
             AND NOT (x.approx IS NOT DISTINCT FROM 'more than' AND y.approx IS NULL AND x.stated_on > y.stated_on) AS one_figure,
           least(x.last, y.last) - greatest(x.first, y.first) + 1 AS shared_days,
           least(x.last - x.first, y.last - y.first) + 1 AS shorter, greatest(x.last - x.first, y.last - y.first) + 1 AS longer,
           x.at_night AND y.at_night AND x.first = x.last AND y.first = y.last AND abs(x.first - y.first) = 1 AS one_night,
           -- The night after a day is not that day.
           night_after(x, y) OR night_after(y, x)
             -- Nor is one day's count of a whole country the next day's.
             OR (x.voice = y.voice AND x.scope = '' AND (x.first <> y.first OR x.last <> y.last))
             -- Nor does a toll sink to nothing: "no one was hurt" is said of something else.
             OR (x.voice = y.voice AND (x.hi = 0) <> (y.hi = 0) AND (x.first <> y.first OR x.last <> y.last))
             -- Nor is what fell in three days less than what fell on one of them.
             OR holds_more(x, y) OR holds_more(y, x) AS told_of_others,
           CASE WHEN x.measure = 'control' THEN holders_agree(x, y) ELSE figures_agree(x, y) END AS agree
    FROM ordered
  ), judged AS (
    SELECT *, CASE
      WHEN x.place IS DISTINCT FROM y.place OR x.place_part <> y.place_part THEN CASE WHEN NOT corrected THEN 'different_scope' END
      WHEN corrected THEN CASE WHEN NOT one_figure AND NOT kept AND shared_days > 0 THEN 'revision' END
      WHEN x.cumulative AND y.cumulative AND one_voice AND x.last > y.last THEN 'series'
      WHEN x.cumulative <> y.cumulative OR (x.cumulative AND x.last <> y.last AND NOT far_apart(x, y)) THEN 'different_window'
      WHEN x.measure <> 'control' AND NOT one_night
        AND (2 * shared_days <= shorter OR longer - shorter > getvariable('window_slack') OR told_of_others) THEN 'different_window'
      WHEN x.measure = 'control' AND shared_days <= 0 THEN 'different_window'
      WHEN x.witness <> y.witness OR (x.witness AND NOT one_voice) THEN 'different_scope'
      WHEN one_voice AND x.measure = 'control' THEN CASE WHEN NOT agree AND told_apart THEN 'revision' END
      -- Who says "none" and denies "600" has not changed his mind.
      WHEN one_voice AND (denies_figure(x) OR denies_figure(y)) THEN CASE WHEN NOT agree AND told_apart THEN 'revision' END
      WHEN one_voice THEN CASE WHEN NOT one_figure AND told_apart THEN 'revision' END
      WHEN own_page THEN NULL
      WHEN agree THEN 'agreement'
      WHEN NOT agree THEN 'contradiction'
    END AS kind
    FROM measured
  )
  SELECT DISTINCT ON (x.claim_id, y.claim_id) x.claim_id, y.claim_id, x.published_on, kind,
         CASE WHEN corrected AND kind = 'revision' THEN 'corrected'
              WHEN one_night THEN 'one_night'
              WHEN 'inherited' IN (x.window_rule, y.window_rule) THEN 'inherited'
              WHEN 'control_lasts' IN (x.window_rule, y.window_rule) THEN 'control_lasts' ELSE 'own' END,
         CASE WHEN kind = 'different_scope' AND x.witness <> y.witness THEN 'One tells what somebody saw, the other counts for the place.'
              WHEN kind = 'different_scope' AND x.witness AND x.place IS NOT DISTINCT FROM y.place THEN 'Each tells what he saw himself.' ELSE
         reason_for(kind, corrected, x.measure, x.stance = 'denies' OR y.stance = 'denies', shared_days) END
  FROM judged WHERE kind IS NOT NULL
  ORDER BY ALL;
