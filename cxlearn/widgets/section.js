// A link to a section of a lesson: JupyterLab follows it itself, to the heading in the notebook.
const sectionLink = ({ text, path, id }) => h("a", { href: path, "data-commandlinker-command": "rendermime:handle-local-link",
  "data-commandlinker-args": JSON.stringify({ path, id }) }, text);
