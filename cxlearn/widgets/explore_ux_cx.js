// One customer's journey. The points follow the hand at once; every number comes back from Python.
const THUMB = 16; // px: a range's value 0 and 10 lie half a thumb inside its ends
class Journey {
  constructor({ model, el }) {
    this.model = model;
    this.inputs = {};
    this.moves = new Moves(model.get("view"), (action, details) => this.panel.send(action, details), (late) => this.plot.classList.toggle("cx-late", late));
    this.id = `cx${Math.random().toString(36).slice(2)}`;
    this.build(model.get("view"));
    this.panel = panel({ model, el }, "explore", (view, send) => this.show(view, send));
    this.watch = new ResizeObserver(() => this.picture());
    this.watch.observe(this.plot);
  }

  // The frame is made once: a slider that is being dragged must stay in the page.
  build(view) {
    this.words = {};
    const word = (name, tag = "span", attributes = {}) => (this.words[name] = h(tag, attributes));
    this.drawing = svg("svg", { "aria-hidden": "true" });
    this.plot = h("div", { class: "cx-plot" }, this.drawing,
      this.row("promise", view.step, word("promise"), ", ", word("promise_help", "span", { class: "cx-quiet" })),
      this.groups(view.points),
      h("h4", {}, word("lived")),
      ["ux", "cx", "gap"].map((name) => this.result(name, word(name))),
      this.hundred(word));
    this.meaning = h("p", { class: "cx-meaning" });
    this.list = h("ol");
    this.trouble = h("p", { class: "cx-wrong", role: "status" });
    this.table = h("table");
    this.assumed = h("dl");
    this.nodes = [
      h("div", { class: "cx-bar cx-head" }, word("title", "h3"), word("switch", "button", { class: "cx-link cx-end", "data-key": "language", onclick: () => this.panel.send("language") })),
      word("try", "p"), this.plot, this.meaning, word("challenges", "h4"), this.list,
      h("div", { class: "cx-bar" }, word("reset", "button", { "data-key": "reset", onclick: () => this.moves.act("reset") })),
      this.trouble,
      h("details", {}, word("table", "summary"), this.table),
      h("details", {}, word("assumptions", "summary"), word("assumed", "p"), this.assumed),
    ];
  }

  groups(points) {
    this.names = {};
    this.stages = [];
    return points.map((point, at) => {
      const head = point.stage === points[at - 1]?.stage ? null : h("h4");
      this.stages.push(head);
      const name = (this.names[point.id] = h("span"));
      const product = point.product && h("span", { class: "cx-quiet cx-product" });
      const row = this.row(point.id, 1, name, product && [", ", product]);
      row.classList.toggle("cx-square", point.product);
      return [head, row];
    });
  }

  row(id, step, ...label) {
    const input = h("input", { type: "range", id: `${this.id}-${id}`, min: 0, max: 10, step, "data-key": id,
      oninput: () => this.move(id, Number(input.value)) });
    const output = h("output", { for: input.id, "aria-hidden": "true" });
    this.inputs[id] = { input, output };
    return h("div", { class: `cx-row cx-${id}` }, h("label", { for: input.id }, label), input, output);
  }

  result(name, label) {
    const output = h("strong");
    const space = h("span");
    (this.results ??= {})[name] = { output, space };
    return h("div", { class: `cx-row cx-result cx-${name}` }, h("span", {}, label), space, output);
  }

  hundred(word) {
    this.tries = h("span");
    return h("div", { class: "cx-row cx-hundred" }, h("span", {}, word("hundred"), " ", word("hundred_help", "span", { class: "cx-quiet" })), this.tries);
  }

  move(id, value) {
    this.moves.set(id, value);
    this.face(id);
    this.picture();
  }

  show(view) {
    this.view = view;
    this.moves.heard(view);
    for (const [name, node] of Object.entries(this.words)) node.textContent = view.words[name];
    view.points.forEach((point, at) => {
      if (this.stages[at]) this.stages[at].textContent = point.stage;
      this.names[point.id].textContent = point.name;
    });
    this.plot.querySelectorAll(".cx-product").forEach((node) => (node.textContent = view.words.product));
    Object.keys(this.inputs).forEach((id) => this.face(id));
    for (const name of ["ux", "cx", "gap"]) this.results[name].output.textContent = view.results[name].text;
    this.meaning.textContent = view.results.meaning;
    this.trouble.textContent = view.trouble ?? "";
    this.lists(view);
    this.picture();
    return this.nodes;
  }

  face(id) {
    const { input, output } = this.inputs[id];
    const text = this.moves.settings[id].toLocaleString(this.view.lang);
    if (Number(input.value) !== this.moves.settings[id]) input.value = this.moves.settings[id];
    input.setAttribute("aria-valuetext", this.view.words.of.replace("{value}", text));
    output.textContent = text;
  }

  lists({ challenges, table, assumptions }) {
    this.list.replaceChildren(...challenges.map(({ goal, done, state, note }) => h("li", { class: done ? "cx-done" : null },
      goal, " ", h("strong", { class: done ? "cx-right" : "cx-quiet" }, state), note && h("p", { class: "cx-quiet" }, note))));
    const cells = (tag, row) => row.map((text, at) => h(at ? tag : "th", at ? {} : { scope: tag === "td" ? "row" : "col" }, text));
    this.table.replaceChildren(h("thead", {}, h("tr", {}, cells("th", table.head))), h("tbody", {}, table.rows.map((row) => h("tr", {}, cells("td", row)))));
    this.assumed.replaceChildren(...assumptions.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
  }

  // Where things stand on the paper, in px of the plot.
  measure() {
    const paper = this.plot.getBoundingClientRect();
    const box = (node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return { left: left - paper.left, top: top - paper.top, width, height, middle: top - paper.top + height / 2 };
    };
    const scale = box(this.inputs.promise.input);
    return { paper, box, x: (value) => scale.left + THUMB / 2 + (value / 10) * (scale.width - THUMB) };
  }

  picture() {
    const { paper, box, x } = this.measure();
    if (!paper.width || !this.view) return;
    this.drawing.setAttribute("viewBox", `0 0 ${paper.width} ${paper.height}`);
    const points = this.view.points.map(({ id }) => `${x(this.moves.settings[id])},${box(this.inputs[id].input).middle}`);
    this.drawing.replaceChildren(
      this.promise(x, box), svg("polyline", { class: "cx-path", points: points.join(" ") }),
      ...this.marks(x, box), ...this.hundredPicture(x, box(this.tries)));
  }

  promise(x, box) {
    const at = x(this.moves.settings.promise);
    const { top, height } = box(this.tries);
    return svg("path", { class: "cx-promised", d: `M${at},${box(this.inputs.promise.input).middle}V${top + height - 24}` });
  }

  marks(x, box) {
    const { ux, cx } = this.view.results;
    const level = (name) => box(this.results[name].space).middle;
    const [from, to, y] = [x(cx.value), x(this.moves.settings.promise), level("gap")];
    return [
      svg("rect", { class: "cx-ux-mark", x: x(ux.value) - 9, y: level("ux") - 9, width: 18, height: 18 }),
      svg("circle", { class: "cx-cx-mark", cx: from, cy: level("cx"), r: 9 }),
      svg("path", { class: "cx-fall", d: `M${from},${level("cx") + 10}V${y + 6}` }),
      svg("path", { class: "cx-bracket", d: `M${from},${y - 6}v12m0,-6H${to}m0,-6v12` }),
    ];
  }

  // Who comes rises with the promise; who leaves satisfied is what the learner finds out, dot by dot.
  hundredPicture(x, { top, height, left, width }) {
    const { come, happy } = this.view.results;
    const y = (people) => top + height - 24 - (people / 100) * (height - 48);
    const at = x(this.moves.settings.promise);
    const end = at > left + width / 2;
    const label = (people, text, shift) => svg("text", { x: at + (end ? -12 : 12), y: y(people) + shift, "text-anchor": end ? "end" : "start" }, text);
    const tick = (value) => svg("text", { x: x(value), y: y(0) + 20, "text-anchor": "middle" }, String(value));
    return [
      svg("path", { class: "cx-base", d: `M${x(0)},${y(0)}H${x(10)}` }),
      ...[0, 5, 10].map(tick),
      svg("path", { class: "cx-come", d: `M${x(0)},${y(0)}L${x(10)},${y(100)}` }),
      ...this.view.tried.map(([promise, people]) => svg("circle", { class: "cx-tried", cx: x(promise), cy: y(people), r: 3 })),
      svg("circle", { class: "cx-come-mark", cx: at, cy: y(come.value), r: 4 }),
      svg("circle", { class: "cx-happy-mark", cx: at, cy: y(happy.value), r: 6 }),
      label(come.value, come.text, -6), label(happy.value, happy.text, come.value - happy.value < 20 ? 16 : 5),
    ];
  }
}

export default {
  render(context) {
    const journey = new Journey(context);
    return () => { journey.watch.disconnect(); journey.panel.stop(); journey.moves.stop(); };
  },
};
