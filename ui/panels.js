// The two panels of one column: the conversation, and the text whose quotations are checked.
() => {
  const find = (selector) => document.querySelector(selector);
  const box = () => find("#check textarea");
  const tabs = () => [...document.querySelectorAll("#top [role=tab]")];
  const panel = (tab) => document.getElementById(tab.dataset.panel);
  const draft = "onrecord-check";

  // ---- Tabs: one is chosen; arrows go from one to the next.
  const choose = (tab) => {
    for (const each of tabs()) {
      each.setAttribute("aria-selected", String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
    }
    document.body.classList.toggle("check", tab.dataset.panel === "checking");
  };
  // The address names the panel, so that a reload and a link come back to it.
  const named = () => tabs().find((tab) => location.hash === `#${tab.dataset.panel}`) ?? tabs()[0];
  const visit = (tab) => {
    choose(tab);
    const place = tab === tabs()[0] ? "" : `#${tab.dataset.panel}`;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${place}`);
  };
  addEventListener("hashchange", () => choose(named()));
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("#top [role=tab]");
    if (!tab) return;
    visit(tab);
    // On a phone an open document lies over both panels.
    if (matchMedia("(max-width: 700px), (max-width: 1100px) and (max-height: 620px)").matches) find("#source [data-action=close]")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === box() && event.key === "Enter" && (event.ctrlKey || event.metaKey)) return find("#check-send").click();
    const all = tabs();
    const at = all.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[to % all.length].focus();
    visit(all[to % all.length]);
  });

  // ---- Checking: the button waits until the verdicts are there.
  const wait = (waits) => {
    document.body.classList.toggle("waits", waits);
    find("#check-send").disabled = waits;
    find("#reading")?.remove();
  };
  window.onrecord.checking = () => {
    const text = box().value;
    sent = text;
    wait(true);
    const reading = Object.assign(document.createElement("p"), { id: "reading", className: "reading", textContent: "Looking every quotation up…" });
    reading.setAttribute("role", "status");
    find("#verdicts").prepend(reading);
    return text;
  };
  window.onrecord.checked = () => {
    wait(false);
    const result = find("#verdicts :is(.summary, .hint, .error)");
    find("#live").textContent = result?.dataset.told ?? result?.textContent ?? "";
    result?.scrollIntoView({ block: "nearest" });
    age();
  };

  // ---- Verdicts are of the text that was checked: once it is another one, they say so.
  let sent = null;
  const age = () => {
    const old = Boolean(find("#verdicts section")) && sent !== null && box().value !== sent;
    document.body.classList.toggle("stale", old);
    if (!old) return find("#stale")?.remove();
    if (find("#stale")) return;
    const note = Object.assign(document.createElement("p"), { id: "stale", className: "notice" });
    note.setAttribute("role", "status");
    note.append("The text has changed since. These verdicts are of what it was. ",
      Object.assign(document.createElement("button"), { type: "button", textContent: "Check again" }));
    find("#verdicts section").prepend(note);
  };
  document.addEventListener("click", (event) => { if (event.target.closest("#stale button")) find("#check-send").click(); });

  // ---- One kind of verdicts alone, or all; a verdict that is asked for is shown.
  const only = (kind) => {
    const list = find("#verdicts section");
    list.dataset.only = kind;
    for (const each of list.querySelectorAll(".summary button")) each.setAttribute("aria-pressed", String(each.dataset.only === kind));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".summary button, [data-action=verdict]");
    if (button?.dataset.only) return only(button.dataset.only);
    if (button && !document.getElementById(`verdict-${button.dataset.place}`).offsetParent) only("all");
  }, true);

  // ---- The panels are named to those who do not see them; a text that was pasted survives a reload.
  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    age();
    try { sessionStorage.setItem(draft, box().value); } catch { /* full, or not allowed */ }
  });
  const waiting = setInterval(() => {
    if (!box() || !tabs().length) return;
    clearInterval(waiting);
    for (const tab of tabs()) {
      tab.id = `tab-${tab.dataset.panel}`;
      tab.setAttribute("aria-controls", tab.dataset.panel);
      panel(tab).setAttribute("role", "tabpanel");
      panel(tab).setAttribute("aria-labelledby", tab.id);
    }
    choose(named());
    const lost = sessionStorage.getItem(draft);
    if (!lost || box().value) return;
    box().value = lost;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  }, 100);
}
