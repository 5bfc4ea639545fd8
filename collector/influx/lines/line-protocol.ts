import { NO_TAG_VALUE, SERIES, type SeriesName } from '../../../core/names/series.ts';

type FieldType = 'integer' | 'float' | 'string';
type FieldTypes<Name extends SeriesName> = (typeof SERIES)[Name]['fields'];

/** Every tag of a series; a value that is absent in the inventory is written as {@link NO_TAG_VALUE}. */
export type Tags<Name extends SeriesName> = {
  readonly [Tag in (typeof SERIES)[Name]['tags'][number]]: string | undefined;
};

/** Fields of a series by the types of its table, `down_ms` as `downMs`; absent ones are left out of the line. */
export type Fields<Name extends SeriesName> = Partial<{
  readonly [Field in keyof Columns<Name>]: Columns<Name>[Field] | undefined;
}>;

/** The same with none of them absent. */
export type Columns<Name extends SeriesName> = {
  readonly [Field in keyof FieldTypes<Name> &
    string as CamelCase<Field>]: FieldTypes<Name>[Field] extends 'string' ? string : number;
};

type CamelCase<Text extends string> = Text extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Text;

/** Measurement and tags as a line starts with them. */
export interface SeriesKey<Name extends SeriesName> {
  readonly series: Name;
  readonly text: string;
}

const MAX_TAG_LENGTH = 256;
const MAX_STRING_LENGTH = 4_096;

/**
 * One point of InfluxDB's line protocol (`precision=ms`), or `undefined` when it would carry no field.
 * Numbers that InfluxDB cannot hold (NaN, infinities, unsafe integers) are left out, never written as something else.
 */
export function renderLine<Name extends SeriesName>(
  key: SeriesKey<Name>,
  fields: Fields<Name>,
  atMs: number,
): string | undefined;
export function renderLine(
  { series, text }: SeriesKey<SeriesName>,
  fields: { readonly [field: string]: string | number | undefined },
  atMs: number,
): string | undefined {
  if (!Number.isSafeInteger(atMs)) return undefined;
  let rendered = '';
  for (const { property, type, start } of FIELDS.get(series) ?? []) {
    const value = fields[property];
    if (value === undefined) continue;
    const text = renderField(type, value);
    if (text !== undefined) rendered += start + text;
  }
  // Every field starts with a comma; the first one follows a space instead.
  return rendered === '' ? undefined : `${text} ${rendered.slice(1)} ${atMs}`;
}

export function renderSeriesKey<Name extends SeriesName>(series: Name, tags: Tags<Name>): SeriesKey<Name>;
export function renderSeriesKey(
  series: SeriesName,
  tags: { readonly [tag: string]: string | undefined },
): SeriesKey<SeriesName> {
  return { series, text: renderPieces(series, tags, []).join('') };
}

/**
 * A key in pieces: the values of the tags in `own`, each by {@link renderTag} and in the order of their names, belong
 * between them. What many keys have in common is then kept once.
 */
export function splitSeriesKey<Name extends SeriesName, Own extends keyof Tags<Name>>(
  series: Name,
  tags: Omit<Tags<Name>, Own>,
  own: readonly Own[],
): readonly string[];
export function splitSeriesKey(
  series: SeriesName,
  tags: { readonly [tag: string]: string | undefined },
  own: readonly string[],
): readonly string[] {
  return renderPieces(series, tags, own);
}

function renderPieces(
  series: SeriesName,
  tags: { readonly [tag: string]: string | undefined },
  own: readonly string[],
): readonly string[] {
  const { measurement, tags: names } = SERIES[series];
  const pieces: string[] = [];
  let piece: string = measurement;
  // InfluxDB sorts tags by itself when they come out of order, which costs it time on every line.
  for (const name of [...names].sort()) {
    piece += `,${name}=`;
    if (own.includes(name)) {
      pieces.push(piece);
      piece = '';
    } else piece += renderTag(tags[name]);
  }
  return [...pieces, piece];
}

export function renderTag(value: string | undefined): string {
  return value !== undefined && PLAIN.test(value) ? value : escapeTag(cleanTag(value));
}

/** What needs neither cleaning nor escapes, as slugs do not. */
const PLAIN = /^[\w.:/-]{1,256}$/;

/**
 * What a tag value becomes before it is escaped. Slugs stay as they are; what line protocol has no writing for
 * (control characters, and backslashes, which InfluxDB 1.x reads differently by position) is replaced.
 */
export function cleanTag(value: string | undefined): string {
  if (value === undefined || value === '') return NO_TAG_VALUE;
  return clip(value.toWellFormed(), MAX_TAG_LENGTH).replaceAll(CONTROL_CHARACTERS, '_').replaceAll('\\', '/');
}

/** What a string field becomes before it is escaped: well-formed, on one line, and short enough for InfluxDB's 64 kB. */
export function cleanString(value: string): string {
  return clip(value.toWellFormed(), MAX_STRING_LENGTH).replaceAll(CONTROL_CHARACTERS, ' ');
}

/** Cuts at a whole character: half a surrogate pair would not survive UTF-8. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a line.
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/g;

function escapeTag(value: string): string {
  return value.replaceAll(/[,= ]/g, '\\$&');
}

function renderField(type: FieldType, value: string | number): string | undefined {
  if (typeof value === 'string') {
    return type === 'string' ? `"${cleanString(value).replaceAll(/["\\]/g, '\\$&')}"` : undefined;
  }
  if (type === 'integer') {
    const integer = Math.round(value);
    return Number.isSafeInteger(integer) ? `${integer}i` : undefined;
  }
  return type === 'float' && Number.isFinite(value) ? String(value) : undefined;
}

interface FieldEntry {
  readonly property: string;
  readonly type: FieldType;
  readonly start: string;
}

const FIELDS: ReadonlyMap<string, readonly FieldEntry[]> = new Map(
  Object.entries(SERIES).map(([series, { fields }]) => [
    series,
    Object.entries<FieldType>(fields).map(([name, type]) => ({
      property: name.replaceAll(/_(.)/g, (_, first: string) => first.toUpperCase()),
      type,
      start: `,${name}=`,
    })),
  ]),
);
