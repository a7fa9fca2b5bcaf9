// Runs once in each region of the page, with Gradio's `element`, `trigger` and `watch`.
// What happens in a region is decided in page.js; here it is handed to Gradio, and what Gradio shows is announced.
element.addEventListener("act", (event) => trigger("click", event.detail));
watch("value", () => element.dispatchEvent(new CustomEvent("shown", { bubbles: true })));
