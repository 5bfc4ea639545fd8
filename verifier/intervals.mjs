/** Sets of time: lists of `[from, to)`, in order, apart from one another (rules 1.1). */

/** @typedef {[number, number]} Span @typedef {Span[]} Spans */

/** What is in any of them. @param {Iterable<Readonly<Span>>} spans @returns {Spans} */
export function unite(spans) {
  const sorted = [...spans].filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0]);
  /** @type {Spans} */
  const united = [];
  for (const [from, to] of sorted) {
    const last = united.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else united.push([from, to]);
  }
  return united;
}

/** What is in both. @param {Spans} a @param {Spans} b @returns {Spans} */
export function intersect(a, b) {
  /** @type {Spans} */
  const both = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i][0], b[j][0]);
    const to = Math.min(a[i][1], b[j][1]);
    if (from < to) both.push([from, to]);
    if (a[i][1] < b[j][1]) i++;
    else j++;
  }
  return both;
}

/** What of `a` is not in `b`. @param {Spans} a @param {Spans} b @returns {Spans} */
export function subtract(a, b) {
  /** @type {Spans} */
  const left = [];
  let j = 0;
  for (const [from, to] of a) {
    let at = from;
    while (j < b.length && b[j][1] <= at) j++;
    for (let k = j; k < b.length && b[k][0] < to; k++) {
      if (b[k][0] > at) left.push([at, b[k][0]]);
      at = Math.max(at, b[k][1]);
    }
    if (at < to) left.push([at, to]);
  }
  return left;
}

/** @param {Spans} spans @param {number} from @param {number} to @returns {Spans} */
export const clip = (spans, from, to) => (from < to ? intersect(spans, [[from, to]]) : []);

/** @param {Spans} spans */
export const lengthOf = (spans) => spans.reduce((sum, [from, to]) => sum + to - from, 0);

/** Whether an instant is in it. @param {Spans} spans @param {number} at */
export function has(spans, at) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle][1] <= at) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low][0] <= at;
}

/**
 * The piece that an instant is in, of pieces in order and apart.
 * @template {{ from: number, to: number }} Piece
 * @param {readonly Piece[]} pieces @param {number} at
 * @returns {Piece | undefined}
 */
export function pieceAt(pieces, at) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].to <= at) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low];
  return piece && piece.from <= at ? piece : undefined;
}

/** Every edge in `[from, to)`, in order, `from` first and `to` last. @param {number} from @param {number} to @param {Iterable<number>} edges */
export function edgesWithin(from, to, edges) {
  const inside = new Set([from]);
  for (const edge of edges) if (edge > from && edge < to) inside.add(edge);
  return [...[...inside].sort((a, b) => a - b), to];
}

/** @param {{ from: number, to: number }} piece @returns {Span} */
export const spanOf = ({ from, to }) => [from, to];
