// A few fields, kept as they are typed. They are made once: what is being typed must not leave the page.
export default {
  render(context) {
    const first = context.model.get("view");
    const id = `cx${Math.random().toString(36).slice(2)}`;
    let view = first;
    let timer;

    const texts = () => Object.fromEntries(fields.map((field) => [field.id, field.area.value]));
    const keep = (delay) => {
      clearTimeout(timer);
      timer = setTimeout(() => send("keep", { texts: texts() }), delay);
    };

    const fields = first.fields.map((field) => {
      const [prompt, help, kept] = [h("label", { for: `${id}-${field.id}` }), h("p", { class: "cx-quiet", id: `${id}-${field.id}-help` }), h("p", { class: "cx-quiet" })];
      const area = h("textarea", { id: `${id}-${field.id}`, "aria-describedby": `${id}-${field.id}-help`, rows: 4, value: field.text, "data-key": field.id,
        oninput: () => keep(800), onchange: () => keep(0) });
      return { id: field.id, prompt, help, kept, area, text: field.text };
    });
    const [title, note, trouble, told] = [h("h3"), h("p", { class: "cx-quiet" }), h("p", { class: "cx-wrong", role: "status" }), h("span", { role: "status" })];
    const button = (key, onclick, className) => h("button", { class: className, "data-key": key, onclick });
    const language = button("language", () => send("language", { texts: texts() }), "cx-link");
    const save = button("save", () => { clearTimeout(timer); saved = true; tell(); send("keep", { texts: texts() }); }, "cx-main");
    const copy = button("copy", () => copyAll());
    const all = h("textarea", { readonly: true, hidden: true, rows: 10, "data-key": "all" });
    let saved = false;

    const unkept = () => fields.some(({ area, text }) => area.value !== text);
    const tell = () => {
      if (!saved || unkept()) return;
      told.textContent = view.latest;
      saved = false;
    };

    // Prompts and answers as plain text; where the browser forbids the clipboard, shown and selected instead.
    async function copyAll() {
      all.value = view.fields.map(({ id: name, prompt }) => `${prompt.replace(/[*`]/g, "")}\n${texts()[name].trim()}`).join("\n\n");
      try {
        await navigator.clipboard.writeText(all.value);
        told.textContent = view.copied;
      } catch {
        all.hidden = false;
        all.select();
        told.textContent = view.not_copied;
      }
    }

    const body = h("div", {}, h("div", { class: "cx-head" }, title, language), note,
      fields.map(({ prompt, help, area, kept }) => h("div", { class: "cx-field" }, prompt, help, area, kept)),
      h("div", { class: "cx-bar" }, save, copy, told), all, trouble);

    const { send, stop } = panel(context, "worksheet", (next) => {
      view = next;
      title.textContent = view.label;
      for (const [node, word] of [[language, "switch"], [note, "hint"], [save, "save"], [copy, "copy"]]) node.textContent = view[word];
      all.setAttribute("aria-label", view.text);
      trouble.textContent = view.trouble ?? "";
      view.fields.forEach((field, at) => {
        const { prompt, help, kept, area } = fields[at];
        prompt.replaceChildren(...rich(field.prompt));
        help.replaceChildren(...rich(field.help));
        kept.textContent = field.kept;
        // Another window's text arrives only where nothing newer is being typed here.
        if (area.value === fields[at].text) area.value = field.text;
        fields[at].text = field.text;
      });
      tell();
      return body;
    });
    return () => {
      if (unkept()) send("keep", { texts: texts() });
      clearTimeout(timer);
      stop();
    };
  },
};
