// An exam: the question widget, with a clock and a map above it. The kernel's clock counts; this one only shows it.

function renderExam({ model, el }) {
  let ends = 0; // by this machine's clock, worked out anew each time the kernel tells the time
  let stamp;
  let act;
  let clock;
  let said = Infinity;
  const face = h("p", { class: "cx-clock", role: "timer" });
  const live = h("div", { class: "cx-sr", "aria-live": "assertive" });
  // A message says which question it is about: a second click must not answer the next one.
  const named = {
    get: (name) => model.get(name),
    on: (...what) => model.on(...what),
    off: (...what) => model.off?.(...what),
    send: (message) => model.send({ ...message, turn: model.get("view").turn }),
  };

  const left = () => Math.max(0, ends - Date.now());
  const phrase = (minutes) => (minutes === 1 ? clock.one : clock.many.replace("{count}", minutes));

  function tick() {
    if (!clock) return;
    const seconds = Math.ceil(left() / 1000);
    face.textContent = `${clock.label} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const passed = clock.moments.filter((minutes) => seconds <= minutes * 60 && minutes < said);
    if (passed.length) [said, live.textContent] = [Math.min(...passed), phrase(Math.min(...passed))];
    if (!seconds) act("time");
  }

  function map({ label, legend, places }) {
    const place = ({ name, here, sign }, number) => h("li", {}, h("button", { "aria-label": name, "aria-current": here && "step",
      "data-key": `goto-${number}`, onclick: () => act("goto", { number }) }, String(number + 1), h("small", {}, sign)));
    return h("nav", { class: "cx-map", "aria-label": label }, h("ol", {}, places.map(place)), h("p", { class: "cx-quiet" }, legend));
  }

  function page({ title, lines, lists, rows, note, quiet }) {
    return [
      h("p", { class: "cx-title cx-stem", tabindex: "-1", "data-key": "title" }, rich(title)),
      lines.map((line) => h("p", {}, rich(line))),
      lists.map((list) => [h("h3", {}, list.title), h("ul", {}, list.items.map((item) => h("li", {}, rich(item.text), item.links.map(sectionLink))))]),
      rows && [h("h3", {}, rows.title), h("ol", { class: "cx-rows" }, rows.items.map((row, i) => h("li", {},
        h("button", { class: "cx-link", "data-key": `goto-${i}`, onclick: () => act("goto", { number: i }) }, plain(row.text)), h("span", { class: `cx-${row.tone}` }, row.mark))))],
      quiet && h("p", { class: "cx-quiet" }, quiet),
      note && h("p", { class: "cx-note" }, note),
    ];
  }

  function around(view, send) {
    [act, clock] = [send, view.clock];
    if (clock && clock.stamp !== stamp) {
      [stamp, ends] = [clock.stamp, Date.now() + clock.left_ms];
      const over = clock.moments.filter((minutes) => clock.left_ms <= minutes * 60000);
      said = Math.min(said, ...over); // what lies behind when a page is opened again is not said
    }
    if (!clock) said = Infinity;
    tick();
    return { top: clock && [face, map(view.map)], page: view.page && page(view.page) };
  }

  const stop = render({ model: named, el }, around);
  const root = el.querySelector(".cx");
  root.append(live);
  const press = (name) => () => root.querySelector(`[data-key="${name}"]`)?.click();
  const tell = () => { if (clock) live.replaceChildren(phrase(Math.ceil(left() / 60000))); };
  keyboard(root, { t: tell, m: press("flag") });
  const beat = setInterval(tick, 1000);
  act("look");
  return () => {
    clearInterval(beat);
    stop();
  };
}

export default { render: renderExam };
