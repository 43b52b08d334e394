// One question at a time. Python decides everything; this draws `view` and says what the learner did.

// `more` lets another widget stand around it: what it gives as `top` goes above, its `page` takes the question's place.
function render({ model, el }, more = () => ({})) {
  let turn; // which question, at which try: while it stays the same, a redraw keeps what is being answered
  let draft;
  let timer;
  let view;
  let say = () => {};
  const group = `cx-${Math.random().toString(36).slice(2)}`;

  // Every message carries the draft, so that nothing is lost whatever comes next.
  const act = (action, details = {}) => {
    clearTimeout(timer);
    timer = undefined;
    say(action, { response: draft ?? null, ...details });
  };
  const change = (response, now = false) => {
    if (!view.open) return; // a field that is taken away says once more what was in it
    draft = response;
    clearTimeout(timer);
    timer = setTimeout(act, now ? 0 : 500, "draft");
  };

  function draw(next, send) {
    [view, say] = [next, send];
    const fresh = view.turn !== turn;
    if (fresh) [turn, draft] = [view.turn, view.response];
    const { top, page } = more(view, act);
    const parts = page ?? (view.summary ? summary() : [...question(), feedback()]);
    const nodes = [head(), top, parts, bar(), keys()].flat(Infinity).filter(Boolean);
    if (fresh) first(nodes)?.setAttribute("data-focus", "");
    return nodes;
  }

  // Where a new question or a new verdict takes the focus.
  function first(nodes) {
    const find = (selector) => nodes.map((node) => (node.matches(selector) ? node : node.querySelector(selector))).find(Boolean);
    return find(".cx-reply") ?? find("fieldset:not(:disabled) input:checked") ?? find("fieldset:not(:disabled) :is(input, select)")
      ?? find("fieldset:not(:disabled) button") ?? find(":is(input, textarea):not(:disabled)") ?? find(".cx-title") ?? find(".cx-main");
  }

  function head() {
    const other = h("button", { class: "cx-link", lang: view.switch.lang, "data-key": "language", onclick: () => act("language") }, view.switch.text);
    const node = h("div", { class: "cx-head" }, h("span", {}, view.head), other);
    node.style.setProperty("--cx-done", view.done);
    return node;
  }

  function question() {
    const ask = { single: choice, true_false: choice, multiple: choice, matching: places, categorise: places, ordering, cloze, open: essay }[view.kind] ?? entry;
    const hints = view.hints.length ? h("ol", { class: "cx-hints" }, ...view.hints.map((hint) => h("li", {}, ...rich(hint)))) : null;
    return [ask(), hints, view.note && h("p", { class: "cx-note" }, view.note)];
  }

  function fields(legend, ...rows) {
    return h("fieldset", { disabled: !view.open }, h("legend", { class: "cx-stem" }, ...rich(legend)), ...rows);
  }

  function tick(type, { id, text, lang }, chosen, onchange) {
    return h("label", { class: "cx-option" },
      h("input", { type, name: type === "radio" ? group : null, checked: chosen, "data-key": id, onchange }), h("span", { lang }, ...rich(text)));
  }

  function choice() {
    const many = view.kind === "multiple";
    const pick = (id, on) => (many ? view.options.map((o) => o.id).filter((o) => (o === id ? on : (draft ?? []).includes(o))) : id);
    return fields(view.stem, many && h("p", { class: "cx-quiet" }, view.words.several), view.options.map((option) => {
      const chosen = many ? (draft ?? []).includes(option.id) : draft === option.id;
      return [tick(many ? "checkbox" : "radio", option, chosen, (event) => change(pick(option.id, event.target.checked))), reply(option)];
    }));
  }

  // A list to choose from for each element: the same by keyboard, by mouse and by voice.
  function places() {
    return fields(view.stem, view.options.map((option) => {
      const placed = draft?.[option.id] ?? "";
      if (!view.open) {
        const where = view.targets.find((target) => target.id === placed)?.text ?? "–";
        const sign = option.sign && !option.reply && h("strong", { class: `cx-${option.tone}` }, `${option.sign} `);
        return [h("p", { class: "cx-place" }, h("span", {}, ...rich(option.text)), h("span", {}, sign, ...rich(where))), reply(option)];
      }
      const put = (value) => change({ ...draft, [option.id]: value });
      const list = h("select", { "data-key": option.id, onchange: () => put(list.value), onkeydown: (event) => digit(event, list) },
        h("option", { value: "" }, view.words.choose),
        view.targets.map((target, i) => h("option", { value: target.id, selected: target.id === placed }, `${i + 1}. ${plain(target.text)}`)));
      return h("label", { class: "cx-place" }, h("span", {}, ...rich(option.text)), list);
    }));
  }

  // 1–9 puts the element and goes on to the next one.
  function digit(event, list) {
    const option = list.options[Number(event.key)];
    if (!/^[1-9]$/.test(event.key) || !option) return;
    event.preventDefault();
    list.value = option.value;
    list.dispatchEvent(new Event("change"));
    step(list, 1, "select");
  }

  // Buttons for the mouse and for voices; the arrow keys move what has the focus, and where it went is said aloud.
  function ordering() {
    const ids = draft ?? view.options.map((option) => option.id);
    const list = h("ol", { class: "cx-order" }, ids.map((id) => stage(view.options.find((option) => option.id === id))));
    return fields(view.stem, list);
  }

  function stage(option) {
    const text = h("span", {}, ...rich(option.text));
    if (!view.open) return h("li", {}, h("div", { class: "cx-place" }, text, option.tone === "right" && h("strong", { class: "cx-right" }, option.sign)), reply(option));
    const move = (by) => (event) => {
      const row = event.target.closest("li");
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) other[by < 0 ? "before" : "after"](row);
      event.target.focus();
      const all = [...row.parentNode.children];
      if (other) change(all.map((one) => one.dataset.id));
      face.tell(`${plain(option.text)} ${all.indexOf(row) + 1}/${all.length}`);
    };
    const steps = { ArrowUp: move(-1), ArrowDown: move(1) };
    const button = (by, sign, word) => h("button", { "aria-label": `${word} ${plain(option.text)}`, "data-key": `${option.id} ${by}`, onclick: move(by) }, sign);
    const onkeydown = (event) => steps[event.key] && (event.preventDefault(), event.stopPropagation(), steps[event.key](event));
    return h("li", { "data-id": option.id, onkeydown }, h("div", { class: "cx-place" }, text, h("span", {}, button(-1, "↑", view.words.up), button(1, "↓", view.words.down))));
  }

  function cloze() {
    const told = (id) => view.options.find((option) => option.id === id);
    const gap = (id) => {
      const typed = draft?.[id] ?? "";
      if (!view.open) return h("strong", { class: `cx-gap cx-${told(id).tone}` }, typed || "–");
      const put = (now) => (event) => change({ ...draft, [id]: event.target.value }, now);
      return h("input", { type: "text", value: typed, "aria-label": told(id).text, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
        "data-key": id, oninput: put(false), onchange: put(true) });
    };
    const sentence = h("p", { class: "cx-cloze" }, view.pieces.map(([piece, isGap]) => (isGap ? gap(piece) : rich(piece))));
    const replies = view.options.filter((option) => option.sign).map((option) => h("li", {}, `${option.text} – `,
      h("strong", { class: `cx-${option.tone}` }, option.sign), " ", h("span", { lang: option.lang }, ...rich(option.reply))));
    return fields(view.stem, sentence, replies.length > 0 && h("ul", {}, replies));
  }

  function entry() {
    const box = h("input", { type: "text", value: draft ?? "", disabled: !view.open, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      "data-key": "entry", oninput: () => change(box.value), onchange: () => change(box.value, true) });
    return h("label", { class: `cx-entry cx-${view.kind}` }, h("span", { class: "cx-stem" }, ...rich(view.stem)), box, view.unit && h("span", {}, view.unit));
  }

  function essay() {
    const compared = Boolean(draft?.met);
    const box = h("textarea", { rows: "6", disabled: compared || !view.open, "data-key": "entry",
      oninput: () => change({ text: box.value }), onchange: () => change({ text: box.value }, true) }, draft?.text ?? "");
    const text = h("label", { class: "cx-entry" }, h("span", { class: "cx-stem" }, ...rich(view.stem)), box);
    if (!compared) return text;
    const met = (id, on) => view.rubric.map((line) => line.id).filter((line) => (line === id ? on : draft.met.includes(line)));
    const rows = view.rubric.map((line) => tick("checkbox", line, draft.met.includes(line.id),
      (event) => change({ ...draft, met: met(line.id, event.target.checked) })));
    const model = [h("p", {}, h("strong", {}, view.words.model)), h("p", {}, ...rich(view.model))];
    return [text, h("div", { class: "cx-model" }, model), fields(view.words.rubric, rows)];
  }

  function reply(option) {
    return option.reply && h("p", { class: "cx-why" }, h("strong", { class: `cx-${option.tone}` }, option.sign), " ", ...rich(option.reply));
  }

  function feedback() {
    const told = view.feedback;
    return told && h("div", { class: `cx-reply cx-is-${told.tone}`, tabindex: "-1", "data-key": "reply" },
      h("p", {}, h("strong", { class: `cx-${told.tone === "right" ? "right" : "wrong"}` }, told.title), told.points && ` ${told.points}`),
      told.lines.map((line) => h("p", { lang: line.lang, class: line.quiet && "cx-quiet" }, ...rich(line.text))));
  }

  function summary() {
    const { score, lists, title, rows } = view.summary;
    return [
      h("p", { class: "cx-title cx-stem", tabindex: "-1", "data-key": "score" }, ...rich(score)),
      lists.map((list) => [h("p", {}, h("strong", {}, list.title)), h("ul", {}, ...list.items.map((text) => h("li", {}, ...rich(text))))]),
      h("p", {}, h("strong", {}, title)),
      h("ol", { class: "cx-rows" }, ...rows.map((row, i) => h("li", {},
        h("button", { class: "cx-link", "data-key": `goto-${i}`, onclick: () => act("goto", { number: i }) }, plain(row.text)),
        h("span", { class: `cx-${row.tone}` }, row.mark)))),
    ];
  }

  function bar() {
    return h("div", { class: "cx-bar" }, ...view.actions.map((action) =>
      h("button", { class: `cx-${action.as}`, "data-key": action.do, onclick: () => act(action.do) }, action.text)));
  }

  function keys() {
    return view.keys && h("details", { class: "cx-quiet" }, h("summary", { "data-key": "keys" }, view.words.keys), h("p", {}, view.keys));
  }

  const face = panel({ model, el }, "question", draw);
  const within = (selector) => [...face.root.querySelectorAll(selector)];

  function step(from, by, selector) {
    const all = within(`fieldset:not(:disabled) ${selector}`);
    const at = all.indexOf(from);
    all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
  }
  // Radio buttons and lists have arrows of their own.
  const arrow = (by) => (event) => (event.target.matches("[type=radio], select, textarea, [type=text]") ? false : step(event.target, by, "input"));
  const map = {
    ArrowDown: arrow(1),
    ArrowUp: arrow(-1),
    Enter: (event) => (event.repeat || event.target.matches("button, summary, textarea") ? false : within(".cx-main")[0]?.click()),
    h: () => within('[data-key="hint"]')[0]?.click(),
    "?": () => within("details").forEach((list) => list.toggleAttribute("open")),
  };
  for (let n = 1; n <= 9; n += 1) {
    map[n] = () => {
      const box = within("fieldset:not(:disabled) input")[n - 1];
      box?.focus();
      box?.click();
    };
  }
  keyboard(face.root, map);
  return () => {
    if (timer) act("draft");
    face.stop();
  };
}

const plain = (text) => text.replace(/[*`]/g, "");

export default { render };
