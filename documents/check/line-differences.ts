import { CELL_BREAK, DOTS, type DocumentLine } from './document-lines.ts';
import { bareToken, countSigns, isRowText, isSameToken, type LineReader, type Token } from './line-tokens.ts';

/** A figure that does not stand in a document as it should, or what says one: a state, a name, a picture. */
export interface PrintedDifference {
  readonly id: string;
  readonly place: string;
  readonly expected: string;
  /** What stands there. */
  readonly found: string;
  /** The words around it. */
  readonly line: string;
  /** A figure with an id. */
  readonly isFigure: boolean;
}

/** Whether a line has to be found: it has figures, or says what figures say. */
export const saysFigure = ({ text, figures }: DocumentLine, { tokens }: LineReader): boolean =>
  figures.length > 0 || tokens(text).some(({ kind }) => kind !== 'number');

/** Tokens of two lines with the same words, one by one. */
export function differencesOf(
  line: DocumentLine,
  text: string,
  { tokens, skeleton }: LineReader,
): readonly PrintedDifference[] {
  const [whole, part] = [skeleton(text), skeleton(line.text)];
  const before = whole.slice(0, Math.max(0, whole.indexOf(part)));
  const found = tokens(text).slice(countSigns(before));
  return tokens(line.text).flatMap((token, index) => {
    if (isSameToken(token, found[index]) || isOfPerson(token, line)) return [];
    return [difference(line, token, found[index])];
  });
}

/** Numbers that are no figures: dates, and whatever a person wrote. */
const isOfPerson = (token: Token, line: DocumentLine): boolean =>
  token.kind === 'number' && figureOf(token, line) === undefined;

const figureOf = ({ from }: Token, { figures }: DocumentLine) =>
  figures.find((span) => span.from <= from && from < span.to);

export function difference(line: DocumentLine, token: Token, found: Token | undefined): PrintedDifference {
  const figure = token.kind === 'number' ? figureOf(token, line) : undefined;
  return {
    id: figure?.id ?? TOLD[token.kind],
    place: line.place,
    expected: shownToken(token),
    found: found ? shownToken(found) : '',
    line: line.text.replaceAll(CELL_BREAK, ' | ').slice(0, LONGEST_LINE),
    isFigure: figure !== undefined,
  };
}

const TOLD: Readonly<Record<Token['kind'], string>> = {
  number: 'số / number',
  state: 'tình trạng / state',
  name: 'tên / name',
  picture: 'hình / picture',
};

const LONGEST_LINE = 120;
const DIGITS_OF_PICTURE = 8;

const shownToken = (token: Token): string =>
  token.kind === 'picture'
    ? `${token.text.slice(1, DIGITS_OF_PICTURE + 1)}…`
    : token.kind === 'number'
      ? bareToken(token)
      : token.text;

/**
 * What a line says otherwise that somebody put into other words. Its states must be said again, as many and in their order; so must
 * those of each cell of a row, and its figures and names; a figure of a sentence is missed where another number stands in its place.
 */
export function rewordedDifferences(
  line: DocumentLine,
  text: string,
  reader: LineReader,
): readonly PrintedDifference[] {
  if (!isRowText(line.text))
    return missed(line, { text: line.text, from: 0 }, text, { reader, isRow: false });
  const theirs = text.split(CELL_BREAK);
  let from = 0;
  return line.text.split(CELL_BREAK).flatMap((cell, index) => {
    const part = { text: cell, from };
    from += cell.length + CELL_BREAK.length;
    return missed(line, part, theirs[index] ?? '', { reader, isRow: true });
  });
}

/** Lines that say a state, where others stand in their place that do not say it: taken out altogether they are told as that. */
export function replacedStates(
  lost: readonly DocumentLine[],
  instead: readonly string[],
  { tokens }: LineReader,
): readonly PrintedDifference[] {
  const statesOf = (text: string) => tokens(text).filter(({ kind }) => kind === 'state');
  const said = instead.filter((text) => text.trim() !== '').map(statesOf);
  if (said.length === 0) return [];
  return lost.flatMap((line) => {
    const wanted = line.text.includes(DOTS) ? [] : statesOf(line.text);
    const isSaid = said.some((states) => wanted.every((token, at) => isSameToken(token, states[at])));
    const [token] = wanted;
    return isSaid || !token ? [] : [difference(line, token, undefined)];
  });
}

interface Part {
  readonly text: string;
  /** Where it begins in its line. */
  readonly from: number;
}

function missed(
  line: DocumentLine,
  part: Part,
  text: string,
  { reader, isRow }: { readonly reader: LineReader; readonly isRow: boolean },
): readonly PrintedDifference[] {
  const ours = reader.tokens(part.text, isRow).map((token) => ({ ...token, from: token.from + part.from }));
  const theirs = reader.tokens(text, isRow);
  const of = (tokens: readonly Token[], kind: Token['kind']) => tokens.filter((token) => token.kind === kind);
  const isToFill = part.text.includes(DOTS);
  const inOrder = (['state', 'name', 'picture'] as const).flatMap((kind) => {
    const wanted = of(ours, kind);
    const found = isToFill ? sharedOf(of(theirs, kind), wanted) : of(theirs, kind);
    const place = wanted.findIndex((token, index) => !isSameToken(token, found[index]));
    const [token] = wanted.slice(place < 0 ? wanted.length : place);
    if (token) return [difference(line, token, found[place])];
    const [more] = found.slice(wanted.length);
    // A state that was added to one, or to a line without any, says something else of the same.
    return more && kind === 'state' ? [{ ...difference(line, more, more), expected: '' }] : [];
  });
  if (isToFill) return inOrder;
  return [...inOrder, ...missedNumbers(line, of(ours, 'number'), of(theirs, 'number'), isRow)];
}

/** What a person fills in may have states of its own. */
const sharedOf = (tokens: readonly Token[], wanted: readonly Token[]): readonly Token[] =>
  tokens.filter((token) => wanted.some((one) => isSameToken(one, token)));

function missedNumbers(
  line: DocumentLine,
  ours: readonly Token[],
  theirs: readonly Token[],
  isRow: boolean,
): readonly PrintedDifference[] {
  if (!isRow && ours.length !== theirs.length) return [];
  const said = new Set(theirs.map(bareToken));
  return ours.flatMap((token, index) =>
    isOfPerson(token, line) || said.has(bareToken(token)) ? [] : [difference(line, token, theirs[index])],
  );
}
