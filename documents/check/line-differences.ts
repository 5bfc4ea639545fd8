import { CELL_BREAK, DOTS, type DocumentLine } from './document-lines.ts';
import { clauseAt, isFilled, isHeading, isOfLabel, isUnit, placesToFill, unnumbered } from './held-parts.ts';
import {
  bareToken,
  countSigns,
  flat,
  isRowText,
  isSameToken,
  type LineReader,
  type Token,
} from './line-tokens.ts';
import { ordinalEnd } from './place-original.ts';

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
  reader: LineReader,
): readonly PrintedDifference[] {
  const { tokens, skeleton } = reader;
  const [whole, part] = [skeleton(text), skeleton(line.text)];
  const before = whole.slice(0, Math.max(0, whole.indexOf(part)));
  const found = tokens(text).slice(countSigns(before));
  const isHeld = holds(line, reader);
  const changed = tokens(line.text).flatMap((token, index) =>
    isSameToken(token, found[index]) || !isHeld(token) ? [] : [difference(line, token, found[index])],
  );
  return changed.length > 0 ? changed : addedStates(line, tokens(line.text), tokens(text));
}

/** A state that was added to one, or to a line without any, says something else of the same. */
function addedStates(
  line: DocumentLine,
  ours: readonly Token[],
  theirs: readonly Token[],
): readonly PrintedDifference[] {
  const left = ours.map((token) => bareToken(token));
  const [more] = theirs.filter((token) => {
    const at = left.indexOf(bareToken(token));
    if (at >= 0) left.splice(at, 1);
    return at < 0 && token.kind === 'state';
  });
  return more && !line.text.includes(DOTS) ? [{ ...difference(line, more, more), expected: '' }] : [];
}

/**
 * What of a line must stand there as it was: all but numbers that are no figures, dates and whatever a person wrote, and but what is
 * said of a place to be filled in. Beside a state and in a heading each number is held: it says since when, or of which task.
 */
function holds(line: DocumentLine, { tokens }: LineReader): (token: Token) => boolean {
  const places = placesToFill(line.text);
  const isSet = ({ from }: Token) => !places.some(([begin, end]) => begin <= from && from < end);
  const isOther =
    isHeading(line.text) || tokens(line.text).some((token) => token.kind === 'state' && isSet(token));
  const begin = ordinalEnd(line.text);
  return (token) =>
    isSet(token) &&
    (token.kind !== 'number' || figureOf(token, line) !== undefined || (isOther && token.from >= begin));
}

const figureOf = ({ from }: Token, { figures }: DocumentLine) =>
  figures.find((span) => span.from <= from && from < span.to);

export function difference(line: DocumentLine, token: Token, found: Token | undefined): PrintedDifference {
  const figure = token.kind === 'number' ? figureOf(token, line) : undefined;
  return {
    id: figure?.id ?? TOLD[token.kind],
    place: line.place,
    expected: shownToken(token),
    found: found ? shownToken(found) : '',
    line: shownLine(line),
    isFigure: figure !== undefined,
  };
}

const shownLine = ({ text }: DocumentLine): string => shownCells(text).slice(0, LONGEST_LINE);

const shownCells = (text: string): string => flat(text.replaceAll(CELL_BREAK, ' | '));

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
 * What a line says otherwise that somebody put into other words. Its states and figures must be said again, as many, in their order, and
 * beside no word that turns them; a cell of a row with any, and what names the row, stands as it did.
 */
export function rewordedDifferences(
  line: DocumentLine,
  text: string,
  reader: LineReader,
): readonly PrintedDifference[] {
  if (isFilled(line.text, text)) return [];
  if (isRowText(line.text)) return rowDifferences(line, text, reader);
  const told = partDifferences(line, { text: line.text, from: 0 }, text, { reader, isRow: false });
  const isTitle = isUnit(line.text) || (isHeading(line.text) && isToStand(line, reader));
  return told.length > 0 || !isTitle || unnumbered(line.text) === unnumbered(text)
    ? told
    : [changedWords(line, line.text, text)];
}

function rowDifferences(line: DocumentLine, text: string, reader: LineReader): readonly PrintedDifference[] {
  const [ours, theirs] = [line.text.split(CELL_BREAK), text.split(CELL_BREAK)];
  const isHeld = holds(line, reader);
  const isRowHeld = isToStand(line, reader);
  if (!isRowHeld && isReordered(ours, theirs)) return [changedWords(line, line.text, text)];
  let from = 0;
  return ours.flatMap((cell, index) => {
    const part = { text: cell, from };
    from += cell.length + CELL_BREAK.length;
    const found = theirs[index] ?? '';
    if (isFilled(cell, found)) return [];
    const told = partDifferences(line, part, found, { reader, isRow: true });
    const isCellHeld = isOfLabel(ours, index) || tokensOf(part, reader, true).some((token) => isHeld(token));
    return told.length > 0 || !isRowHeld || !isCellHeld || cell.includes(DOTS)
      ? told
      : [changedWords(line, cell, found)];
  });
}

/** Heads of columns that changed places say all figures below of something else. */
const isReordered = (ours: readonly string[], theirs: readonly string[]): boolean =>
  ours.join() !== theirs.join() && ours.toSorted().join() === theirs.toSorted().join();

const changedWords = (line: DocumentLine, expected: string, found: string): PrintedDifference => ({
  ...{ id: 'lời / words', place: line.place, expected: shownCells(expected), found: shownCells(found) },
  ...{ line: shownLine(line), isFigure: false },
});

/** Whether a line has a state, or a figure: a row, or a heading with any number, must not go. */
function isToStand(line: DocumentLine, reader: LineReader): boolean {
  const isHeld = holds(line, reader);
  const kinds = reader
    .tokens(line.text)
    .filter((token) => isHeld(token))
    .map(({ kind }) => kind);
  return kinds.includes('state') || kinds.includes('number');
}

/**
 * What is gone with a line that was not found. A row of states or figures, and the heading of a task, must be there; so must a state, be it
 * in another sentence under its heading. A sentence of figures may be taken out, and is told, but no other may stand in its place.
 */
export function lostDifferences(
  line: DocumentLine,
  instead: readonly string[],
  reader: LineReader,
): readonly PrintedDifference[] {
  if (isUnit(line.text)) return [changedWords(line, line.text, '')];
  if (!isToStand(line, reader)) return [];
  const isHeld = holds(line, reader);
  const held = reader.tokens(line.text).filter((token) => isHeld(token));
  const state = held.find(({ kind }) => kind === 'state');
  const token = state ?? held.find(({ kind }) => kind === 'number');
  if (!token) return [];
  if (isRowText(line.text) || isHeading(line.text)) return [difference(line, token, undefined)];
  const rivals = state ? instead : instead.filter((text) => /\p{N}/u.test(text));
  if (!state && rivals.length === 0) return [];
  const isSaid = rivals.some((text) => rewordedDifferences(line, text, reader).length === 0);
  return isSaid ? [] : [difference(line, token, undefined)];
}

/** A line that stands under another heading, or in another table, is said of something else. */
export function movedDifferences(line: DocumentLine, reader: LineReader): readonly PrintedDifference[] {
  return isRowText(line.text) || isHeading(line.text) || isToStand(line, reader)
    ? [changedWords(line, 'tại chỗ / in its place', 'chuyển chỗ / moved')]
    : [];
}

/** A row that nobody handed out and that says a state. */
export function addedRow(text: string, place: string, { tokens }: LineReader): readonly PrintedDifference[] {
  const state = isRowText(text) ? tokens(text).find(({ kind }) => kind === 'state') : undefined;
  return state ? [{ ...difference({ text, place, figures: [] }, state, state), expected: '' }] : [];
}

interface Part {
  readonly text: string;
  /** Where it begins in its line. */
  readonly from: number;
}

interface Reading {
  readonly reader: LineReader;
  readonly isRow: boolean;
}

const tokensOf = (part: Part, { tokens }: LineReader, isRow: boolean): readonly Token[] =>
  tokens(part.text, isRow).map((token) => ({ ...token, from: token.from + part.from }));

function partDifferences(
  line: DocumentLine,
  part: Part,
  text: string,
  { reader, isRow }: Reading,
): readonly PrintedDifference[] {
  const ours = tokensOf(part, reader, isRow);
  const theirs = reader.tokens(text, isRow);
  const isHeld = holds(line, reader);
  const told = part.text.includes(DOTS)
    ? filledDifferences(line, part, { ours, theirs, isHeld })
    : saidDifferences(line, { ours, theirs, isHeld });
  if (told.length > 0) return told;
  return [
    ...turnedDifferences(line, part, text, { reader, isRow }).slice(0, 1),
    ...(isRow || !isToStand(line, reader) ? [] : namedDifferences(line, text, reader)),
  ];
}

interface Said {
  readonly ours: readonly Token[];
  readonly theirs: readonly Token[];
  readonly isHeld: (token: Token) => boolean;
}

function saidDifferences(line: DocumentLine, said: Said): readonly PrintedDifference[] {
  const of = (tokens: readonly Token[], kind: Token['kind']) => tokens.filter((token) => token.kind === kind);
  const inOrder = (['state', 'name', 'picture'] as const).flatMap((kind) => {
    const [wanted, found] = [of(said.ours, kind), of(said.theirs, kind)];
    const place = wanted.findIndex((token, index) => !isSameToken(token, found[index]));
    const [token] = wanted.slice(place < 0 ? wanted.length : place);
    if (token) return [difference(line, token, found[place])];
    const [more] = found.slice(wanted.length);
    return more && kind === 'state' ? [{ ...difference(line, more, more), expected: '' }] : [];
  });
  const [ours, theirs] = [of(said.ours, 'number'), of(said.theirs, 'number')];
  return [...inOrder, ...numberDifferences(line, { ...said, ours, theirs })];
}

/** Figures must be there in their order, and no number that was not. */
function numberDifferences(line: DocumentLine, { ours, theirs, isHeld }: Said): readonly PrintedDifference[] {
  if (!ours.some((token) => isHeld(token))) return [];
  let next = 0;
  const missed = ours.flatMap((token, index) => {
    if (!isHeld(token)) return [];
    const at = theirs.findIndex((one, place) => place >= next && isSameToken(token, one));
    if (at < 0) return [difference(line, token, theirs[index])];
    next = at + 1;
    return [];
  });
  if (missed.length > 0) return missed;
  let from = 0;
  const more = theirs.find((token) => {
    const at = ours.findIndex((one, place) => place >= from && isSameToken(token, one));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
  return more ? [{ ...difference(line, more, more), expected: '' }] : [];
}

/** Of a text with places to fill in: what stood before the first must come first, and last what stood behind the last. */
function filledDifferences(
  line: DocumentLine,
  part: Part,
  { ours, theirs, isHeld }: Said,
): readonly PrintedDifference[] {
  const places = placesToFill(part.text);
  const [first, last] = [(places[0]?.[0] ?? 0) + part.from, (places.at(-1)?.[1] ?? 0) + part.from];
  const head = ours.filter(({ from }) => from < first);
  const tail = ours.filter(({ from }) => from >= last);
  const begin = Math.max(head.length, theirs.length - tail.length);
  const isAmong = (token: Token) => theirs.slice(head.length, begin).some((one) => isSameToken(token, one));
  const wrong = (token: Token, found: Token | undefined) =>
    isHeld(token) && token.kind !== 'name' && !isSameToken(token, found)
      ? [difference(line, token, found)]
      : [];
  return [
    ...head.flatMap((token, index) => wrong(token, theirs[index])),
    ...ours
      .filter((token) => token.from >= first && token.from < last && !isAmong(token))
      .flatMap((token) => wrong(token, undefined)),
    ...tail.flatMap((token, index) => wrong(token, theirs[begin + index])),
  ];
}

/** Of a sentence of states or figures: whom it names, in order. One may be left out or come in, but not stand in place of another. */
function namedDifferences(
  line: DocumentLine,
  text: string,
  { tokens }: LineReader,
): readonly PrintedDifference[] {
  const namesOf = (whole: string) => tokens(whole, true).filter(({ kind }) => kind === 'name');
  const left = [...namesOf(text)];
  let next = 0;
  const [missed] = namesOf(line.text).filter((token) => {
    const at = left.findIndex((one, place) => place >= next && isOfSameName(token, one));
    if (at >= 0) {
      left.splice(at, 1);
      next = at;
    }
    return at < 0;
  });
  return missed && left[0] ? [difference(line, missed, left[0])] : [];
}

/** A name, or what it is shortened to. */
function isOfSameName(a: Token, b: Token): boolean {
  const [one, other] = [bareToken(a), bareToken(b)];
  return one.startsWith(other) || other.startsWith(one);
}

/** States and figures that are said beside other words of those that turn them. */
function turnedDifferences(
  line: DocumentLine,
  part: Part,
  text: string,
  { reader, isRow }: Reading,
): readonly PrintedDifference[] {
  const isHeld = holds(line, reader);
  const turnsAt = (whole: string, at: number) => reader.turns(clauseAt(whole, at)).join(' ');
  const ours = tokensOf(part, reader, isRow);
  const theirs = reader.tokens(text, isRow);
  const isLeftOut = reader.turns(part.text).length > 0 && reader.turns(text).length === 0;
  if (isLeftOut && ours.some((token) => isHeld(token))) return [changedWords(line, part.text, text)];
  let next = 0;
  return ours.flatMap((token) => {
    if (!isHeld(token) || (token.kind !== 'number' && token.kind !== 'state')) return [];
    const at = theirs.findIndex((one, place) => place >= next && isSameToken(token, one));
    const found = theirs[at];
    if (!found) return [];
    next = at + 1;
    const own = token.from - part.from;
    if (turnsAt(part.text, own) === turnsAt(text, found.from)) return [];
    return [changedWords(line, clauseAt(part.text, own), clauseAt(text, found.from))];
  });
}
