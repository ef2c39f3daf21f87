-- Outlets heard in the week before, and not on this day.
SELECT outlet FROM standing
WHERE published_on BETWEEN getvariable('day') - 7 AND getvariable('day')
GROUP BY outlet HAVING max(published_on) < getvariable('day')
ORDER BY outlet;
