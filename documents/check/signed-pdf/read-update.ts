import { type PdfObject, type PdfObjects, readObject, readTrailer, type Trailer } from './pdf-objects.ts';
import { isSameValue, PdfReader } from './pdf-value.ts';

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
  expectEnd(part.slice(reader.skip(trailer.to)), trailer);
  return { objects, trailer };
}

function expectTable({ offsets }: Trailer, objects: ReadonlyMap<number, PdfObject>): void {
  for (const [number, offset] of offsets)
    if (objects.get(number)?.from !== offset)
      throw new RangeError(`the table says that object ${number} is where it is not`);
  for (const number of objects.keys())
    if (!offsets.has(number)) throw new RangeError(`object ${number} is in no table`);
}

/** An object that is new has a number behind all: one that was not given away may be named somewhere already. */
function expectNew(objects: ReadonlyMap<number, PdfObject>, before: PdfObjects): void {
  const size = before.trailer.members.get('Size');
  for (const number of objects.keys())
    if (!before.object(number) && (size?.is !== 'number' || number < size.value))
      throw new RangeError(`object ${number} takes a number that was free`);
}

/** Other objects of the same file, and no other way to them. */
function expectTrailer({ dictionary: { members } }: Trailer, before: PdfObjects): void {
  const known = before.trailer.members;
  for (const name of ['Root', 'Info'])
    if (members.has(name) && !isSameValue(members.get(name), known.get(name)))
      throw new RangeError(`/${name} leads to another object`);
  if (!members.has('Root')) throw new RangeError('/Root is missing');
  const previous = members.get('Prev');
  if (previous?.is !== 'number' || previous.value !== before.startXref)
    throw new RangeError('/Prev does not lead to the table before');
  for (const name of members.keys()) if (!TRAILER.has(name)) throw new RangeError(`/${name} in the trailer`);
}
const TRAILER: ReadonlySet<string> = new Set(['Size', 'Root', 'Info', 'Prev', 'ID']);

function expectEnd(rest: string, { from }: Trailer): void {
  const found = /^startxref[\r\n ]+(\d{1,10})[\r\n ]+$/.exec(rest.replace(/%%EOF[\r\n ]*$/, ''));
  if (!found || Number(found[1]) !== from)
    throw new RangeError('startxref does not lead to the table of this update');
}
