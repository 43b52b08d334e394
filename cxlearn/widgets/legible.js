// However narrow a picture is, its words stay inside it and clear of one another: one that would not goes a line or two
// up or down; a number on the axis that has no room is left out, as its neighbours tell it.
const LINE = 15; // px
const NUMBER = /^[\d\s.,%€+−-]+$/;

function legible(node, width, height) {
  const words = [...node.querySelectorAll("text")].map((text) => ({ text, box: text.getBBox() }));
  const taken = [];
  for (const { text, box } of words) {
    const x = Math.max(0, Math.min(box.x, width - box.width));
    const at = (line) => ({ x, y: box.y + line * LINE, width: box.width, height: box.height });
    const inside = ({ y }) => y >= 0 && y + box.height <= height;
    const free = (line) => (line === 0 || inside(at(line))) && !taken.some((other) => overlap(at(line), other));
    const tick = text.dataset.tick !== undefined;
    const line = (tick ? [0, 1] : x === box.x ? [0, -1, 1, -2, 2] : [-1, 1, 0]).find(free); // beside its point, not on it
    if (line === undefined && tick && NUMBER.test(text.textContent)) text.remove();
    else taken.push(moved(text, box, at(line ?? 0)));
  }
}

function moved(text, from, to) {
  if (to.x !== from.x || to.y !== from.y) text.setAttribute("transform", `translate(${to.x - from.x} ${to.y - from.y})`);
  return to;
}

// Lines may come as near as their letters allow.
function overlap(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height;
}
