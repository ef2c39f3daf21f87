SELECT DISTINCT ON (c.claim_id)
       c.claim_id, c.ce_id, c.event_id, c.article_id, c.published_on, c.stands, c.measure, c.low, c.high, c.approx, c.unit, c.per, c.side, c.place,
       c.place_part, c.start, c."end", c.cumulative, c.action, c.weapon, c.speaker, coalesce(c.stated_on, c.published_on) AS stated_on,
       c.relayed_by, c.stance, c.parts, c.quote, c.char_start, c.char_end, c.outlet, c.outlet_kind, c.told_at,
       coalesce(o.statement_id, c.claim_id) AS statement_id, coalesce(f.first_on, c.published_on) AS first_on, coalesce(o.origin_id, c.claim_id) AS origin_id,
       coalesce(o.origin, c.speaker, c.outlet) AS origin, coalesce(o.kind, 'outlet') AS origin_kind, o.side AS origin_side,
       h.phrase AS hedge_phrase, h.scale AS hedge_scale, h.low AS hedge_low, h.high AS hedge_high
FROM spoken_claims c
LEFT JOIN origins o USING (claim_id)
LEFT JOIN (
  SELECT o.statement_id, min(s.published_on) AS first_on
  FROM standing_claims s JOIN origins o USING (claim_id)
  WHERE o.statement_id IN (SELECT statement_id FROM origins JOIN spoken_claims USING (claim_id))
  GROUP BY o.statement_id
) f ON f.statement_id = o.statement_id
LEFT JOIN hedges h ON h.ce_id = c.ce_id AND h.ordinal = c.hedge
ORDER BY c.claim_id, c.ordinal;
