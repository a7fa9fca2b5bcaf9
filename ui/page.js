// Runs once in each region of the page, with Gradio's `element`, `trigger` and `watch`.

// What names a document shows its source, at its span where it has one.
element.addEventListener("click", (event) => {
  const place = event.target.closest("[data-doc]");
  const selecting = !window.getSelection().isCollapsed;
  if (!place || selecting) return;
  const { doc, start, end } = place.dataset;
  trigger("click", { doc, start: start && Number(start), end: end && Number(end) });
});

// A new source is scrolled to the chosen span; the page follows only for somebody who asked to see it.
watch("value", () => {
  const text = element.querySelector(".document .text");
  const chosen = text?.querySelector("mark.chosen");
  if (chosen) text.scrollTop = chosen.offsetTop - text.clientHeight / 3;
  const revealed = element.querySelector(".document.reveal");
  if (revealed) (chosen ?? revealed).scrollIntoView({ block: "nearest", behavior: "smooth" });
});
