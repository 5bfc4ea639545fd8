/** Places of the same line in two texts. */
export type Pair = readonly [ours: number, theirs: number];

/** Lines added and taken out, beyond which nobody edited a text but wrote another one. */
const MOST_EDITS = 2_000;

/**
 * Pairs of equal lines in the order of both texts, with as few left over as possible (Myers 1986, "An O(ND) difference
 * algorithm"). Of texts that have little in common only the beginning and the end are paired.
 */
export function alignLines(ours: readonly string[], theirs: readonly string[]): readonly Pair[] {
  const most = Math.min(ours.length, theirs.length);
  let head = 0;
  while (head < most && ours[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < most - head && ours.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  const middle = alignMiddle(ours.slice(head, ours.length - tail), theirs.slice(head, theirs.length - tail));
  return [
    ...Array.from({ length: head }, (_, index): Pair => [index, index]),
    ...middle.map(([our, their]): Pair => [our + head, their + head]),
    ...Array.from(
      { length: tail },
      (_, index): Pair => [ours.length - tail + index, theirs.length - tail + index],
    ),
  ];
}

function alignMiddle(ours: readonly string[], theirs: readonly string[]): readonly Pair[] {
  if (ours.length === 0 || theirs.length === 0) return [];
  const most = Math.min(ours.length + theirs.length, MOST_EDITS);
  if (Math.abs(ours.length - theirs.length) > most) return [];
  // How far ours goes on each diagonal (ours - theirs) with so many edits; kept of every number of edits for the way back.
  const reach = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    history.push(reach.slice(most - edits, most + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let our = begin(reach, most + 1, diagonal, edits);
      while (our < ours.length && our - diagonal < theirs.length && ours[our] === theirs[our - diagonal])
        our++;
      reach[most + 1 + diagonal] = our;
      if (our >= ours.length && our - diagonal >= theirs.length)
        return walkBack(history, ours.length, theirs.length);
    }
  }
  return [];
}

/** Whether a diagonal is reached best by a line of theirs that ours does not have, else by one of ours. */
const isDown = (reach: Int32Array, centre: number, diagonal: number, edits: number): boolean =>
  diagonal === -edits ||
  (diagonal !== edits && (reach[centre + diagonal - 1] ?? 0) < (reach[centre + diagonal + 1] ?? 0));

function begin(reach: Int32Array, centre: number, diagonal: number, edits: number): number {
  if (edits === 0) return 0;
  return isDown(reach, centre, diagonal, edits)
    ? (reach[centre + diagonal + 1] ?? 0)
    : (reach[centre + diagonal - 1] ?? 0) + 1;
}

function walkBack(history: readonly Int32Array[], ourLength: number, theirLength: number): readonly Pair[] {
  const pairs: Pair[] = [];
  let [our, their] = [ourLength, theirLength];
  for (const [edits, reach] of [...history.entries()].reverse()) {
    const diagonal = our - their;
    const begun = begin(reach, edits + 1, diagonal, edits);
    while (our > begun) pairs.push([--our, --their]);
    if (isDown(reach, edits + 1, diagonal, edits)) their--;
    else our--;
  }
  return pairs.reverse();
}
