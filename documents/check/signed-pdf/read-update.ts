import { isDeepStrictEqual } from 'node:util';
import { type PdfObject, type PdfObjects, readObject, readTrailer, type Trailer } from './pdf-objects.ts';
import { isSameValue, nameIn, type PdfDictionary, PdfReader, wholeIn } from './pdf-value.ts';

/** What was put behind a PDF file: objects, their table, and nothing else. */
export interface PdfUpdate {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: Trailer;
}

/**
 * Reads the bytes of one update. Its table must name its own objects and no others, so that every reader finds those that are
 * looked at here. @throws RangeError where there is anything else.
 */
export function readUpdate(text: string, from: number, end: number, before: PdfObjects): PdfUpdate {
  const part = text.slice(0, end);
  const reader = new PdfReader(part);
  const objects = new Map<number, PdfObject>();
  let at = reader.skip(from);
  while (!reader.startsWith('xref', at)) {
    const object = readObject(reader, part, at);
    if (objects.has(object.number)) throw new RangeError(`object ${object.number} twice`);
    objects.set(object.number, object);
    at = reader.skip(object.to);
  }
  const trailer = readTrailer(reader, part, at);
  expectTable(trailer, objects);
  expectNew(objects, before);
  expectTrailer(trailer, before);
  expectSize(trailer, objects, before);
  expectNoOthers(part.slice(from), objects);
  expectEnd(part.slice(reader.skip(trailer.to)), trailer);
  return { objects, trailer };
}

function expectTable({ offsets }: Trailer, objects: ReadonlyMap<number, PdfObject>): void {
  for (const [number, offset] of offsets)
    if (objects.get(number)?.from !== offset.from || objects.get(number)?.generation !== offset.generation)
      throw new RangeError(`the table says that object ${number} is where it is not`);
  for (const number of objects.keys())
    if (!offsets.has(number)) throw new RangeError(`object ${number} is in no table`);
}

function sizeOf(trailer: PdfDictionary): number {
  const size = wholeIn(trailer, 'Size');
  if (size === undefined) throw new RangeError('/Size is missing');
  return size;
}

/** Programs keep numbers that they do not use after all. */
const MOST_SPARE = 100;

/** Readers leave out objects from the size on. */
function expectSize({ dictionary }: Trailer, objects: PdfUpdate['objects'], before: PdfObjects): void {
  const least = Math.max(sizeOf(before.trailer), ...[...objects.keys()].map((number) => number + 1));
  const spare = sizeOf(dictionary) - least;
  if (spare < 0 || spare > MOST_SPARE) throw new RangeError(`expected ${least} as /Size`);
}

/** A reader that does not trust the table looks for objects all through the file, also within streams. */
function expectNoOthers(update: string, objects: PdfUpdate['objects']): void {
  const words = [/(?<=[\0\t\n\f\r \d])obj/g, /xref/g, /trailer/g];
  const found = words.map((word) => [...update.matchAll(word)].length);
  if (!isDeepStrictEqual(found, [objects.size, 2, 1]))
    throw new RangeError('an object or a table within another object');
  for (const { number, value } of objects.values())
    if (['ObjStm', 'XRef'].includes(nameIn(value, 'Type') ?? ''))
      throw new RangeError(`object ${number} holds objects`);
}

/** An object that is new has a number behind all: one that was not given away may be named somewhere already. */
function expectNew(objects: ReadonlyMap<number, PdfObject>, before: PdfObjects): void {
  for (const number of objects.keys())
    if (!before.object(number) && number < sizeOf(before.trailer))
      throw new RangeError(`object ${number} takes a number that was free`);
}

/** Other objects of the same file, and no other way to them. */
function expectTrailer({ dictionary }: Trailer, before: PdfObjects): void {
  const { members } = dictionary;
  const known = before.trailer.members;
  for (const name of ['Root', 'Info'])
    if (members.has(name) && !isSameValue(members.get(name), known.get(name)))
      throw new RangeError(`/${name} leads to another object`);
  if (!members.has('Root')) throw new RangeError('/Root is missing');
  if (wholeIn(dictionary, 'Prev') !== before.startXref)
    throw new RangeError('/Prev does not lead to the table before');
  for (const name of members.keys()) if (!TRAILER.has(name)) throw new RangeError(`/${name} in the trailer`);
}
const TRAILER: ReadonlySet<string> = new Set(['Size', 'Root', 'Info', 'Prev', 'ID']);

function expectEnd(rest: string, { from }: Trailer): void {
  const found = /^startxref[\r\n ]{1,3}(\d{1,10})[\r\n ]{1,3}%%EOF[\r\n]{0,2}$/.exec(rest);
  if (!found || Number(found[1]) !== from)
    throw new RangeError('startxref does not lead to the table of this update');
}
