-- Running totals by day of statement, with the day before of the same series: what the suite `totals` checks.
WITH series AS (
  SELECT speaker, side, measure, unit, weapon, coalesce(stated_on, published_on) AS day,
         max(coalesce(low, high)) AS figure
  FROM current_claims
  WHERE cumulative AND speaker IS NOT NULL AND stance IN ('asserts', 'confirms')
    AND measure IN ('killed', 'wounded', 'killed_or_wounded', 'losses', 'captured', 'destroyed')
    AND start <= DATE '2022-03-31' -- since the invasion: other sums start elsewhere, and are other series
    AND place IS NULL
  GROUP BY ALL
)
SELECT speaker, side, measure, unit, weapon, day, figure,
       lag(figure) OVER (PARTITION BY speaker, side, measure, unit, weapon ORDER BY day) AS before
FROM series
ORDER BY ALL
