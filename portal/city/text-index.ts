import { STEP, type Steps } from '../../core/host/in-slices.ts';
import { toSlug } from '../../core/text/to-slug.ts';

/** Texts by their number, found by any part of any of their words: without accents, in any order. */
export interface TextIndex {
  /** Numbers of at most so many texts that hold every word, the best first. */
  readonly find: (words: readonly string[], most: number) => FoundTexts;
}

export interface FoundTexts {
  readonly numbers: readonly number[];
  /** Of all that were found, and at least: a word that is everywhere is not followed to its end. */
  readonly total: number;
  readonly isAll: boolean;
}

/** What people type, as the index has it: `Cầu Giấy 03` is cau, giay and 03. */
export const wordsOf = (query: string): readonly string[] => toSlug(query).split('-').filter(Boolean);

/** What is to be found of a text between two hyphens: a short number is a word of its own, `2` is not in 12 nor in 2026; all else is found in any part. */
export const partOf = (word: string): string => (/^[1-9]\d{0,2}$/.test(word) ? `-${word}-` : word);

/** The words of a text as they are found by {@link partOf}. */
export const toFindable = (text: string): string => `-${toSlug(text)}-`;

/** What is to be found: of a thing its own, such as its name, and apart from that what is around it. */
export type Findable = string | readonly [own: string, around: string];

/** So many that match are compared with each other. */
const MOST_COMPARED = 2_000;
const SPACE = 0x2d;
const END = 0x0a;

/**
 * All texts stand in one stretch of memory, each behind a sign of its own, and are looked through as they are: 100,000 of them are
 * ten megabytes, and take some milliseconds.
 */
export function* indexTexts(count: number, textAt: (number: number) => Findable): Steps<TextIndex> {
  const starts = new Uint32Array(count + 1);
  let room: Buffer = Buffer.allocUnsafeSlow(count * USUAL_BYTES);
  let length = 0;
  for (let number = 0; number < count; number++) {
    if (number % STEP === STEP - 1) yield;
    const text = `${[textAt(number)].flat().map(toFindable).join('')}\n`;
    starts[number] = length;
    if (length + text.length > room.length) room = enlarge(room, length + text.length);
    length += room.write(text, length, 'latin1');
  }
  starts[count] = length;
  const bytes = Buffer.allocUnsafeSlow(length);
  room.copy(bytes);
  return { find: (words, most) => find({ bytes, starts }, words, most) };
}

/** Of a text, about. */
const USUAL_BYTES = 128;

function enlarge(room: Buffer, atLeast: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.max(atLeast, Math.ceil(1.25 * room.length)));
  room.copy(larger);
  return larger;
}

interface Texts {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
}

function find({ bytes, starts }: Texts, words: readonly string[], most: number): FoundTexts {
  const [rarest, ...others] = words
    .map(partOf)
    .map((word) => ({ word, spread: spreadOf(bytes, word) }))
    .sort((a, b) => b.spread - a.spread)
    .map(({ word }) => word);
  if (rarest === undefined) return { numbers: [], total: 0, isAll: true };
  const found: { readonly number: number; readonly rank: number }[] = [];
  let at = bytes.indexOf(rarest, 0, 'latin1');
  while (at >= 0 && found.length < MOST_COMPARED) {
    const number = numberAt(starts, at);
    const end = starts[number + 1] ?? bytes.length;
    const text = bytes.subarray(starts[number] ?? 0, end);
    if (others.every((word) => text.includes(word, 0, 'latin1')))
      found.push({ number, rank: rankOf(text, words) });
    at = bytes.indexOf(rarest, end, 'latin1');
  }
  const best = found.sort((a, b) => a.rank - b.rank || a.number - b.number).slice(0, most);
  return { numbers: best.map(({ number }) => number), total: found.length, isAll: at < 0 };
}

const SAMPLED = 50;

/** How far the first few of a word reach: the farther, the rarer it is. */
function spreadOf(bytes: Buffer, word: string): number {
  let at = bytes.indexOf(word, 0, 'latin1');
  for (let seen = 1; at >= 0 && seen < SAMPLED; seen++) at = bytes.indexOf(word, at + 1, 'latin1');
  return at < 0 ? bytes.length : at;
}

/** The text that a place lies in. */
function numberAt(starts: Uint32Array, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** The lower, the better: all is found in what is its own, before what is around it; it begins with what was typed, holds it together, its words each whole, at beginnings of words, or somewhere; the earlier in the text, the better. */
function rankOf(text: Buffer, words: readonly string[]): number {
  const between = text.indexOf('--', 0, 'latin1');
  const own = between < 0 ? text : text.subarray(0, between + 1);
  const isOwn = words.every((word) => own.includes(partOf(word), 0, 'latin1'));
  return matchOf(text, words) + (isOwn ? 0 : AROUND);
}

/** Behind all that are found by their own. */
const AROUND = 1_000;

function matchOf(text: Buffer, words: readonly string[]): number {
  const typed = `-${words.join('-')}`;
  if (text.indexOf(typed, 0, 'latin1') === 0) return isEnd(text[typed.length]) ? 0 : 1;
  if (words.length > 1 && text.includes(typed, 0, 'latin1')) return 2;
  const starts = words.filter((word) => text.includes(`-${word}`, 0, 'latin1')).length;
  const whole = words.filter((word) => isWhole(text, word)).length;
  const place = text.indexOf(`-${words[0]}`, 0, 'latin1');
  return 3 + 2 * words.length - starts - whole + (place < 0 ? 1 : place / (place + 64));
}

function isWhole(text: Buffer, word: string): boolean {
  const at = text.indexOf(`-${word}`, 0, 'latin1');
  return at >= 0 && isEnd(text[at + word.length + 1]);
}

const isEnd = (sign: number | undefined): boolean => sign === SPACE || sign === END;
