export interface ParsedLine {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, number | string>>;
  readonly atMs: number;
}

/** Reads one line of line protocol by the rules of its specification; throws where it is not one. */
export function parseLine(line: string): ParsedLine {
  const keyEnd = find(line, ' ', 0, { quotes: false });
  const fieldsEnd = find(line, ' ', keyEnd + 1, { quotes: true });
  const [measurement = '', ...tags] = split(line.slice(0, keyEnd), ',', { quotes: false });
  const fields = split(line.slice(keyEnd + 1, fieldsEnd), ',', { quotes: true });
  const at = line.slice(fieldsEnd + 1);
  if (!/^-?\d+$/.test(at)) throw new Error(`no timestamp: ${line}`);
  return {
    measurement,
    tags: Object.fromEntries(tags.map((tag) => pair(tag, unescapeKey))),
    fields: Object.fromEntries(fields.map((field) => pair(field, parseField))),
    atMs: Number(at),
  };
}

/** Place of the next separator that is neither escaped nor, where quotes count, inside a string. */
function find(text: string, separator: string, from: number, { quotes }: { quotes: boolean }): number {
  let isQuoted = false;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '\\') index += 1;
    else if (quotes && text[index] === '"') isQuoted = !isQuoted;
    else if (text[index] === separator && !isQuoted) return index;
  }
  return text.length;
}

function split(text: string, separator: string, options: { quotes: boolean }): string[] {
  const end = find(text, separator, 0, options);
  const first = text.slice(0, end);
  return end === text.length ? [first] : [first, ...split(text.slice(end + 1), separator, options)];
}

function pair<Value>(text: string, parse: (value: string) => Value): [string, Value] {
  const end = find(text, '=', 0, { quotes: false });
  if (end === text.length) throw new Error(`no value: ${text}`);
  return [unescapeKey(text.slice(0, end)), parse(text.slice(end + 1))];
}

const unescapeKey = (text: string) => text.replaceAll(/\\([,= ])/g, '$1');

function parseField(text: string): number | string {
  if (/^-?\d+i$/.test(text)) return Number(text.slice(0, -1));
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) throw new Error(`no value of a field: ${text}`);
  return value;
}
