// The map of the course.
function drawMap(view, send) {
  const measure = ({ name, text, more, share }) => h("li", {},
    h("span", { class: "cx-quiet" }, name), h("span", {}, text), more && h("span", {}, more),
    h("i", { "aria-hidden": "true", style: `--cx-share: ${share}` }));
  const chapter = ({ id, title, note, published, measures }) => h("li", { class: published ? null : "cx-coming" },
    h("p", { class: "cx-chapter" }, h("span", { class: "cx-number" }, id), h("span", { class: "cx-title" }, title), h("span", { class: "cx-quiet" }, note)),
    measures.length > 0 && h("ul", {}, measures.map(measure)));
  const untangle = ({ times, reply, where }) => h("li", {}, h("strong", {}, times), " ", rich(reply), " ", h("span", { class: "cx-quiet" }, rich(where)));
  return [
    h("div", { class: "cx-head" }, h("h3", {}, view.label),
      h("button", { class: "cx-link", "data-key": "language", onclick: () => send("language") }, view.switch)),
    h("p", { class: "cx-next" }, rich(view.next)),
    view.misconceptions.length > 0 && [h("h4", {}, view.untangle), h("ol", { class: "cx-untangle" }, view.misconceptions.map(untangle))],
    h("ol", {}, view.chapters.map(chapter)),
    h("p", { class: "cx-quiet" }, view.place, " ", h("code", {}, view.path)),
    view.trouble && h("p", { class: "cx-wrong" }, view.trouble),
  ];
}

export default {
  render: (context) => whenSeen(panel(context, "progress", drawMap)),
};
