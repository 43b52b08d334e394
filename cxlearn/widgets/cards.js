// One card at a time: asked, answered, rated; then the next one, or when to come back.
function cards({ model }, shown) {
  const id = `cx-${Math.random().toString(36).slice(2)}`;
  const now = { side: "", card: 0, since: 0, field: null, sure: null, timer: 0 };
  const view = () => model.get("view");
  const say = (action, details) => shown().send(action, details);
  const spent = () => ({ duration_ms: Math.round(performance.now() - now.since) });
  const draft = () => (now.field ? { typed: now.field.value, sure: now.sure.checked } : {});
  const button = (key, words, action, attributes = {}) => words && h("button", { "data-key": key, onclick: action, ...attributes }, words);

  const does = {
    answer: () => (now.field.value.trim() ? say("answer", { ...draft(), ...spent() }) : now.field.focus()),
    giveUp: () => say("answer", { typed: "", ...spent() }),
    hint: () => (now.field && !view().clue ? say("hint", draft()) : false),
    flip: () => say("flip", spent()),
    rate: (rating) => (view().phase === "answer" ? say("rate", { rating }) : false),
    undo: () => (view().undo ? say("undo") : false),
    suspend: () => (view().suspend ? say("suspend") : false),
    settings: () => say("settings", view().phase === "recall" ? draft() : {}),
    limit: () => say("limit", { typed: now.limit.value }),
    language: () => say("language", draft()),
  };

  function draw(view) {
    clearTimeout(now.timer);
    if (view.card !== now.card) Object.assign(now, { card: view.card, since: performance.now() });
    // The focus goes where the next key is expected, but stays put when only the words have changed.
    const side = [view.card, view.phase, view.clue, view.note, view.rows?.length].join();
    const nodes = [head(view), { recall, meaning, answer, done, settings }[view.phase](view), foot(view)].flat(Infinity).filter(Boolean);
    if (side === now.side) for (const node of nodes) [node, ...node.querySelectorAll("[data-focus]")].forEach((one) => one.removeAttribute("data-focus"));
    now.side = side;
    return nodes;
  }

  function head(view) {
    return h("div", { class: "cx-head" }, h("p", {}, view.counts.split(" · ").map((count) => [h("span", {}, count), " "])),
      button("language", view.switch, does.language, { class: "cx-link", lang: view.other }));
  }

  function recall(view) {
    now.field = h("input", { type: "text", id: `${id}-field`, value: view.typed, "data-key": "field", "data-focus": true,
      lang: view.into, "aria-describedby": `${id}-asked`, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    now.sure = h("input", { type: "checkbox", checked: view.is_sure, "data-key": "sure" });
    return [
      h("p", { class: "cx-asked", id: `${id}-asked`, lang: view.asked_in }, rich(view.asked)),
      h("label", { class: "cx-quiet", for: `${id}-field` }, view.question),
      h("div", { class: "cx-line" }, now.field, button("answer", view.answer, does.answer, { class: "cx-main" })),
      h("label", { class: "cx-sure" }, now.sure, view.sure),
      (view.note || view.clue) && h("p", { class: "cx-reply" }, rich(view.note || view.clue)),
      h("div", { class: "cx-bar" }, !view.clue && button("hint", view.hint, does.hint), button("give-up", view.give_up, does.giveUp)),
    ];
  }

  function meaning(view) {
    now.field = null;
    return [
      h("p", { class: "cx-asked", id: `${id}-asked` }, h("strong", {}, view.asked)),
      h("p", { class: "cx-quiet" }, view.question),
      h("div", { class: "cx-bar" }, button("flip", view.flip, does.flip, { class: "cx-main", "data-focus": true, "aria-describedby": `${id}-asked` })),
    ];
  }

  function answer(view) {
    now.field = null;
    return [
      view.mark && verdict(view.mark),
      h("h3", {}, view.title, view.elsewhere !== view.title && [" ", h("span", { class: "cx-quiet", lang: view.other }, view.elsewhere)]),
      h("p", {}, rich(view.definition)),
      view.example && h("p", { class: "cx-quiet" }, rich(view.example)),
      h("fieldset", {}, h("legend", { class: "cx-quiet" }, view.rate), view.ratings.map((one) => button(`rate-${one.rating}`,
        [h("span", {}, `${one.rating} · ${one.name}`), h("span", { class: "cx-quiet" }, one.when)], () => does.rate(one.rating),
        { class: one.suggested ? "cx-main" : null, "data-focus": one.focus, "aria-keyshortcuts": String(one.rating) }))),
    ];
  }

  function verdict(mark) {
    return h("div", { class: `cx-reply cx-is-${mark.kind}` },
      h("p", {}, h("strong", { class: `cx-${mark.kind}` }, mark.verdict), mark.typed && ` ${mark.typed}`,
        mark.reply && h("span", { lang: mark.lang }, " ", rich(mark.reply))),
      mark.tell_apart && h("p", {}, rich(mark.tell_apart)));
  }

  function done(view) {
    now.field = null;
    // Words such as "in 8 minutes" are looked at again each minute; a card that is due shows by itself.
    const wait = Math.min(view.wait_ms + 500, view.wait_ms < 36e5 ? 6e4 : 2 ** 31 - 1);
    if (view.wait_ms !== null && view.wait_ms !== undefined) now.timer = setTimeout(() => say("look"), wait);
    return [
      h("h3", { tabindex: "-1", "data-focus": !view.ahead }, view.title),
      view.lines.map((line) => h("p", {}, line)),
      view.ahead && h("div", { class: "cx-bar" }, button("ahead", view.ahead, () => say("ahead"), { class: "cx-main", "data-focus": true })),
    ];
  }

  function settings(view) {
    now.field = null;
    now.limit = h("input", { type: "text", inputmode: "numeric", id: `${id}-limit`, value: now.limit?.isConnected && view.problem ? now.limit.value : view.limit, "data-key": "limit", autocomplete: "off" });
    const resume = ({ card, text }) => h("li", {}, h("span", { id: `${id}-${card}` }, text),
      button(`resume-${card}`, view.resume, () => say("resume", { card }), { class: "cx-link", "aria-describedby": `${id}-${card}` }));
    return [
      h("h3", { tabindex: "-1", "data-focus": true }, view.title),
      h("label", { class: "cx-quiet", for: `${id}-limit` }, view.limit_label),
      h("div", { class: "cx-line" }, now.limit, button("keep", view.limit_keep, does.limit, { class: "cx-main" })),
      h("h4", {}, view.suspended_list),
      view.none ? h("p", { class: "cx-quiet" }, view.none) : h("ul", {}, view.rows.map(resume)),
      view.more && h("p", { class: "cx-quiet" }, view.more),
    ];
  }

  function foot(view) {
    const [label, keys] = view.keys;
    return h("div", { class: "cx-foot" },
      h("details", { class: "cx-quiet" }, h("summary", { "data-key": "keys" }, label), h("p", {}, keys)),
      button("suspend", view.suspend, does.suspend, { class: "cx-link" }),
      button("undo", view.undo, does.undo, { class: "cx-link" }),
      button("settings", view.settings, does.settings, { class: "cx-link" }));
  }

  const rate = (rating) => () => does.rate(rating);
  const go = (event) => {
    if (event.target.matches("button, summary")) return event.repeat ? undefined : false; // its own Enter, once
    if (view().phase === "recall" && event.key === "Enter") return does.answer();
    if (view().phase === "meaning") return does.flip();
    if (view().phase === "settings") return event.target === now.limit && event.key === "Enter" ? does.limit() : false;
    return view().phase === "answer" && event.key === "Enter" ? shown().root.querySelector("fieldset .cx-main, fieldset button").focus() : false;
  };
  const keys = {
    Enter: go, " ": go, 1: rate(1), 2: rate(2), 3: rate(3), 4: rate(4), h: does.hint, u: does.undo, s: does.suspend,
    Escape: (event) => (event.target === now.field ? shown().root.focus() : false),
    "?": () => shown().root.querySelector("details").toggleAttribute("open"),
  };
  return { draw, keys, stop: () => clearTimeout(now.timer) };
}

export default {
  render(context) {
    let shown = null;
    const own = cards(context, () => shown);
    shown = panel(context, "cards", own.draw);
    keyboard(shown.root, own.keys);
    return () => { own.stop(); shown.stop(); };
  },
};
