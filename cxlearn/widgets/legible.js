// However narrow a picture is, its words stay inside it and clear of one another: one that would not goes a line or two
// up or down; a number on the axis that has no room is left out, as its neighbours tell it.
const LINE = 15; // px
const NUMBER = /^[\d\s.,%€+−-]+$/;

function legible(node, width, height) {
  const words = [...node.querySelectorAll("text")].map((text) => ({ text, box: text.getBBox() }));
  const taken = [];
  for (const { text, box } of words) {
    const x = Math.max(0, Math.min(box.x, width - box.width));
    const free = (line) => apart({ ...box, x, y: box.y + line * LINE }, taken, line ? height : Infinity);
    const tick = text.dataset.tick !== undefined;
    const line = (tick ? [0, 1] : [0, -1, 1, -2, 2]).find(free);
    if (line === undefined && tick && NUMBER.test(text.textContent)) text.remove();
    else place(text, { ...box, x, y: box.y + (line ?? 0) * LINE }, box, taken);
  }
}

function place(text, there, { x, y }, taken) {
  if (there.x !== x || there.y !== y) text.setAttribute("transform", `translate(${there.x - x} ${there.y - y})`);
  taken.push(there);
}

function apart({ x, y, width, height }, taken, floor) {
  const over = (other) => x < other.x + other.width && other.x < x + width && y + 3 < other.y + other.height && other.y + 3 < y + height;
  return (floor === Infinity || y >= 0) && y + height <= floor && !taken.some(over);
}
