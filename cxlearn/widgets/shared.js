// Shared by every widget; the widget's own script follows in the same module.

// An element: attributes by name, on… as listeners, children as nodes or text. Text is always textContent.
function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Text with *emphasis*, **strong** and `code`: nodes, never HTML from data.
function rich(text) {
  const pieces = String(text ?? "").split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/);
  return pieces.map((piece) => {
    if (/^\*\*[^*]+\*\*$/.test(piece)) return h("strong", {}, piece.slice(2, -2));
    if (/^\*[^*]+\*$/.test(piece)) return h("em", {}, piece.slice(1, -1));
    if (/^`[^`]+`$/.test(piece)) return h("code", {}, piece.slice(1, -1));
    return piece;
  });
}

// Draw `view` now and whenever it changes. Elements with data-key keep the focus across a redraw;
// an element with data-focus takes it once. `draw(view, send)` returns the nodes to show.
// A view that differs from the last one in `response` alone, the learner's own draft come back, is not drawn again.
function panel({ model, el }, name, draw) {
  const root = h("div", { role: "group", class: `cx cx-${name}`, "data-lm-suppress-shortcuts": "true", tabindex: "-1" });
  const live = h("div", { class: "cx-sr", "aria-live": "polite" });
  const body = h("div");
  let shown;
  // JupyterLab's own letters ("d d" deletes a cell) match whatever has the focus, and would win over the attribute.
  root.addEventListener("keydown", (event) => event.ctrlKey || event.metaKey || event.altKey || event.stopPropagation());
  const silent = h("p", { class: "cx-silent", role: "status", hidden: true });
  root.append(body, silent, live);
  el.replaceChildren(root);
  let waiting;
  const wait = () => {
    silent.replaceChildren(...rich(model.get("silence")?.[root.lang]));
    silent.hidden = !silent.textContent;
  };
  const send = (action, details = {}) => {
    waiting ??= setTimeout(wait, 4000); // a new kernel knows nothing of this widget, and would never answer
    return model.send({ do: action, ...details });
  };
  const hear = () => {
    waiting = clearTimeout(waiting);
    silent.hidden = true;
  };
  const show = () => {
    const view = model.get("view");
    const same = JSON.stringify({ ...view, response: null });
    if (same === shown) return;
    const held = document.activeElement;
    const hadFocus = root.contains(held);
    root.lang = view.lang;
    if (view.label) root.setAttribute("aria-label", view.label);
    const problem = view.problem ? h("p", { class: "cx-problem", role: "alert" }, ...rich(view.problem)) : null;
    const nodes = [draw(view, send), problem].flat(Infinity).filter(Boolean);
    // The same nodes stay where they are: what is being typed or dragged must not leave the page.
    if (nodes.length !== body.childNodes.length || nodes.some((node, at) => node !== body.childNodes[at])) body.replaceChildren(...nodes);
    if (hadFocus) {
      const next = body.querySelector("[data-focus]") || body.querySelector(`[data-key="${CSS.escape(held.dataset.key ?? "")}"]:not(:disabled)`);
      (next || root).focus({ preventScroll: !next });
    }
    // A new node is read out even when its words are those of the last one; what is there from the start is not.
    live.replaceChildren(...(shown && view.announce ? [view.announce] : []));
    shown = same;
  };
  model.on("change:view", show);
  model.on("change:heard", hear);
  show();
  const stop = () => {
    hear();
    model.off?.("change:view", show);
    model.off?.("change:heard", hear);
  };
  // What only the page knows, such as where something was moved to, said to who cannot see it.
  const tell = (text) => live.replaceChildren(text);
  return { root, send, stop, tell };
}

// Other widgets, pages and windows write in the same log: each time this one comes into sight, it is drawn anew.
function whenSeen({ root, send, stop }) {
  const seen = new IntersectionObserver((entries) => entries.at(-1).isIntersecting && send("look"));
  seen.observe(root);
  return () => {
    seen.disconnect();
    stop();
  };
}

// One keyboard map: keys typed into a text field stay there. `keys` maps KeyboardEvent.key to an action.
function keyboard(root, keys) {
  root.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=radio]):not([type=checkbox]):not([type=range]), textarea, select");
    const action = keys[event.key];
    if (!action || event.ctrlKey || event.metaKey || event.altKey || (typing && event.key.length === 1)) return;
    if (action(event) !== false) event.preventDefault();
  });
}
