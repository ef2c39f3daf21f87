-- What was expected in the month before of places that an article of the day tells of, and the articles that said so.
CREATE OR REPLACE TEMP TABLE expected AS
  SELECT e.ce_id, e.place, e.start, e."end", e.speaker, e.quote, e.char_start, e.char_end, e.hedge
  FROM estimates e JOIN known_articles a USING (ce_id)
  WHERE a.stands AND a.published_on BETWEEN getvariable('day') - 30 AND getvariable('day') - 1
    AND e.place IN (SELECT place FROM spoken_claims WHERE stands AND published_on = getvariable('day') AND place IS NOT NULL);
INSERT INTO spoken_articles
  FROM known_articles
  WHERE ce_id IN (SELECT ce_id FROM expected) AND ce_id NOT IN (SELECT ce_id FROM spoken_articles);
