SELECT e.ce_id, 'estimate' AS kind, NULL AS actor, e.place, e.start, e."end", e.speaker, e.quote, e.char_start, e.char_end, 0 AS claims,
       h.phrase AS hedge_phrase, h.scale AS hedge_scale, h.low AS hedge_low, h.high AS hedge_high
FROM expected e LEFT JOIN hedges h ON h.ce_id = e.ce_id AND h.ordinal = e.hedge
ORDER BY ALL;
