/**
 * Time as lists of pieces `{ from, to }`, each `[from, to)` (rules 1.1), in order and apart from one another. A piece may say
 * more, as a state or an owner: that goes along wherever the piece is cut.
 */

/** @typedef {{ from: number, to: number }} Span */

/** @type {Span[]} */
export const ALWAYS = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }];

/** What is in any of them, whatever they say. @param {readonly Span[]} pieces @returns {Span[]} */
export function unite(pieces) {
  /** @type {Span[]} */
  const united = [];
  for (const { from, to } of inOrder(pieces)) {
    const last = united.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else united.push({ from, to });
  }
  return united;
}

/** What of the pieces lies in a time. @template {Span} Piece @param {readonly Piece[]} pieces @param {readonly Span[]} time */
export function intersect(pieces, time) {
  /** @type {Piece[]} */
  const both = [];
  for (const piece of pieces)
    for (let place = firstAfter(time, piece.from); time[place]?.from < piece.to; place++) {
      const [from, to] = [Math.max(piece.from, time[place].from), Math.min(piece.to, time[place].to)];
      if (from < to) both.push({ ...piece, from, to });
    }
  return both;
}

/** What of the pieces does not. @template {Span} Piece @param {readonly Piece[]} pieces @param {readonly Span[]} time */
export function subtract(pieces, time) {
  /** @type {Piece[]} */
  const left = [];
  for (const piece of pieces) {
    let at = piece.from;
    for (let place = firstAfter(time, at); time[place]?.from < piece.to; place++) {
      if (time[place].from > at) left.push({ ...piece, from: at, to: time[place].from });
      at = time[place].to;
    }
    if (at < piece.to) left.push({ ...piece, from: at });
  }
  return left;
}

/** @template {Span} Piece @param {readonly Piece[]} pieces @param {number} from @param {number} to */
export const clip = (pieces, from, to) => intersect(pieces, [{ from, to }]);

/** @param {readonly Span[]} pieces */
export const lengthOf = (pieces) => pieces.reduce((sum, { from, to }) => sum + to - from, 0);

/** @param {Span} a @param {Span} b */
export const overlaps = (a, b) => a.from < b.to && a.to > b.from;

/** @template {Span} Piece @param {readonly Piece[]} pieces @returns {Piece[]} */
export const inOrder = (pieces) => [...pieces].sort((a, b) => a.from - b.from);

/** The piece that an instant is in. @template {Span} Piece @param {readonly Piece[]} pieces @param {number} at @returns {Piece | undefined} */
export function pieceAt(pieces, at) {
  const piece = pieces[firstAfter(pieces, at)];
  return piece && piece.from <= at ? piece : undefined;
}

/** The place of the first piece that ends after an instant. @param {readonly Span[]} pieces @param {number} at */
function firstAfter(pieces, at) {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].to <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A stretch cut wherever a piece of any list begins or ends: `at` has of each list the piece that is there, or undefined.
 * @param {number} from @param {number} to @param {readonly (readonly any[])[]} lists
 * @returns {{ from: number, to: number, at: any[] }[]}
 */
export function overlay(from, to, lists) {
  if (from >= to) return [];
  const inside = new Set([from]);
  for (const list of lists)
    for (let place = firstAfter(list, from); list[place]?.from < to; place++)
      for (const edge of [list[place].from, list[place].to]) if (edge > from && edge < to) inside.add(edge);
  const edges = [...inside].sort((a, b) => a - b);
  const places = lists.map((list) => firstAfter(list, from));
  return edges.map((at, index) => ({
    from: at,
    to: edges[index + 1] ?? to,
    at: lists.map((list, n) => {
      while (list[places[n]]?.to <= at) places[n]++;
      return list[places[n]]?.from <= at ? list[places[n]] : undefined;
    }),
  }));
}

/** Neighbours that say the same, as one. @template {Span} Piece @param {readonly Piece[]} pieces @param {(a: Piece, b: Piece) => boolean} isSame */
export function join(pieces, isSame) {
  /** @type {Piece[]} */
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.to === piece.from && isSame(last, piece)) last.to = piece.to;
    else joined.push({ ...piece });
  }
  return joined;
}

/** Each list less what those before it have. @template {Span} Piece @param {readonly Piece[][]} lists @returns {Piece[][]} */
export function shareOut(lists) {
  /** @type {Span[]} */
  let taken = [];
  return lists.map((list) => {
    const left = subtract(list, taken);
    taken = unite([...taken, ...list]);
    return left;
  });
}
