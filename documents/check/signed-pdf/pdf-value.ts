/** A value of a PDF file (ISO 32000-1, 7.3), as far as updates of one are looked at. */
export type PdfValue =
  /** Readers take `5.` for no whole number. */
  | { readonly is: 'number'; readonly value: number; readonly isWhole: boolean }
  | { readonly is: 'name'; readonly value: string }
  /** The bytes of a text, each as one character. */
  | { readonly is: 'string'; readonly value: string; readonly from: number; readonly to: number }
  /** `true`, `false`, `null`. */
  | { readonly is: 'word'; readonly value: string }
  | { readonly is: 'ref'; readonly object: number }
  | { readonly is: 'list'; readonly items: readonly PdfValue[] }
  | PdfDictionary;

export interface PdfDictionary {
  readonly is: 'dictionary';
  readonly members: ReadonlyMap<string, PdfValue>;
}

/** Where reading stopped, and what was read. */
export interface Read<Value> {
  readonly value: Value;
  readonly to: number;
}

const SPACE = /[\0\t\n\f\r ]/;
const DELIMITER = /[\0\t\n\f\r ()<>[\]{}/%]/;
const MOST_DEEP = 40;

/** Reads a text that has one character for each byte. */
export class PdfReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Behind spaces. Remarks are not read: what is looked at has none. */
  skip(from: number): number {
    let at = from;
    while (SPACE.test(this.#text[at] ?? '')) at++;
    return at;
  }

  startsWith(word: string, at: number): boolean {
    return this.#text.startsWith(word, at);
  }

  /** A run of characters that is no delimiter. */
  word(from: number): Read<string> {
    let to = from;
    while (to < this.#text.length && !DELIMITER.test(this.#text[to] ?? '')) to++;
    return { value: this.#text.slice(from, to), to };
  }

  /** @throws RangeError where there is none. */
  value(start: number, depth = 0): Read<PdfValue> {
    const from = this.skip(start);
    if (depth > MOST_DEEP) throw new RangeError(`values within values at ${from}`);
    if (this.startsWith('<<', from)) return this.dictionary(from, depth);
    const sign = this.#text[from];
    if (sign === '/') return this.#name(from);
    if (sign === '(') return this.#plainText(from);
    if (sign === '<') return this.#hex(from);
    return sign === '[' ? this.#list(from, depth) : this.#numberOrWord(from);
  }

  dictionary(start: number, depth = 0): Read<PdfDictionary> {
    const members = new Map<string, PdfValue>();
    let at = this.skip(this.skip(start) + 2);
    if (!this.startsWith('<<', this.skip(start))) throw new RangeError(`expected a dictionary at ${start}`);
    while (!this.startsWith('>>', at)) {
      const key = this.#name(at);
      const member = this.value(key.to, depth + 1);
      // Which of two is read depends on the reader.
      if (members.has(key.value.value)) throw new RangeError(`/${key.value.value} twice at ${at}`);
      members.set(key.value.value, member.value);
      at = this.skip(member.to);
    }
    return { value: { is: 'dictionary', members }, to: at + 2 };
  }

  #name(from: number): Read<PdfValue & { readonly is: 'name' }> {
    if (this.#text[from] !== '/') throw new RangeError(`expected a name at ${from}`);
    const { value, to } = this.word(from + 1);
    const plain = value.replaceAll(/#([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    return { value: { is: 'name', value: plain }, to };
  }

  #list(start: number, depth: number): Read<PdfValue> {
    const items: PdfValue[] = [];
    let at = this.skip(start + 1);
    while (this.#text[at] !== ']') {
      const item = this.value(at, depth + 1);
      items.push(item.value);
      at = this.skip(item.to);
    }
    return { value: { is: 'list', items }, to: at + 1 };
  }

  #hex(from: number): Read<PdfValue> {
    const end = this.#text.indexOf('>', from);
    const digits = this.#text.slice(from + 1, end).replaceAll(/\s/g, '');
    if (end < 0 || !/^[\da-f]*$/i.test(digits))
      throw new RangeError(`expected hexadecimal digits at ${from}`);
    const value = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1');
    return { value: { is: 'string', value, from, to: end + 1 }, to: end + 1 };
  }

  #plainText(from: number): Read<PdfValue> {
    let [at, open, value] = [from + 1, 1, ''];
    while (open > 0) {
      const sign = this.#text[at];
      if (sign === undefined) throw new RangeError(`a text without an end at ${from}`);
      if (sign === '\\') {
        value += this.#text.slice(at, at + 2);
        at += 2;
        continue;
      }
      if (sign === '(') open++;
      if (sign === ')') open--;
      if (open > 0) value += sign;
      at++;
    }
    return { value: { is: 'string', value, from, to: at }, to: at };
  }

  #numberOrWord(from: number): Read<PdfValue> {
    const { value, to } = this.word(from);
    if (/^(true|false|null)$/.test(value)) return { value: { is: 'word', value }, to };
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value)) throw new RangeError(`expected a value at ${from}`);
    const [, generation, end] =
      /^[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])()/.exec(
        this.#text.slice(to, to + 40),
      ) ?? [];
    if (/^\d+$/.test(value) && generation !== undefined && end !== undefined) {
      if (Number(generation) !== 0) throw new RangeError(`a reference to another generation at ${from}`);
      const length = this.#text.slice(to, to + 40).indexOf('R') + 1;
      return { value: { is: 'ref', object: Number(value) }, to: to + length };
    }
    return { value: { is: 'number', value: Number(value), isWhole: /^\d+$/.test(value) }, to };
  }
}

export const memberOf = (value: PdfValue | undefined, name: string): PdfValue | undefined =>
  value?.is === 'dictionary' ? value.members.get(name) : undefined;

export const nameIn = (value: PdfValue | undefined, name: string): string | undefined => {
  const member = memberOf(value, name);
  return member?.is === 'name' ? member.value : undefined;
};

/** @throws RangeError where it is not four numbers, each written there and not elsewhere. */
export function fourNumbers(name: string, value: PdfValue | undefined): [number, number, number, number] {
  const items = value?.is === 'list' ? value.items : [];
  const [a, b, c, d] = items;
  if (
    a?.is !== 'number' ||
    b?.is !== 'number' ||
    c?.is !== 'number' ||
    d?.is !== 'number' ||
    items.length > 4
  )
    throw new RangeError(`expected four numbers as ${name}`);
  return [a.value, b.value, c.value, d.value];
}

export function wholeIn(value: PdfValue | undefined, name: string): number | undefined {
  const member = memberOf(value, name);
  return member?.is === 'number' && member.isWhole ? member.value : undefined;
}

/** Whether two values are written the same. */
export function isSameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.is === 'list')
    return (
      b.is === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, at) => isSameValue(item, b.items[at]))
    );
  if (a.is === 'dictionary')
    return (
      b.is === 'dictionary' &&
      a.members.size === b.members.size &&
      [...a.members].every(([name, member]) => isSameValue(member, b.members.get(name)))
    );
  if (a.is === 'number') return b.is === 'number' && a.value === b.value && a.isWhole === b.isWhole;
  if (a.is === 'ref') return b.is === 'ref' && a.object === b.object;
  return a.is === b.is && 'value' in b && a.value === b.value;
}
