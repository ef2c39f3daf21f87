// The card on Airflow's home page: the newest report, its disagreements, the silent sources. Uses Airflow's own React.
(() => {
  const { createElement: make, useEffect, useState } = globalThis.React;
  const link = { color: "var(--chakra-colors-fg-info, #1f4e79)", textDecoration: "underline" };
  const list = { margin: "0.2rem 0 0", paddingLeft: "1.1rem", listStyle: "disc" };
  const box = {
    border: "1px solid var(--chakra-colors-border, #ccc)", borderRadius: "0.5rem", padding: "0.9rem 1.1rem",
    display: "grid", gap: "0.6rem 2rem", gridTemplateColumns: "repeat(auto-fit, minmax(15rem, 1fr))",
  };

  const part = (title, entries, nothing) =>
    make("div", { key: title },
      make("strong", null, title),
      entries.length ? make("ul", { style: list }, entries.map((entry) => make("li", { key: entry }, entry))) : make("p", null, nothing));

  globalThis.AirflowPlugin = () => {
    const [told, tell] = useState(null);
    useEffect(() => {
      fetch("/sitrep/card.json").then((answer) => answer.json()).then(tell, () => tell({ failed: true }));
    }, []);
    if (told === null) return null;
    if (told.failed) return make("section", { style: box }, "The situation report could not be read; see the log of the api-server.");
    if (told.day === null) return make("section", { style: box }, "No situation report has been built yet.");
    return make("section", { "aria-label": "Situation report", style: box },
      make("div", { key: "last" },
        make("strong", null, "Situation report"),
        make("p", null, make("a", { href: `/sitrep/${told.day}.html`, style: link }, told.day), ` · ${told.articles} articles, ${told.statements} statements`),
        make("p", null, told.top)),
      part(`Disagreements: ${told.disputed}`, told.disagreements, "None on this day."),
      part(`Silent sources: ${told.silent.length}`, told.silent, "All that were heard in the week before were heard."));
  };
})();
