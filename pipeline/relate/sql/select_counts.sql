SELECT (SELECT count(*) FROM touched_days),
       (SELECT count(*) FROM staged_articles WHERE touched),
       (SELECT count(*) FROM staged_claims WHERE touched),
       (SELECT count(*) FROM relations WHERE day IN (SELECT day FROM touched_days)),
       (SELECT count(*) FROM relations WHERE day IN (SELECT day FROM touched_days) AND kind = 'contradiction');
