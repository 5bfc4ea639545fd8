import { type PdfDictionary, PdfReader, type PdfValue, wholeIn } from './pdf-value.ts';

/** An object of a PDF file, with its place in it. */
export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  readonly from: number;
  readonly to: number;
  readonly value: PdfValue;
  readonly isStream: boolean;
}

export interface Trailer {
  readonly dictionary: PdfDictionary;
  /** Where each object begins, by its number, of this part of the file alone. */
  readonly offsets: ReadonlyMap<number, Pick<PdfObject, 'from' | 'generation'>>;
  /** Where the table begins. */
  readonly from: number;
  readonly to: number;
}

/** Reads one object. @throws RangeError where there is none. */
export function readObject(reader: PdfReader, text: string, from: number): PdfObject {
  const head = /^(\d{1,8})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+obj/.exec(text.slice(from, from + 40));
  // Some programs count the generations of what they add; whatever its generation, an object is held to its number.
  if (!head) throw new RangeError(`expected an object at ${from}`);
  const { value, to } = reader.value(from + head[0].length);
  const next = reader.skip(to);
  const [number, generation] = [Number(head[1]), Number(head[2])];
  if (!reader.startsWith('stream', next)) {
    return { number, generation, from, to: expectWord(reader, 'endobj', next), value, isStream: false };
  }
  const length = wholeIn(value, 'Length');
  const [line] = /^stream\r?\n/.exec(text.slice(next, next + 8)) ?? [];
  if (length === undefined || line === undefined)
    throw new RangeError(`expected the length of the stream at ${from}`);
  const end = expectWord(reader, 'endstream', reader.skip(next + line.length + length));
  return {
    number,
    generation,
    from,
    to: expectWord(reader, 'endobj', reader.skip(end)),
    value,
    isStream: true,
  };
}

function expectWord(reader: PdfReader, word: string, at: number): number {
  if (!reader.startsWith(word, at)) throw new RangeError(`expected ${word} at ${at}`);
  return at + word.length;
}

/** A table of objects and the dictionary behind it. @throws RangeError for any other form. */
export function readTrailer(reader: PdfReader, text: string, from: number): Trailer {
  let at = reader.skip(expectWord(reader, 'xref', from));
  const offsets = new Map<number, Pick<PdfObject, 'from' | 'generation'>>();
  while (!reader.startsWith('trailer', at)) {
    const head = /^(\d{1,8}) (\d{1,8})[ \r\n]+/.exec(text.slice(at, at + 40));
    if (!head) throw new RangeError(`expected a part of the table at ${at}`);
    at += head[0].length;
    for (let place = 0; place < Number(head[2]); place++) {
      const entry = /^(\d{10}) (\d{5}) ([nf])[ \r\n]{2}/.exec(text.slice(at, at + 20));
      if (!entry) throw new RangeError(`expected an entry of the table at ${at}`);
      const number = Number(head[1]) + place;
      // Which of two is read depends on the reader.
      if (offsets.has(number)) throw new RangeError(`object ${number} stands twice in the table`);
      if (entry[3] === 'n') offsets.set(number, { from: Number(entry[1]), generation: Number(entry[2]) });
      else if (number !== 0) throw new RangeError(`object ${number} was taken away`);
      at += entry[0].length;
    }
    at = reader.skip(at);
  }
  const { value, to } = reader.dictionary(reader.skip(at + 'trailer'.length));
  return { dictionary: value, offsets, from, to };
}

/** All objects of a file up to an end, each as its last update has it. */
export interface PdfObjects {
  readonly trailer: PdfDictionary;
  readonly startXref: number;
  readonly object: (number: number) => PdfObject | undefined;
}

/** More updates than anybody signs a document. */
const MOST_UPDATES = 50;

/** Reads the objects of a file by its tables. @throws RangeError where it is no such file. */
export function openObjects(text: string, end: number): PdfObjects {
  const reader = new PdfReader(text);
  const startXref = lastStartXref(text, end);
  const offsets = new Map<number, number>();
  let at: number | undefined = startXref;
  let first: Trailer | undefined;
  for (let update = 0; at !== undefined; update++) {
    if (update > MOST_UPDATES) throw new RangeError('more updates than a document has');
    const trailer = readTrailer(reader, text, at);
    first ??= trailer;
    for (const [number, { from }] of trailer.offsets) if (!offsets.has(number)) offsets.set(number, from);
    at = wholeIn(trailer.dictionary, 'Prev');
  }
  if (!first) throw new RangeError('no table of objects');
  return {
    trailer: first.dictionary,
    startXref,
    object: (number) => {
      const offset = offsets.get(number);
      return offset === undefined ? undefined : readObject(reader, text, offset);
    },
  };
}

function lastStartXref(text: string, end: number): number {
  const at = text.lastIndexOf('startxref', end);
  const found = /^startxref[\r\n ]+(\d{1,10})[\r\n ]+%%EOF/.exec(text.slice(at, at + 40));
  if (at < 0 || !found) throw new RangeError('expected the place of the table of objects');
  return Number(found[1]);
}
