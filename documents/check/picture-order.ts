import { alignLines } from './align-lines.ts';
import type { DocumentLine } from './document-lines.ts';
import { PICTURE } from './docx-lines.ts';
import { difference, type PrintedDifference } from './line-differences.ts';
import type { LineReader, Token } from './line-tokens.ts';

/** Pictures that stand where another one stood: under the words of another, each says something else. */
export function swappedPictures(
  expected: readonly DocumentLine[],
  actual: readonly string[],
  { tokens }: LineReader,
): readonly PrintedDifference[] {
  const picturesOf = (text: string): readonly Token[] =>
    text.includes(PICTURE) ? tokens(text).filter(({ kind }) => kind === 'picture') : [];
  const ours = expected.flatMap((line) => picturesOf(line.text).map((token) => ({ line, token })));
  const theirs = actual.flatMap(picturesOf);
  const there = new Set(theirs.map(({ text }) => text));
  const kept = ours.filter(({ token }) => there.has(token.text));
  const pairs = alignLines(
    kept.map(({ token }) => token.text),
    theirs.map(({ text }) => text),
  );
  const inOrder = new Set(pairs.map(([our]) => our));
  return kept.flatMap(({ line, token }, index) => {
    if (inOrder.has(index)) return [];
    const [, before = -1] = pairs.findLast(([our]) => our < index) ?? [];
    return [difference(line, token, theirs[before + 1])];
  });
}
