() => {
  const find = (selector, within = document) => within.querySelector(selector);
  const added = (tag, attributes) => document.body.appendChild(Object.assign(document.createElement(tag), attributes));
  const live = added("div", { id: "live" });
  const card = added("div", { id: "card", hidden: true });
  const seeker = added("button", { id: "seek", type: "button", textContent: "Find the evidence", hidden: true });
  live.setAttribute("role", "status");
  card.setAttribute("role", "tooltip");
  const tell = (words) => { live.textContent = words; };
  const act = (target, detail) => target.dispatchEvent(new CustomEvent("act", { bubbles: true, detail }));
  const number = (text) => (text === undefined ? undefined : Number(text));
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const motion = () => (calm.matches ? "auto" : "smooth");

  // ---- Asking: the question is shown at once, and can be stopped.
  let asked = "";
  let latest = 0; // number of the question that was asked last
  let late = 0;
  let typed = null; // what stood in the box when it was sent; letters may follow before Gradio looks
  let unwanted = []; // turns that were stopped, by place and question; their answers may still be on the way
  const store = (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* full, or not allowed */ } };
  const count = () => document.querySelectorAll("#answers .turn:not([hidden]):not(:has(.error))").length;
  const idle = () => {
    clearTimeout(late);
    document.body.classList.remove("busy", "slow");
    find("#pending")?.remove();
  };
  const box = () => find("#question textarea");
  const fill = (words) => {
    box().value = words;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const entry = () => (document.body.classList.contains("check") ? find("#check textarea") : box());
  window.onrecord = {
    asking(value) {
      const question = typed ?? value; // Gradio may not have seen yet what stands in the box
      const rest = typed !== null && box().value.startsWith(typed) ? box().value.slice(typed.length) : "";
      typed = null;
      if (!question.trim()) return [value, ""];
      asked = question;
      latest += 1;
      unwanted = unwanted.filter((each) => each.question !== question.trim());
      store("onrecord-draft", question);
      document.body.classList.add("busy");
      late = setTimeout(() => document.body.classList.add("slow"), 300);
      const turn = Object.assign(document.createElement("article"), { id: "pending" });
      turn.append(Object.assign(document.createElement("h2"), { className: "asked", textContent: question }),
        Object.assign(document.createElement("p"), { className: "reading", textContent: "Reading the documents…" }));
      find("#answers").append(turn);
      turn.scrollIntoView({ block: "end", behavior: motion() });
      return [rest, JSON.stringify({ question, without: unwanted, number: latest })];
    },
    stopped() {
      idle();
      unwanted.push({ place: count(), question: asked.trim() });
      tell("Stopped");
      if (!box().value) fill(asked);
      setTimeout(() => box().focus());
      return latest;
    },
    left() {
      idle();
      return latest;
    },
    keep: (text) => store("onrecord-conversation", text),
    kept: () => sessionStorage.getItem("onrecord-conversation") ?? "",
    done(text, which) {
      if (which === latest) idle();
      if (!text) return;
      const kept = JSON.parse(text);
      const wanted = kept.filter((reply, at) => !unwanted.some(({ place, question }) => at === place && reply.question.trim() === question));
      store("onrecord-conversation", JSON.stringify(wanted));
    },
  };
  const send = (event) => { if (event.target.closest("#send")) typed = box().value; };
  document.addEventListener("click", send, true);
  document.addEventListener("keydown", (event) => {
    const sends = event.key === "Enter" && !event.shiftKey && event.target === box();
    if (sends && document.body.classList.contains("busy")) event.stopImmediatePropagation(), event.preventDefault();
    else if (sends) typed = box().value;
  }, true);

  // ---- Sources: opened from a chip, a quotation, a title; and the way back.
  let last = null; // the citation that the source was opened from
  let origin = null; // or another place outside of it
  let read = {}; // where in which text it was when its speakers were asked for
  let whose; // the speaker that was chosen last
  let heard = null; // and where the statement begins that was read
  const shown = () => find("#source .document");
  const cited = (turn, which) => find(`#answers [data-turn="${turn}"][data-number="${which}"]`);
  const view = (place, keyboard, detail) => {
    hide();
    document.body.classList.add("opening");
    document.body.classList.toggle("keyboard", keyboard);
    act(place, detail);
  };
  const open = (place, keyboard, named = place.dataset) => {
    const { doc, start, end, turn, number: which, speaker, sha } = named;
    last = turn === undefined ? null : { turn, which };
    if (!place.closest("#source")) origin = place;
    heard = speaker === undefined ? null : start;
    view(place, keyboard, { action: "open", doc, start: number(start), end: number(end), turn: number(turn), number: number(which), speaker, sha });
  };
  const step = (by) => {
    const statement = find(`#source [data-doc][data-step="${by}"]`);
    if (statement) return open(statement, true);
    if (!shown()?.dataset.turn) return;
    const { turn, number: which } = shown().dataset;
    const of = document.querySelectorAll(`#answers .turn[data-turn="${turn}"] blockquote`).length;
    const next = cited(turn, ((Number(which) - 1 + by + of) % of) + 1);
    if (next) open(next, true);
  };
  const back = () => {
    document.body.classList.remove("sheet");
    const chip = last ? cited(last.turn, last.which) : origin;
    chip?.scrollIntoView({ block: "center", behavior: motion() });
    (chip?.matches("button") ? chip : chip?.closest("li")?.querySelector("button"))?.focus({ preventScroll: true });
  };
  const close = () => {
    back();
    act(shown(), { action: "close" });
  };
  const speakers = (button, keyboard) => {
    const { doc, speaker } = button.dataset;
    if (shown().matches(":has(.text)") && speaker === undefined) read = { ...shown().dataset };
    const opened = button.getAttribute("aria-expanded") === "true";
    whose = speaker;
    view(button, keyboard, { action: "speakers", doc, speaker: opened ? undefined : speaker });
  };
  const reread = (button, keyboard) => {
    const { doc } = shown().dataset;
    open(button, keyboard, read.doc === doc ? read : { doc });
  };
  // Escape goes back as one came: from a statement to the speakers, from them to the text, from it to the answer.
  const leave = () => {
    const way = find("#source [title=Esc]");
    if (way) actions[way.dataset.action](way, true);
    else back();
  };
  // Among the speakers, come to the statement that was read, or to the one that was chosen.
  const comeTo = (list) => {
    const chosen = [...list.querySelectorAll("h3 button")].find((button) => button.dataset.speaker === whose);
    const statement = find(`.statements button[data-start="${heard}"]`, list);
    (statement ?? chosen ?? find("#source h2")).focus({ preventScroll: true });
    if (statement) statement.closest("li").scrollIntoView({ block: "center" });
    else chosen?.scrollIntoView({ block: chosen.getAttribute("aria-expanded") === "true" ? "start" : "nearest" });
    heard = null;
  };
  const reveal = (region) => {
    const opening = document.body.classList.contains("opening");
    if (opening) document.body.classList.toggle("sheet", Boolean(find(".document, .error", region)));
    const text = find(".document .text", region);
    const chosen = text && find("mark.chosen", text);
    if (chosen) text.scrollTop = chosen.offsetTop - (text.clientHeight - Math.min(chosen.offsetHeight, text.clientHeight)) / 2;
    clearFound();
    if (!opening) return;
    document.body.classList.remove("opening");
    const list = find(".speakers", region);
    if (list) comeTo(list);
    else if (document.body.classList.contains("keyboard")) (chosen ?? text)?.focus({ preventScroll: true });
    if (last) tell(`Source open at citation ${last.which}`);
  };
  let restored = false;
  document.addEventListener("shown", (event) => {
    if (event.target.closest("#source")) reveal(event.target);
    if (!event.target.closest("#answers")) return;
    const stopped = (turn) => unwanted.some(({ place, question }) =>
      Number(turn.dataset.turn) === place && find(".asked", turn).textContent.trim() === question);
    for (const turn of event.target.querySelectorAll(".turn")) turn.hidden = stopped(turn);
    const turn = find(".turn:last-child", event.target);
    if (turn && !document.body.classList.contains("busy") && !restored) turn.scrollIntoView({ block: "start" });
    restored = true;
    if (!turn || turn.hidden || !document.body.classList.contains("busy")) return;
    store("onrecord-draft", box().value);
    idle();
    turn.scrollIntoView({ block: "start", behavior: motion() });
    tell(find(".answer, .abstention, .error", turn)?.textContent ?? "");
  });

  // ---- Clicks. Whoever is selecting words does not mean to open anything.
  const copy = async (words, button) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch { // without a secure connection browsers have no clipboard
      const area = added("textarea", { value: words });
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Copied";
    tell("Copied");
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  const link = (shown) => {
    const { doc, start, end } = shown.dataset;
    return `${location.origin}${location.pathname}?doc=${doc}${start === undefined ? "" : `&span=${start}-${end}`}`;
  };
  const actions = {
    step: (button) => step(Number(button.dataset.step)),
    back,
    close,
    speakers,
    text: reread,
    verdict: (button) => {
      const item = document.getElementById(`verdict-${button.dataset.place}`);
      item.scrollIntoView({ block: "center", behavior: motion() });
      item.focus({ preventScroll: true });
    },
    copy: (button) => copy(find(".written", button.closest(".turn")).content.textContent, button),
    link: (button) => copy(link(button.closest(".document")), button),
    ask: (button) => act(button, { question: window.onrecord.asking(button.textContent)[1] }),
    remove: (button) => act(button, { action: "remove", doc: button.dataset.doc }),
    undo: (button) => {
      act(button, { action: "undo", doc: button.dataset.doc });
      button.disabled = true;
      button.textContent = "Taking it back…";
    },
    dismiss: (button) => { button.closest(".notice").hidden = true; },
    feedback: (button) => {
      act(button, { action: "feedback", turn: Number(button.dataset.turn), reason: button.dataset.reason });
      button.closest("details").open = false;
    },
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) return actions[button.dataset.action](button, event.detail === 0);
    const place = event.target.closest("[data-doc]:not(.document)");
    if (place && (place.matches("button") || getSelection().isCollapsed)) open(place, event.detail === 0);
  });

  // ---- Keys: n and p step through citations, f finds, Escape goes back.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches?.("[data-find]") && event.key === "Enter") return nextFound(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") {
      if (!card.hidden || !seeker.hidden) return hide();
      if (event.target.matches?.("[data-find]")) return event.target.value = "", clearFound(), find("#source .text")?.focus();
      if (event.target.closest?.("#source")) leave();
      return;
    }
    if (typing(event.target)) return;
    const keys = { n: () => step(1), p: () => step(-1), f: () => find("#source [data-find]")?.focus(), "/": () => entry().focus() };
    if (keys[event.key]) keys[event.key](), event.preventDefault();
  });

  // ---- A chip's card: the whole quotation with what stands around it.
  const hide = () => { card.hidden = seeker.hidden = true; };
  const showCard = (chip) => {
    const context = document.getElementById(`context-${chip.dataset.turn}-${chip.dataset.number}`);
    if (!context) return;
    card.replaceChildren(...context.cloneNode(true).childNodes);
    card.hidden = false;
    chip.setAttribute("aria-describedby", "card");
    const at = chip.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = card;
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - wide - 8))}px`;
    card.style.top = `${at.bottom + high + 14 < innerHeight ? at.bottom + 6 : Math.max(8, at.top - high - 6)}px`;
  };
  for (const [comes, goes] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(comes, (event) => event.target.closest?.(".chip") && showCard(event.target.closest(".chip")));
    document.addEventListener(goes, (event) => { if (event.target.closest?.(".chip")) card.hidden = true; });
  }
  document.addEventListener("scroll", () => { card.hidden = true; }, true);

  // Of a selection that takes in words of the page's own, the longest that are quoted; never a chip.
  const selectedWords = (selection) => {
    const part = selection.getRangeAt(0).cloneContents();
    part.querySelectorAll(".chip").forEach((chip) => chip.remove());
    const quoted = [...part.querySelectorAll(".quoted")].map((each) => each.textContent);
    return quoted.sort((one, other) => other.length - one.length)[0] ?? part.textContent;
  };
  const elementOf = (node) => (node instanceof Element ? node : node?.parentElement);

  // ---- Selected words of an answer: find the evidence.
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const within = elementOf(selection.anchorNode)?.closest("#answers .answer, #answers .abstention, #answers blockquote");
    const words = String(selection).trim();
    seeker.hidden = selection.isCollapsed || !within || words.length < 3;
    if (seeker.hidden) return;
    const at = selection.getRangeAt(0).getBoundingClientRect();
    seeker.style.left = `${Math.max(8, Math.min(at.left, innerWidth - seeker.offsetWidth - 8))}px`;
    seeker.style.top = `${Math.min(at.bottom + 6, innerHeight - seeker.offsetHeight - 8)}px`;
  });
  seeker.addEventListener("mousedown", (event) => event.preventDefault());
  seeker.addEventListener("click", () => {
    const selection = getSelection();
    const within = elementOf(selection.anchorNode)?.closest(".turn");
    if (!within) return;
    last = null;
    document.body.classList.add("opening");
    act(within, { action: "evidence", words: selectedWords(selection), turn: Number(within.dataset.turn) });
    hide();
  });

  // ---- Find in the document, without touching its text.
  let ranges = [];
  let at = 0;
  const clearFound = () => {
    ranges = [];
    CSS.highlights?.clear();
    if (find("#source .found")) find("#source .found").textContent = "";
  };
  const nextFound = (by) => {
    if (!ranges.length) return;
    at = (at + by + ranges.length) % ranges.length;
    CSS.highlights?.set("found-now", new Highlight(ranges[at]));
    find("#source .found").textContent = `${at + 1} of ${ranges.length}`;
    const text = find("#source .text");
    const [line, shown] = [ranges[at].getBoundingClientRect(), text.getBoundingClientRect()];
    text.scrollTop += line.top - shown.top - shown.height / 2;
  };
  // Accents and the shapes of quotation marks do not matter; every offset stays.
  const folded = (text) => text.replace(/[“”„«»]/g, '"').replace(/[‘’‚]/g, "'")
    .replace(/[\u00c0-\u024f]/g, (letter) => letter.normalize("NFD")[0]);
  const search = (wanted) => {
    clearFound();
    const text = find("#source .text");
    if (!wanted || !text) return;
    const nodes = [];
    for (const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT); walk.nextNode();) nodes.push(walk.currentNode);
    const starts = [];
    nodes.reduce((sum, node) => (starts.push(sum), sum + node.length), 0);
    const place = (offset, ends) => {
      const which = starts.findLastIndex((start) => (ends ? start < offset : start <= offset));
      return [nodes[which], offset - starts[which]];
    };
    const pattern = new RegExp(folded(wanted).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
    for (const match of folded(text.textContent).matchAll(pattern)) {
      const range = new Range();
      range.setStart(...place(match.index, false));
      range.setEnd(...place(match.index + match[0].length, true));
      ranges.push(range);
    }
    CSS.highlights?.set("found", new Highlight(...ranges));
    at = -1;
    if (ranges.length) nextFound(1);
    else find("#source .found").textContent = "none";
  };
  document.addEventListener("input", (event) => event.target.matches?.("[data-find]") && search(event.target.value));

  // ---- Files, chosen or dropped anywhere on the page: each is sent, then all are handed over to be added.
  let sending = Promise.resolve(); // one file after the other
  const post = (file, tell) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", `upload?name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = ({ loaded, total }) => tell(Math.floor((100 * loaded) / (total || 1)));
    request.onloadend = () => done({ sent: request.status === 200, words: request.responseText || "could not be sent. Try again" });
    request.send(file);
  });
  const sendAll = async (files) => {
    const [region, tokens, refused] = [find("#upload [role=status]"), [], []];
    for (const [at, file] of files.entries()) {
      const { sent, words } = await post(file, (percent) => { region.textContent = `Sending ${at + 1} of ${files.length}: ${file.name} … ${percent} %`; });
      if (sent) tokens.push(words);
      else refused.push(`${file.name}: ${words}.`);
    }
    region.textContent = refused.join(" ");
    if (tokens.length) act(region, { tokens: tokens.join(" ") });
  };
  const take = (files) => { sending = sending.then(() => sendAll([...files])); };
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("#upload input[type=file]")) return;
    const files = [...event.target.files];
    event.target.value = ""; // so that the same file can be chosen again
    if (files.length) take(files);
  });
  document.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });

  // ---- What was typed, or asked and not answered, is put back into its box after a reload.
  document.addEventListener("input", (event) => { if (event.target === box()) store("onrecord-draft", box().value); });
  const lost = sessionStorage.getItem("onrecord-draft");
  const waiting = setInterval(() => {
    if (!box()) return;
    clearInterval(waiting);
    if (lost && !box().value) fill(lost);
  }, 100);
}
