import { alignLines, type Pair } from './align-lines.ts';
import { DOTS, type DocumentLine } from './document-lines.ts';
import { isFilled, isHeading } from './held-parts.ts';
import {
  addedRow,
  differencesOf,
  lostDifferences,
  movedDifferences,
  type PrintedDifference,
  rewordedDifferences,
  saysFigure,
} from './line-differences.ts';
import {
  createLineReader,
  type FigureWords,
  flat,
  isRowText,
  type LineReader,
  NO_WORDS,
} from './line-tokens.ts';
import { pairMostAlike } from './pair-most-alike.ts';
import { swappedPictures } from './picture-order.ts';

export interface LineComparison {
  /** How many figures stand as they should. */
  readonly equal: number;
  readonly differences: readonly PrintedDifference[];
  /** Lines whose words were changed or that were taken out: figures in them could not be looked at, nor what they are said to be. */
  readonly unmatched: readonly DocumentLine[];
  /** Lines that stand elsewhere, with their figures as they should be. */
  readonly moved: readonly DocumentLine[];
}

/**
 * Holds the lines of a document, in their order, to what stands there: where the words are the same, figures must be, and what
 * says one as well: states, names in tables, pictures. Officials edit the words around: a line that is not there is told and
 * not taken for wrong, unless one that is like it says another figure.
 */
export function compareLines(
  expected: readonly DocumentLine[],
  actual: readonly string[],
  words: FigureWords = NO_WORDS,
): LineComparison {
  const reader = createLineReader(words);
  const texts: Texts = { ours: expected.map(({ text }) => flat(text)), theirs: actual.map(flat) };
  const same = alignLines(texts.ours, texts.theirs);
  const left: Left = { ours: new Set(texts.ours.keys()), theirs: new Set(texts.theirs.keys()) };
  take(left, same);
  const gaps = gapsOf(same, texts);
  const inTable = take(left, pairInTables(left, same, texts));
  const alike = take(
    left,
    gaps.flatMap((gap) => alignSkeletons(left, gap, texts, reader)),
  );
  const lineAt = (our: number): DocumentLine => expected[our] ?? { text: '', figures: [], place: '' };
  take(
    left,
    gaps.flatMap((gap) => pairFilled(left, gap, texts)),
  );
  const section = sectionsOf([...same, ...alike], texts);
  const lost = [...left.ours].filter(
    (our) => saysFigure(lineAt(our), reader) || isHeading(texts.ours[our] ?? ''),
  );
  const elsewhere = take(left, findElsewhere(lost, left, texts, reader));
  const reworded = take(
    left,
    gaps.flatMap((gap) => pairMostAlike(inGap(left.ours, gap.ours), inGap(left.theirs, gap.theirs), texts)),
  );
  const isAway = ([our, their]: Pair) =>
    isRowText(texts.ours[our] ?? '') ||
    isHeading(texts.ours[our] ?? '') ||
    section.our(our) !== section.their(their);
  const compare = ([our, their]: Pair) => differencesOf(lineAt(our), actual[their] ?? '', reader);
  const compareMoved = (pair: Pair) => {
    const changed = compare(pair);
    return changed.length === 0 && isAway(pair) ? movedDifferences(lineAt(pair[0]), reader) : changed;
  };
  const told = reworded.map(([our, their]) => ({
    our,
    wrong: rewordedDifferences(lineAt(our), actual[their] ?? '', reader),
  }));
  const gone = [...left.ours].flatMap((our) => {
    const instead = [...left.theirs].filter((their) => section.their(their) === section.our(our));
    return lostDifferences(
      lineAt(our),
      instead.map((their) => actual[their] ?? '').filter((text) => !isRowText(text)),
      reader,
    );
  });
  const added = [...left.theirs].flatMap((their) =>
    addedRow(actual[their] ?? '', lineAt(section.their(their)).place, reader),
  );
  const differences = [
    ...alike.flatMap(compare),
    ...elsewhere.flatMap(compareMoved),
    ...told.flatMap(({ wrong }) => wrong),
    ...gone,
    ...added,
    ...swappedPictures(expected, actual, reader),
  ];
  const unmatched = [...left.ours, ...told.filter(({ wrong }) => wrong.length === 0).map(({ our }) => our)]
    .toSorted((a, b) => a - b)
    .map(lineAt)
    .filter(isToBeThere);
  const moved = [...inTable, ...elsewhere.filter((pair) => compareMoved(pair).length === 0)].map(([our]) =>
    lineAt(our),
  );
  const away = [...unmatched, ...told.filter(({ wrong }) => wrong.length > 0).map(({ our }) => lineAt(our))];
  const wrong = [...alike, ...elsewhere].flatMap(compare).filter(({ isFigure }) => isFigure);
  return {
    equal: countFigures(expected) - countFigures(away) - wrong.length,
    differences,
    unmatched,
    moved,
  };
}

const countFigures = (lines: readonly DocumentLine[]): number =>
  lines.reduce((sum, { figures }) => sum + figures.length, 0);

interface Texts {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** Lines of both that were not found in the other yet. */
interface Left {
  readonly ours: Set<number>;
  readonly theirs: Set<number>;
}

/** Each line is one of a single pair: the first that has it. */
function take({ ours, theirs }: Left, pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(([our, their]) => {
    if (!ours.has(our) || !theirs.has(their)) return false;
    ours.delete(our);
    return theirs.delete(their);
  });
}

/** Empty lines say nothing, and a place of dots is for a person to fill. */
const isToBeThere = ({ text, figures }: DocumentLine): boolean =>
  figures.length > 0 || (flat(text) !== '' && !text.includes(DOTS));

type Range = readonly [from: number, to: number];
interface Gap {
  readonly ours: Range;
  readonly theirs: Range;
}

/** What lies between lines that are the same. */
function gapsOf(pairs: readonly Pair[], { ours, theirs }: Texts): readonly Gap[] {
  const ends: readonly Pair[] = [...pairs, [ours.length, theirs.length]];
  return ends.flatMap(([our, their], index): Gap[] => {
    const [lastOur, lastTheir] = pairs[index - 1] ?? [-1, -1];
    if (our === lastOur + 1 || their === lastTheir + 1) return [];
    return [{ ours: [lastOur + 1, our], theirs: [lastTheir + 1, their] }];
  });
}

function inGap(left: ReadonlySet<number>, [from, to]: Range): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index).filter((line) => left.has(line));
}

/** Lines with their places filled in. */
function pairFilled(left: Left, gap: Gap, { ours, theirs }: Texts): readonly Pair[] {
  const filled = inGap(left.theirs, gap.theirs);
  return inGap(left.ours, gap.ours)
    .filter((our) => ours[our]?.includes(DOTS))
    .flatMap((our) =>
      filled
        .filter((their) => isFilled(ours[our] ?? '', theirs[their] ?? ''))
        .map((their): Pair => [our, their]),
    );
}

/** Under which of our headings lines of both stand: -1 before the first. Those that were not found are none. */
function sectionsOf(pairs: readonly Pair[], { ours }: Texts) {
  const headings = pairs.filter(([our]) => isHeading(ours[our] ?? '')).toSorted(([a], [b]) => a - b);
  return {
    our: (line: number): number => headings.findLast(([our]) => our <= line)?.[0] ?? -1,
    their: (line: number): number => headings.findLast(([, their]) => their <= line)?.[0] ?? -1,
  };
}

function alignSkeletons(
  left: Left,
  gap: Gap,
  { ours, theirs }: Texts,
  { skeleton }: LineReader,
): readonly Pair[] {
  const [our, their] = [inGap(left.ours, gap.ours), inGap(left.theirs, gap.theirs)];
  const skeletonsOf = (indexes: readonly number[], texts: readonly string[]) =>
    indexes.map((index) => skeleton(texts[index] ?? ''));
  return alignLines(skeletonsOf(our, ours), skeletonsOf(their, theirs)).map(
    ([a, b]): Pair => [our[a] ?? -1, their[b] ?? -1],
  );
}

/** Rows that stand elsewhere in their table, word by word: it was put in another order. */
function pairInTables(left: Left, same: readonly Pair[], { ours, theirs }: Texts): readonly Pair[] {
  const [ourTables, theirTables] = [tablesOf(ours), tablesOf(theirs)];
  const tableOf = new Map(same.map(([our, their]) => [theirTables[their], ourTables[our]]));
  const key = (table: number | undefined, text: string) => `${table}\n${text}`;
  const rows = Map.groupBy(
    [...left.theirs].filter((their) => isRowText(theirs[their] ?? '')),
    (their) => key(tableOf.get(theirTables[their]), theirs[their] ?? ''),
  );
  return [...left.ours].flatMap((our) => {
    const their = rows.get(key(ourTables[our], ours[our] ?? ''))?.shift();
    return their === undefined ? [] : [[our, their] as const];
  });
}

/** Of each line the number of the table that it is a row of: tables lie apart by lines that are no rows. */
function tablesOf(texts: readonly string[]): readonly number[] {
  let table = 0;
  return texts.map((text) => (isRowText(text) ? table : ++table));
}

/** More than a person edits; of a text that is another one only whole lines are looked for. */
const MOST_LOOKED_AT = 2_000_000;

/** For lines that are not in their places: those with the same words elsewhere, or among more words. */
function findElsewhere(
  lost: readonly number[],
  left: Left,
  { ours, theirs }: Texts,
  { skeleton: skeletonOf }: LineReader,
): readonly Pair[] {
  const bySkeleton = Map.groupBy(left.theirs, (their) => skeletonOf(theirs[their] ?? ''));
  const skeletons = lost.length * left.theirs.size <= MOST_LOOKED_AT ? [...bySkeleton.keys()] : [];
  const used = new Set<number>();
  return lost.flatMap((our) => {
    const text = ours[our] ?? '';
    const skeleton = skeletonOf(text);
    const candidates =
      bySkeleton.get(skeleton) ??
      skeletons.filter((one) => one.includes(skeleton)).flatMap((one) => bySkeleton.get(one) ?? []);
    const free = candidates.filter((their) => !used.has(their));
    const best = free.find((their) => theirs[their]?.includes(text)) ?? free[0];
    if (best === undefined) return [];
    used.add(best);
    return [[our, best] as const];
  });
}
