-- Where the places of the day lie: each name at the coordinates most of its mentions were given.
SELECT p.name, mode(p.lat) AS lat, mode(p.lon) AS lon, mode(p.admin1) AS admin1, mode(p.country) AS country, mode(p.precision) AS precision
FROM places p JOIN spoken_articles USING (ce_id)
WHERE p.relation IS NULL
GROUP BY p.name
ORDER BY p.name;
