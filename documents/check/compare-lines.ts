import { alignLines, type Pair } from './align-lines.ts';
import type { DocumentLine } from './document-lines.ts';

/** A figure that does not stand in a document as it should. */
export interface PrintedDifference {
  readonly id: string;
  readonly place: string;
  readonly expected: string;
  /** What stands there. */
  readonly found: string;
  /** The words around it. */
  readonly line: string;
}

export interface LineComparison {
  /** How many figures stand as they should. */
  readonly equal: number;
  readonly differences: readonly PrintedDifference[];
  /** Lines whose words were changed or that were taken out: figures in them could not be looked at, nor what they are said to be. */
  readonly unmatched: readonly DocumentLine[];
  /** Lines that stand elsewhere, with their figures as they should be. */
  readonly moved: readonly DocumentLine[];
}

/** A number as people write it, with its points and its comma: one sign in a skeleton. */
const NUMBER = /\d[\d.,]*/gu;
const SIGN = '\u0001';

/** What is left of a line when its numbers are put aside; spaces are told apart by nobody. */
const skeletonOf = (text: string): string => flat(text.replaceAll(NUMBER, SIGN));

/**
 * Holds the lines of a document, in their order, to what stands there: where the words are the same the numbers must be.
 * Officials edit the words around: a line that is not there is told and not taken for wrong, unless one that is like it has
 * another number.
 */
export function compareLines(expected: readonly DocumentLine[], actual: readonly string[]): LineComparison {
  const ours = expected.map(({ text }) => flat(text));
  const theirs = actual.map(flat);
  const same = alignLines(ours, theirs);
  const alike = gapsOf(same, ours.length, theirs.length).flatMap((gap) => alignSkeletons(gap, ours, theirs));
  const differences: PrintedDifference[] = [];
  let figures = expected.reduce((sum, line) => sum + line.figures.length, 0);
  const compare = (line: DocumentLine, text: string) => {
    const wrong = differencesOf(line, text);
    differences.push(...wrong);
    figures -= wrong.length;
    return wrong.length === 0;
  };
  for (const [our, their] of alike) compare(lineAt(expected, our), actual[their] ?? '');
  const paired = [...same, ...alike];
  const lost = without(expected, new Set(paired.map(([our]) => our)));
  const free = without(actual, new Set(paired.map(([, their]) => their)));
  const elsewhere = findElsewhere(
    lost.filter((line) => line.figures.length > 0),
    free,
  );
  const moved = [...elsewhere].filter(([line, text]) => compare(line, text)).map(([line]) => line);
  const unmatched = lost.filter((line) => !elsewhere.has(line) && isToBeThere(line));
  const unseen = unmatched.reduce((sum, line) => sum + line.figures.length, 0);
  return { equal: figures - unseen, differences, unmatched, moved };
}

const flat = (text: string): string => text.replaceAll(/[\s\u00a0]+/gu, ' ').trim();

const lineAt = (lines: readonly DocumentLine[], index: number): DocumentLine =>
  lines[index] ?? { text: '', figures: [], place: '' };

const without = <Item>(items: readonly Item[], indexes: ReadonlySet<number>): readonly Item[] =>
  items.filter((_, index) => !indexes.has(index));

/** Empty lines say nothing, and a place of dots is for a person to fill. */
const isToBeThere = ({ text, figures }: DocumentLine): boolean =>
  figures.length > 0 || (flat(text) !== '' && !text.includes(DOTS));
const DOTS = '……';

interface Gap {
  readonly ours: readonly [from: number, to: number];
  readonly theirs: readonly [from: number, to: number];
}

/** What lies between lines that are the same. */
function gapsOf(pairs: readonly Pair[], ourLength: number, theirLength: number): readonly Gap[] {
  const ends: readonly Pair[] = [...pairs, [ourLength, theirLength]];
  return ends.flatMap(([our, their], index): Gap[] => {
    const [lastOur, lastTheir] = pairs[index - 1] ?? [-1, -1];
    if (our === lastOur + 1 || their === lastTheir + 1) return [];
    return [{ ours: [lastOur + 1, our], theirs: [lastTheir + 1, their] }];
  });
}

const alignSkeletons = (gap: Gap, ours: readonly string[], theirs: readonly string[]): readonly Pair[] =>
  alignLines(ours.slice(...gap.ours).map(skeletonOf), theirs.slice(...gap.theirs).map(skeletonOf)).map(
    ([our, their]): Pair => [our + gap.ours[0], their + gap.theirs[0]],
  );

/** More than a person edits; of a text that is another one only whole lines are looked for. */
const MOST_LOOKED_AT = 2_000_000;

/** For lines that are not in their places: those with the same words elsewhere, or among more words. */
function findElsewhere(
  lost: readonly DocumentLine[],
  free: readonly string[],
): ReadonlyMap<DocumentLine, string> {
  const found = new Map<DocumentLine, string>();
  const bySkeleton = Map.groupBy(
    free.map((text, index) => ({ text, index })),
    ({ text }) => skeletonOf(text),
  );
  const skeletons = lost.length * free.length <= MOST_LOOKED_AT ? [...bySkeleton.keys()] : [];
  const used = new Set<number>();
  for (const line of lost) {
    const skeleton = skeletonOf(line.text);
    const candidates =
      bySkeleton.get(skeleton) ??
      skeletons.filter((one) => one.includes(skeleton)).flatMap((one) => bySkeleton.get(one) ?? []);
    const left = candidates.filter(({ index }) => !used.has(index));
    const best = left.find(({ text }) => flat(text).includes(flat(line.text))) ?? left[0];
    if (!best) continue;
    used.add(best.index);
    found.set(line, best.text);
  }
  return found;
}

/** Numbers of two lines with the same words, one by one. */
function differencesOf(line: DocumentLine, text: string): readonly PrintedDifference[] {
  const before = skeletonOf(text).indexOf(skeletonOf(line.text));
  const skipped = [...skeletonOf(text).slice(0, Math.max(0, before))].filter((sign) => sign === SIGN).length;
  const found = [...text.matchAll(NUMBER)].slice(skipped);
  return [...line.text.matchAll(NUMBER)].flatMap((match, index): PrintedDifference[] => {
    const [expected] = match;
    const actual = found[index]?.[0] ?? '';
    const figure = line.figures.find(({ from, to }) => from <= match.index && match.index < to);
    if (!figure || trimmed(actual) === trimmed(expected)) return [];
    return [
      {
        id: figure.id,
        place: line.place,
        expected: trimmed(expected),
        found: trimmed(actual),
        line: line.text.replaceAll('\u001f', ' | ').slice(0, LONGEST_LINE),
      },
    ];
  });
}

const LONGEST_LINE = 120;

/** A full stop or comma at the end belongs to the sentence. */
const trimmed = (number: string): string => number.replace(/[.,]+$/u, '');
