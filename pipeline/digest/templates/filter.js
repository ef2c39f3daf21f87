const field = document.getElementById("find");
const days = Array.from(document.querySelectorAll("#days > li"));
field.hidden = false;
field.labels[0].hidden = false;
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const day of days) {
    const text = day.textContent.toLowerCase();
    day.hidden = !words.every((word) => text.includes(word));
    shown += day.hidden ? 0 : 1;
  }
  document.getElementById("found").textContent = words.length ? `${shown} of ${days.length} days` : "";
});
