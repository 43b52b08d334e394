// Two lines from today to the exam: without further review, and with it. Then sentences, and a table term by term.
function drawPlan(view, send) {
  const id = `cx-${Math.random().toString(36).slice(2)}`;
  const field = h("input", { type: "text", id, value: view.iso, "data-key": "field", autocomplete: "off" });
  const choose = () => send("exam", { typed: field.value });
  field.addEventListener("keydown", (event) => event.key === "Enter" && choose());
  return [
    h("div", { class: "cx-head" }, h("h3", {}, view.label),
      h("button", { class: "cx-link", "data-key": "language", lang: view.other, onclick: () => send("language") }, view.switch)),
    h("label", { class: "cx-quiet", for: id }, view.exam),
    h("div", { class: "cx-bar cx-when" }, field, h("button", { "data-key": "keep", onclick: choose }, view.keep)),
    chart(view),
    view.lines.map((line) => h("p", {}, rich(line))),
    view.none ? h("p", { class: "cx-quiet" }, view.none) : table(view),
    view.more && h("button", { class: "cx-link", "data-key": "more", onclick: () => send("all") }, view.more),
    h("p", { class: "cx-quiet" }, view.honest),
  ];
}

function chart(view) {
  const svg = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const drawing = svg("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", role: "img", "aria-label": view.alt });
  drawing.append(...view.curves.map((curve, which) => svg("polyline", {
    class: which ? "cx-kept" : "cx-alone",
    points: curve.map((value, at) => `${(at * 100) / (curve.length - 1)},${100 - 100 * value}`).join(" "),
  })));
  // The words around the drawing are in its alternative text.
  return h("div", { class: "cx-chart" }, drawing, h("div", { class: "cx-ends", "aria-hidden": "true" },
    view.ends.map(({ at, text }, which) => h("span", { class: which ? "cx-kept" : "cx-alone", style: `bottom: ${100 * at}%` }, text))),
    h("p", { class: "cx-quiet", "aria-hidden": "true" }, h("span", {}, view.today), h("span", {}, view.day)));
}

function table(view) {
  const [term, ...rest] = view.columns;
  return h("table", {}, h("caption", {}, view.caption),
    h("thead", {}, h("tr", {}, [term, ...rest].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, view.rows.map(([name, ...cells]) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell))))));
}

export default {
  render: (context) => whenSeen(panel(context, "plan", drawPlan)),
};
