// A guess before the lesson, and again after it.
export default {
  render(context) {
    const group = `cx${Math.random().toString(36).slice(2)}`;
    const began = performance.now();
    let read = () => null; // what is typed or chosen now

    function drawForm({ options, unit, response, asked, missing, show, ...words }, send) {
      const keep = (event) => {
        event.preventDefault();
        send("keep", { response: read(), duration_ms: Math.round(performance.now() - began) });
      };
      const error = asked && { "aria-invalid": "true", "aria-describedby": `${group}-asked` };
      // JupyterLab keeps Enter from submitting a form by itself.
      const enter = (event) => event.key === "Enter" && event.target.matches("input") && keep(event);
      const form = h("form", { onsubmit: keep, onkeydown: enter },
        missing && h("p", {}, missing),
        options.length ? choice(options, response, error) : number(words.answer, unit, response, error),
        asked && h("p", { class: "cx-wrong", id: `${group}-asked` }, rich(asked)),
        h("div", { class: "cx-bar" }, h("button", { class: "cx-main", "data-key": "keep" }, words.keep),
          show && h("button", { type: "button", class: "cx-link", "data-key": "show", onclick: () => send("show") }, show)),
        h("p", { class: "cx-quiet cx-note" }, words.first));
      read = () => new FormData(form).get(group);
      if (asked) form.querySelector("input")?.setAttribute("data-focus", "");
      return form;
    }

    const choice = (options, response, error) => h("fieldset", error || {}, h("legend", { class: "cx-sr" }, context.model.get("view").stem),
      options.map(({ id, text }) => h("label", { class: "cx-option" },
        h("input", { type: "radio", name: group, value: id, checked: id === response, "data-key": id }), h("span", {}, rich(text)))));

    const number = (label, unit, response, error) => h("p", { class: "cx-typed" },
      h("label", { for: group }, label),
      h("input", { type: "text", id: group, name: group, inputmode: "decimal", autocomplete: "off", size: 10, value: response, "data-key": "field", ...(error || {}) }),
      unit && h("span", {}, unit));

    const line = ({ low, high, ...marks }) => h("div", { class: "cx-scale", "aria-hidden": "true" },
      h("span", { class: "cx-low" }, low), h("span", { class: "cx-high" }, high), Object.entries(marks).map(([name, { at, text }]) =>
      [h("i", { class: `cx-${name}`, style: `left: ${at}%` }), h("span", { class: `cx-${name}`, style: `left: ${at}%; transform: translateX(${-at}%)` }, text)]),
      h("b", { style: `left: ${Math.min(marks.you.at, marks.lesson.at)}%; width: ${Math.abs(marks.you.at - marks.lesson.at)}%` }));

    const shown = panel(context, "predict", (view, send) => [
      // No heading: a lesson may ask for a guess before its first section.
      h("div", { class: "cx-head" }, h("strong", { class: "cx-title" }, view.label),
        h("button", { class: "cx-link", "data-key": "language", onclick: () => send("language", { response: read() }) }, view.switch)),
      h("p", {}, rich(view.stem)),
      view.form && drawForm(view.form, send),
      view.line && line(view.line),
      view.told.length > 0 && h("p", { class: "cx-told" }, view.told.map((sentence) => [rich(sentence), " "])),
      view.explanation && h("p", {}, rich(view.explanation)),
      view.trouble && h("p", { class: "cx-wrong" }, view.trouble),
    ]);
    return whenSeen(shown);
  },
};
