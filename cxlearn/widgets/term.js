// cx.term("cx"): one entry of the lexicon.
export default {
  render(context) {
    const { root, send, stop } = panel(context, "term", drawEntry);
    keyboard(root, { Escape: () => (context.model.get("view").back ? send("back") : false) });
    return stop;
  },
};
