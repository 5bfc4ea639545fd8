import type { Pair } from './align-lines.ts';
import { CELL_BREAK } from './document-lines.ts';
import { isRowText } from './line-tokens.ts';

/** Share of words, or of the cells of a row, that two lines must have in common to be taken for one that was edited. */
const LEAST_OF_WORDS = 0.6;
const LEAST_OF_CELLS = 0.4;
/** More than a person edits in one place. */
const MOST_LOOKED_AT = 40_000;

/** Pairs of lines that say the same in other words, the most alike first. */
export function pairMostAlike(
  ours: readonly number[],
  theirs: readonly number[],
  texts: { readonly ours: readonly string[]; readonly theirs: readonly string[] },
): readonly Pair[] {
  if (ours.length * theirs.length > MOST_LOOKED_AT) return [];
  return ours
    .flatMap((our) =>
      theirs.map((their) => ({
        pair: [our, their] as const,
        share: likeness(texts.ours[our] ?? '', texts.theirs[their] ?? ''),
      })),
    )
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share)
    .map(({ pair }) => pair);
}

/** 0 where two lines are not of one kind or have too little in common. */
function likeness(a: string, b: string): number {
  if (isRowText(a) !== isRowText(b)) return 0;
  if (!isRowText(a)) return atLeast(LEAST_OF_WORDS, shareOf(wordsOf(a), wordsOf(b)));
  const [cells, others] = [a.split(CELL_BREAK), b.split(CELL_BREAK)];
  if (cells.length !== others.length) return 0;
  const same = cells.filter((cell, index) => cell === others[index]).length;
  return atLeast(LEAST_OF_CELLS, same / cells.length);
}

const atLeast = (least: number, share: number): number => (share >= least ? share : 0);

const wordsOf = (text: string): readonly string[] => text.toLocaleLowerCase('vi').match(/\p{L}+/gu) ?? [];

/** Of the words of both (Dice), each as often as it is there. */
function shareOf(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  const common = a.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}
