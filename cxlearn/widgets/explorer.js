// One frame for all models to move. Python says what there is to set and to see; the page draws it and listens.
const FINE = 480; // px: narrower pictures leave out their roomy words

class Explorer {
  constructor({ model, el }) {
    this.id = `cx${Math.random().toString(36).slice(2)}`;
    this.sheets = h("div", { class: "cx-sheets" });
    this.controls = h("div", { class: "cx-controls" });
    this.build();
    const tell = (action, details) => this.panel.send(action, details);
    this.moves = new Moves(model.get("view"), tell, (late) => this.numbers.classList.toggle("cx-late", late));
    this.panel = panel({ model, el }, "explorer", (view) => this.show(view));
    this.watch = new ResizeObserver(() => this.draw());
    this.watch.observe(this.sheets);
  }

  // The frame is made once: a slider that is being dragged must stay in the page.
  build() {
    const word = (name, tag, attributes = {}) => (this.words[name] = h(tag, attributes));
    this.words = {};
    this.shown = {};
    this.title = h("h3");
    this.attempt = h("p");
    this.results = h("dl", { class: "cx-results" });
    this.numbers = h("div", {}, this.results);
    this.meaning = h("p", { class: "cx-meaning" });
    this.goals = h("ol");
    this.trouble = h("p", { class: "cx-wrong", role: "status" });
    this.table = h("table");
    this.assumed = h("dl", { class: "cx-assumed" });
    this.challenges = h("div", {}, word("challenges", "h4"), this.goals);
    this.region = h("div", { class: "cx-scroll", tabindex: "0", role: "region" }, this.table);
    this.values = h("details", { ontoggle: () => this.lists(this.view) }, word("table", "summary"), this.region);
    this.supposed = h("details", {}, word("assumptions", "summary"), this.assumed);
    const language = word("switch", "button", { class: "cx-link cx-end", "data-key": "language", onclick: () => this.panel.send("language") });
    const reset = word("reset", "button", { "data-key": "reset", onclick: () => this.moves.act("reset") });
    this.nodes = [
      h("div", { class: "cx-bar cx-head" }, this.title, language),
      this.attempt, this.sheets, this.controls, this.numbers, this.meaning, this.challenges,
      h("div", { class: "cx-bar" }, reset), this.trouble,
      this.values, this.supposed,
    ];
  }

  show(view) {
    this.view = view;
    this.moves.heard(view);
    const { controls, words } = view;
    if (this.news("shape", controls.map(({ id, kind, group, folded, options }) => [id, kind, group, folded, options?.map(([value]) => value)]))) this.arrange(controls);
    if (this.news("controls", controls)) controls.forEach((control) => this.inputs[control.id].name(control));
    controls.forEach(({ id }) => this.inputs[id].face());
    if (this.news("frame", [view.label, view.try, words])) this.frame(view);
    this.meaning.replaceChildren(...rich(view.meaning));
    this.trouble.textContent = view.trouble ?? "";
    this.lists(view);
    this.draw();
    return this.nodes;
  }

  // Whether a part of the view differs from what the page shows: a move changes few of them.
  news(part, data) {
    const text = JSON.stringify(data);
    const news = text !== this.shown[part];
    this.shown[part] = text;
    return news;
  }

  frame({ label, try: attempt, words }) {
    this.title.textContent = label;
    this.attempt.replaceChildren(...rich(attempt));
    for (const [name, node] of Object.entries(this.words)) node.textContent = words[name];
    this.region.setAttribute("aria-label", words.table);
  }

  lists({ results, challenges, table, assumptions }) {
    if (this.news("results", results)) this.numbered(results);
    if (this.news("challenges", challenges)) this.challenged(challenges);
    if (this.values.open && this.news("table", table)) this.tabled(table);
    if (this.news("assumptions", assumptions)) this.assume(assumptions);
  }

  numbered(results) {
    this.results.replaceChildren(...results.flatMap(({ label, text, note, tone }) => [
      h("dt", {}, label), h("dd", {}, h("strong", { class: `cx-word-${tone}` }, text), note && h("span", { class: "cx-quiet" }, note)),
    ]));
  }

  challenged(challenges) {
    this.challenges.hidden = !challenges.length;
    this.goals.replaceChildren(...challenges.map(({ goal, done, state, note }) => h("li", { class: done ? "cx-done" : null },
      rich(goal), " ", h("strong", { class: done ? "cx-right" : "cx-quiet" }, state), note && h("p", { class: "cx-quiet" }, rich(note)))));
  }

  tabled([head = [], ...rows]) {
    const cells = (tag, row) => row.map((text, at) => h(at ? tag : "th", at ? {} : { scope: tag === "td" ? "row" : "col" }, text));
    this.table.replaceChildren(h("thead", {}, h("tr", {}, cells("th", head))), h("tbody", {}, rows.map((row) => h("tr", {}, cells("td", row)))));
  }

  assume(assumptions) {
    this.supposed.hidden = !assumptions.length;
    this.assumed.replaceChildren(...assumptions.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  // --- what can be set

  arrange(controls) {
    const held = this.controls.contains(document.activeElement) && document.activeElement.dataset.key;
    const opened = new Set([...this.controls.querySelectorAll("details[open]")].map(({ dataset }) => dataset.group));
    this.inputs = {};
    const groups = new Map();
    for (const control of controls) {
      const name = `${control.group}|${control.folded}`;
      if (!groups.has(name)) groups.set(name, { control, rows: [] });
      groups.get(name).rows.push(this[control.kind](control));
    }
    this.heads = [];
    this.controls.replaceChildren(...[...groups.values()].map(({ control, rows }) => this.group(control, rows, opened)));
    if (held) this.controls.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
  }

  group({ id, group, folded }, rows, opened) {
    const head = group && h(folded ? "summary" : "h4");
    if (head) this.heads.push({ id, head });
    return h(folded ? "details" : "div", { class: "cx-group", "data-group": folded && id, open: folded && opened.has(id) }, head, rows);
  }

  // Its words, and its group's, in the language of the view.
  named(label) {
    return (control) => {
      label.replaceChildren(...rich(control.label));
      this.heads.filter(({ id }) => id === control.id).forEach(({ head }) => (head.textContent = control.group));
    };
  }

  range({ id, minimum, maximum, step }) {
    const name = `${this.id}-${id}`;
    const input = h("input", { type: "range", id: name, min: minimum, max: maximum, step, "data-key": id, oninput: () => this.set(id, Number(input.value)) });
    const output = h("output", { for: name, "aria-hidden": "true" });
    const label = h("label", { for: name });
    const face = () => {
      const value = this.moves.settings[id];
      if (Number(input.value) !== value) input.value = value;
      const { unit } = this.view.controls.find((control) => control.id === id);
      const forms = unit.split("|"); // for one, then for many: 1,5 an in French, 1.5 years in English
      const one = new Intl.PluralRules(this.view.lang).select(value) === "one";
      const text = (one ? forms[0] : forms.at(-1)).replace("{value}", value.toLocaleString(this.view.lang, { maximumFractionDigits: 3 }).replace("-", "−"));
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
    };
    this.inputs[id] = { name: this.named(label), face };
    return h("div", { class: "cx-row" }, label, input, output);
  }

  choice({ id, options }) {
    const legend = h("legend");
    const rows = options.map(([value]) => {
      const input = h("input", { type: "radio", name: `${this.id}-${id}`, value, "data-key": `${id}-${value}`, onchange: () => this.set(id, value) });
      const text = h("span");
      return { value, input, text, node: h("label", {}, input, text) };
    });
    const name = (control) => {
      this.named(legend)(control);
      rows.forEach(({ text }, at) => text.replaceChildren(...rich(control.options[at][1])));
    };
    const face = () => rows.forEach(({ value, input }) => (input.checked = this.moves.settings[id] === value));
    this.inputs[id] = { name, face };
    return h("fieldset", {}, legend, rows.map(({ node }) => node));
  }

  select({ id, options }) {
    const name = `${this.id}-${id}`;
    const rows = options.map(([value]) => h("option", { value }));
    const input = h("select", { id: name, "data-key": id, onchange: () => this.set(id, input.value) }, rows);
    const label = h("label", { for: name });
    const words = (control) => {
      this.named(label)(control);
      rows.forEach((row, at) => (row.textContent = control.options[at][1]));
    };
    this.inputs[id] = { name: words, face: () => (input.value = this.moves.settings[id]) };
    return h("div", { class: "cx-row cx-wide" }, label, input);
  }

  field({ id }) {
    const name = `${this.id}-${id}`;
    const input = h("input", { type: "text", id: name, "data-key": id, oninput: () => this.set(id, input.value) });
    const label = h("label", { for: name });
    const face = () => input.value !== this.moves.settings[id] && (input.value = this.moves.settings[id]);
    this.inputs[id] = { name: this.named(label), face };
    return h("div", { class: "cx-row cx-wide" }, label, input);
  }

  switch({ id }) {
    const text = h("span");
    const input = h("input", { type: "checkbox", "data-key": id, onchange: () => this.set(id, input.checked) });
    this.inputs[id] = { name: this.named(text), face: () => (input.checked = this.moves.settings[id]) };
    return h("label", { class: "cx-switch" }, input, text);
  }

  button({ id }) {
    const press = () => this.moves.act("press", { button: id, settings: this.moves.settings, stamp: this.moves.stamp });
    const node = h("button", { "data-key": id, onclick: press });
    this.inputs[id] = { name: this.named(node), face: () => {} };
    return node;
  }

  set(id, value) {
    this.moves.set(id, value);
    this.inputs[id]?.face();
  }

  // --- what is seen

  draw() {
    const width = this.sheets.clientWidth;
    if (!width || !this.view) return;
    const { pictures } = this.view;
    while (this.sheets.childNodes.length > pictures.length) {
      this.sheets.lastChild.remove();
      delete this.shown[`picture ${this.sheets.childNodes.length}`];
    }
    while (this.sheets.childNodes.length < pictures.length) this.sheets.append(this.sheet());
    pictures.forEach((picture, at) => this.news(`picture ${at}`, [picture, width]) && this.picture(this.sheets.childNodes[at], picture, width));
  }

  sheet() {
    const node = svg("svg", { role: "img" });
    const hand = (event) => this.hand(node, event);
    node.addEventListener("pointerdown", (event) => {
      if (!node.zones?.length) return;
      node.setPointerCapture(event.pointerId);
      node.held = hand(event) !== "pressed";
    });
    node.addEventListener("pointermove", (event) => node.held && hand(event));
    for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => (node.held = false));
    return node;
  }

  picture(node, picture, width) {
    const scale = ([from, to], start, end) => ({ to: (value) => start + ((value - from) / (to - from)) * (end - start), back: (px) => from + ((px - start) / (end - start)) * (to - from) });
    const x = scale(picture.x, picture.left, width - picture.right);
    const y = scale(picture.y, picture.height - picture.bottom, picture.top);
    Object.assign(node, { scales: { x, y }, zones: picture.zones });
    for (const [name, value] of Object.entries({ width, height: picture.height, viewBox: `0 0 ${width} ${picture.height}`, "aria-label": picture.label })) node.setAttribute(name, value);
    node.classList.toggle("cx-hand", picture.zones.length > 0);
    node.replaceChildren(...picture.marks.filter((mark) => !mark.roomy || width >= FINE).map((mark) => this[`${mark.mark}Mark`](mark, x, y)));
    legible(node, width, picture.height);
  }

  barMark({ x: [a, b], y: [c, d], tone, hollow }, x, y) {
    const [left, right, top, bottom] = [x.to(a), x.to(b), y.to(d), y.to(c)];
    const box = { x: Math.min(left, right), y: Math.min(top, bottom), width: Math.abs(right - left), height: Math.abs(bottom - top) };
    return svg("rect", { class: hollow ? `cx-line-${tone}` : `cx-fill-${tone}`, ...box });
  }

  lineMark({ points, tone, dashed, wide }, x, y) {
    return svg("polyline", { class: `cx-line-${tone}`, "stroke-width": wide, ...(dashed && { "stroke-dasharray": "3 5" }), points: points.map(([a, b]) => `${x.to(a)},${y.to(b)}`).join(" ") });
  }

  areaMark({ points, tone }, x, y) {
    return svg("polygon", { class: `cx-fill-${tone}`, points: points.map(([a, b]) => `${x.to(a)},${y.to(b)}`).join(" ") });
  }

  dotMark({ x: a, y: b, tone, size, hollow }, x, y) {
    return svg("circle", { class: hollow ? `cx-ring cx-line-${tone}` : `cx-fill-${tone}`, cx: x.to(a), cy: y.to(b), r: size });
  }

  textMark({ x: a, y: b, words, tone, anchor, up, along, strong, tick }, x, y) {
    return svg("text", { class: `cx-word-${tone}`, ...(tick && { "data-tick": "" }), x: x.to(a) + along, y: y.to(b) - up, "text-anchor": anchor, ...(strong && { "font-weight": 600 }) }, words);
  }

  // Where the mouse is in the model's units: it sets the range, or turns the switch, whose zone it is in.
  hand(node, event) {
    const box = node.getBoundingClientRect();
    const at = { x: node.scales.x.back(event.clientX - box.left), y: node.scales.y.back(event.clientY - box.top) };
    const inside = (span, value) => !span || (value >= Math.min(...span) && value <= Math.max(...span));
    const zone = node.zones.find(({ x, y }) => inside(x, at.x) && inside(y, at.y));
    if (!zone) return "outside";
    if (zone.press) return this.turn(zone);
    const { minimum, maximum, step } = this.view.controls.find(({ id }) => id === zone.control);
    const wanted = minimum + Math.round(((zone.x ? at.y : at.x) - minimum) / step) * step;
    const value = Number(Math.min(maximum, Math.max(minimum, wanted)).toFixed(6));
    if (value !== this.moves.settings[zone.control]) this.set(zone.control, value);
    return "dragged";
  }

  turn({ control, value }) {
    this.set(control, value ?? !this.moves.settings[control]);
    return "pressed";
  }
}

export default {
  render(context) {
    const explorer = new Explorer(context);
    const stop = whenSeen(explorer.panel);
    return () => { explorer.watch.disconnect(); stop(); explorer.moves.stop(); };
  },
};
