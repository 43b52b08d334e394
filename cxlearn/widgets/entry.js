// One entry of the lexicon.
function drawEntry(view, send) {
  const button = (key, action, attributes, ...words) => h("button", { "data-key": key, onclick: action, ...attributes }, words);
  const open = ({ id, name }) => button(`open-${id}`, () => send("open", { term: id }), { class: "cx-word" }, name);
  const entry = h("div", {},
    view.back && button("back", () => send("back"), { class: "cx-link cx-back" }, "← ", view.back),
    h("div", { class: "cx-head" }, h("h3", { tabindex: "-1", "data-key": "title" }, view.title),
      view.switch && button("language", () => send("language"), { class: "cx-link", lang: view.other }, view.switch)),
    h("p", {}, rich(view.definition)),
    h("dl", {}, view.rows.map((row) => [h("dt", {}, row.label), h("dd", {},
      row.text && h("span", { lang: row.lang }, rich(row.text)),
      row.places?.map((place) => h("div", {}, lessonLink(place))),
      row.terms?.map((term) => h("div", {}, open(term), h("p", {}, rich(term.tell_apart)))),
      row.works?.map((work) => h("p", {}, work.who, work.title && [", ", workTitle(work)])))])));
  const target = view.focus && entry.querySelector(`[data-key="${CSS.escape(view.focus)}"]`);
  if (target) target.dataset.focus = "";
  return entry;
}

function workTitle({ title, doi }) {
  const words = h("em", {}, title);
  return doi ? h("a", { href: `https://doi.org/${doi}`, target: "_blank", rel: "noopener" }, words) : words;
}

// A lesson stands beside the page where it is read; elsewhere (VS Code, Colab, a folder of exercises) its name must do.
function lessonLink({ text, file }) {
  const beside = file && /\/\d\d[a-z]?_[^/]*\.ipynb$/.test(location.pathname) && !/\/(exercices|exercises|solutions)\//.test(location.pathname);
  return beside ? h("a", { href: file, target: "_blank", rel: "noopener" }, text) : text;
}
