// What a hand moves goes to Python, and the answer comes back: once a frame at most, and never before the last answer
// came, so that a slow kernel is not buried in moves. `late(true)` says that the numbers shown are old ones.
class Moves {
  constructor({ settings, stamp }, send, late) {
    Object.assign(this, { settings: { ...settings }, stamp, send, tardy: late });
  }

  set(id, value) {
    this.settings[id] = value;
    this.unsent = true;
    this.frame ??= requestAnimationFrame(() => this.ask());
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.tell("settle"), 400);
  }

  ask() {
    this.frame = null;
    if (!this.unsent || this.waiting) return;
    this.tell("move");
  }

  tell(action) {
    this.unsent = false;
    this.stamp = performance.timeOrigin + performance.now();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.late(), 1000);
    this.send(action, { settings: this.settings, stamp: this.stamp });
  }

  // No answer for a second: the next move asks again.
  late() {
    this.waiting = null;
    this.tardy(true);
    this.ask();
  }

  // What is to be done at once, from where things are now.
  act(action, details = {}) {
    clearTimeout(this.rest);
    this.unsent = false;
    this.send(action, details);
  }

  // A view came. It moves nothing that the hand has moved since.
  heard({ settings, stamp, problem }) {
    if (problem) clearTimeout(this.rest); // the sentence stays until the next move
    if (stamp === this.stamp) {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.tardy(false);
      if (this.unsent) this.frame ??= requestAnimationFrame(() => this.ask());
    }
    if (!this.unsent && !this.waiting) this.settings = { ...settings };
  }

  stop() {
    clearTimeout(this.rest);
    clearTimeout(this.waiting);
  }
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
