// Where the learner stands: cards due, what to untangle and to work on, strengths, the map of the course.
function drawProgress(view, send) {
  const part = (name, shown, ...rest) => shown && h("section", { class: `cx-${name}` }, h("h4", {}, shown.title), rest);
  const quiet = (text) => text && h("p", { class: "cx-quiet" }, rich(text));
  const mend = ({ link, again }) => h("p", { class: "cx-mend" }, link && sectionLink(link), h("span", {}, rich(again)));

  const cards = ({ now, ...shown }) => part("cards", shown, h("p", {}, rich(now)),
    h("div", { class: "cx-days", role: "img", "aria-label": shown.alt }, shown.days.map(({ name, count, share }) =>
      h("span", { style: `--cx-share: ${share}` }, h("b", {}, String(count)), h("i"), h("small", {}, name)))),
    quiet(shown.note), h("p", {}, rich(shown.do)));

  const untangle = (shown) => part("untangle", shown, quiet(shown.note), h("ol", {}, shown.rows.map((row) => h("li", {},
    h("p", {}, h("strong", {}, row.name), " ", h("span", { class: "cx-quiet" }, row.times)), h("p", {}, rich(row.reply)), mend(row)))), quiet(shown.more));

  const workOn = (shown) => part("work", shown, quiet(shown.note), shown.rows.length > 0 && h("ol", {}, shown.rows.map((row) => h("li", {},
    h("p", {}, row.text),
    h("p", { class: "cx-found" }, h("span", {}, row.score),
      h("span", { class: "cx-line", role: "img", "aria-label": row.alt, style: `--cx-share: ${row.share}; --cx-low: ${row.low}; --cx-high: ${row.high}` }),
      h("span", { class: "cx-quiet", "aria-hidden": "true" }, row.ends)),
    mend(row)))), quiet(shown.few));

  const strengths = (shown) => part("strengths", shown, quiet(shown.note),
    shown.rows.length > 0 && h("ul", {}, shown.rows.map((row) => h("li", {}, row))), quiet(shown.more), shown.cards && h("p", {}, rich(shown.cards)));

  const measure = ({ name, text, more, share }) => h("li", {},
    h("span", { class: "cx-quiet" }, name), h("span", {}, text), more && h("span", {}, more),
    h("i", { "aria-hidden": "true", style: `--cx-share: ${share}` }));
  const chapter = ({ id, title, note, published, measures }) => h("li", { class: published ? null : "cx-coming" },
    h("p", { class: "cx-chapter" }, h("span", { class: "cx-number" }, id), h("span", { class: "cx-title" }, title), h("span", { class: "cx-quiet" }, note)),
    measures.length > 0 && h("ul", {}, measures.map(measure)));

  return [
    h("div", { class: "cx-head" }, h("h3", {}, view.label),
      h("button", { class: "cx-link", "data-key": "language", onclick: () => send("language") }, view.switch)),
    h("p", { class: "cx-next" }, rich(view.next)),
    quiet(view.empty),
    view.cards && cards(view.cards),
    view.untangle && untangle(view.untangle),
    view.work_on && workOn(view.work_on),
    view.strengths && strengths(view.strengths),
    part("map", { title: view.map }, h("ol", {}, view.chapters.map(chapter))),
    h("p", { class: "cx-quiet" }, view.place, " ", h("code", {}, view.path)),
    view.trouble && h("p", { class: "cx-wrong" }, view.trouble),
  ];
}

export default {
  render: (context) => whenSeen(panel(context, "progress", drawProgress)),
};
