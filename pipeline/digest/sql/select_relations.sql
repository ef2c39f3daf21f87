SELECT claim_id, other_claim_id, kind, rule, reason FROM standing_relations ORDER BY ALL;
