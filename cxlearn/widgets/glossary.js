// cx.glossary(): a search box, the names found, and the entry that one opens.
class Glossary {
  constructor(context) {
    const act = (action, details) => this.panel.send(action, details);
    this.field = h("input", { type: "text", id: `cx${Math.random().toString(36).slice(2)}`, "data-key": "field", autocomplete: "off", spellcheck: "false", oninput: () => act("search", { query: this.field.value }) });
    this.label = h("label", { for: this.field.id });
    this.title = h("h3");
    this.language = h("button", { class: "cx-link", "data-key": "language", onclick: () => act("language") });
    this.found = h("div");
    this.nodes = [h("div", { class: "cx-head" }, this.title, this.language), h("p", { class: "cx-search" }, this.label, this.field), this.found];
    this.field.value = context.model.get("view").query;
    this.panel = panel(context, "term cx-glossary", (view) => this.show(view));
    keyboard(this.panel.root, {
      ArrowDown: (event) => this.move(event, 1),
      ArrowUp: (event) => this.move(event, -1),
      Escape: () => (context.model.get("view").entry ? act("back") : this.clear(act)),
    });
  }

  show(view) {
    const send = (action, details) => this.panel.send(action, details);
    this.title.textContent = view.label;
    this.label.textContent = view.search;
    this.language.textContent = view.switch;
    this.language.lang = view.other;
    const row = ({ id, name, by, note }) => h("li", {},
      h("span", {}, h("button", { class: "cx-word", "data-key": `open-${id}`, onclick: () => send("open", { term: id }) }, name), by && [" ", h("span", { lang: by.lang }, by.text)]), " ",
      h("span", { class: "cx-quiet" }, note));
    const turn = (key, words) => words && h("button", { "data-key": key, onclick: () => send(key) }, words);
    const list = () => [
      h("p", { class: "cx-quiet" }, rich(view.status)),
      view.rows.length > 0 && h("ul", {}, view.rows.map(row)),
      (view.before || view.after) && h("div", { class: "cx-bar" }, turn("before", view.before), turn("after", view.after)),
    ];
    this.found.replaceChildren(...[view.entry ? drawEntry(view.entry, send) : list()].flat().filter(Boolean));
    const target = view.focus && this.found.querySelector(`[data-key="${CSS.escape(view.focus)}"]`);
    if (target) target.dataset.focus = "";
    return this.nodes;
  }

  // From the search box into the list, along it, and back.
  move(event, step) {
    const stops = [this.field, ...this.found.querySelectorAll("li button")];
    const next = stops[stops.indexOf(event.target) + step];
    if (!stops.includes(event.target) || !next) return false;
    next.focus();
  }

  clear(act) {
    if (!this.field.value) return false;
    this.field.value = "";
    this.field.focus();
    act("search", { query: "" });
  }
}

export default {
  render(context) {
    return whenSeen(new Glossary(context).panel);
  },
};
