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
  /** Lines whose words were changed or that were taken out, so that their figures could not be looked at. */
  readonly unmatched: readonly DocumentLine[];
}

/** A number as people write it, with its points and its comma: one sign in a skeleton. */
const NUMBER = /\d[\d.,]*/gu;
const SIGN = '\u0001';

/** What is left of a line when its numbers are put aside; spaces are told apart by nobody. */
const skeletonOf = (text: string): string =>
  text
    .replaceAll(NUMBER, SIGN)
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .trim();

/**
 * Looks for each line in what stands in a document, in order, by its words; where the words are the same the numbers must be.
 * Officials edit the words around: a line that is not there is told and not taken for wrong, unless one that is like it has another number.
 */
export function compareLines(expected: readonly DocumentLine[], actual: readonly string[]): LineComparison {
  const bySkeleton = Map.groupBy(
    actual.map((text, index) => ({ text, index })),
    ({ text }) => skeletonOf(text),
  );
  const skeletons = [...bySkeleton.keys()];
  const differences: PrintedDifference[] = [];
  const unmatched: DocumentLine[] = [];
  const used = new Set<number>();
  let equal = 0;
  for (const line of expected) {
    const skeleton = skeletonOf(line.text);
    const exact = bySkeleton.get(skeleton);
    const candidates =
      exact ?? skeletons.filter((one) => one.includes(skeleton)).flatMap((one) => bySkeleton.get(one) ?? []);
    const free = candidates.filter(({ index }) => !used.has(index));
    const found = free.find(({ text }) => hasNumbers(text, line.text)) ?? free[0];
    if (!found) {
      unmatched.push(line);
      continue;
    }
    used.add(found.index);
    const wrong = differencesOf(line, found.text, skeleton);
    differences.push(...wrong);
    equal += line.figures.length - wrong.length;
  }
  return { equal, differences, unmatched };
}

const hasNumbers = (text: string, wanted: string): boolean => {
  const flat = (part: string) => part.replaceAll(/[\s\u00a0]+/gu, ' ').trim();
  return flat(text).includes(flat(wanted));
};

/** Numbers of two lines with the same words, one by one. */
function differencesOf(line: DocumentLine, text: string, skeleton: string): readonly PrintedDifference[] {
  const before = skeletonOf(text).indexOf(skeleton);
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
