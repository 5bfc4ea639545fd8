import { CELL_BREAK } from './document-lines.ts';
import { PICTURE } from './docx-lines.ts';

/** Words that say what figures say, and are looked at as these are. */
export interface FigureWords {
  /** What stands somewhere: `đã hoàn thành`, `quá thời hạn`; looked at wherever they are. */
  readonly states: readonly string[];
  /** Of units and of whatever a row is about; looked at in rows of tables. */
  readonly names: readonly string[];
  /** What turns a state or a figure beside it into another one: `không`, `giảm`, `triệu`. */
  readonly turns: readonly string[];
}
export const NO_WORDS: FigureWords = { states: [], names: [], turns: [] };

export type TokenKind = 'number' | 'state' | 'name' | 'picture';

/** A part of a line that another part of its kind must not take the place of. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly text: string;
}

/** How lines are read: what in them is a figure or says one, and the words around. */
export interface LineReader {
  readonly tokens: (text: string, isRow?: boolean) => readonly Token[];
  /** What is left of a line when these are put aside; spaces are told apart by nobody. */
  readonly skeleton: (text: string) => string;
  /** Words of a part of a sentence that turn what it says. */
  readonly turns: (clause: string) => readonly string[];
}

/** Of one sign each in a skeleton. */
const SIGNS: Readonly<Record<TokenKind, string>> = {
  number: '\u0001',
  state: '\u0002',
  name: '\u0003',
  picture: '\u0004',
};

/** A number as people write it, with its points and its comma. */
const NUMBER = String.raw`\d[\d.,]*`;
/** What a state is told by beside or instead of its words. */
const SIGN = '[✓✔✗✘☑☒☐●○◐◑◔◕▲△▼▽■□◆◇◊★☆⚠]';

export function createLineReader({ states, names, turns }: FigureWords): LineReader {
  const seen = [`(?<picture>${PICTURE}[0-9a-f]{64})`, `(?<state>${anyOf(states)}|${SIGN})`];
  const patternOf = (parts: readonly string[]) =>
    new RegExp([...parts, `(?<number>${NUMBER})`].join('|'), 'giu');
  const inLine = patternOf(seen);
  const inRow = names.length === 0 ? inLine : patternOf([...seen, `(?<name>${anyOf(names)})`]);
  const tokens = (text: string, isRow = isRowText(text)): readonly Token[] =>
    [...text.matchAll(isRow ? inRow : inLine)].map((match) => ({
      kind: KINDS.find((kind) => match.groups?.[kind] !== undefined) ?? 'number',
      from: match.index,
      text: match[0],
    }));
  const turning = new RegExp(anyOf(turns), 'giu');
  return {
    tokens,
    skeleton: (text) => flat(withSigns(text, tokens(text))),
    turns: (clause) => clause.toLocaleLowerCase('vi').match(turning)?.toSorted() ?? [],
  };
}

const KINDS: readonly TokenKind[] = ['picture', 'state', 'name', 'number'];

function withSigns(text: string, tokens: readonly Token[]): string {
  const ends = [0, ...tokens.map(({ from, text: found }) => from + found.length)];
  const between = tokens.map(({ kind, from }, index) => `${text.slice(ends[index], from)}${SIGNS[kind]}`);
  return [...between, text.slice(ends.at(-1))].join('');
}

export const isRowText = (text: string): boolean => text.includes(CELL_BREAK);

/** How many tokens a part of a skeleton stands for. */
export const countSigns = (skeleton: string): number =>
  [...skeleton].filter((sign) => Object.values(SIGNS).includes(sign)).length;

/** Whether two tokens say the same. */
export const isSameToken = (a: Token, b: Token | undefined): boolean =>
  a.kind === b?.kind && bareToken(a) === bareToken(b);

/** A full stop or comma at the end belongs to the sentence, and a state may begin one. */
export const bareToken = ({ kind, text }: Token): string =>
  kind === 'number' ? text.replace(/[.,]+$/u, '') : flat(text).toLocaleLowerCase('vi');

export const flat = (text: string): string => text.replaceAll(/[\s\u00a0]+/gu, ' ').trim();

/** Whole words, the longest first, with any spaces between. */
function anyOf(words: readonly string[]): string {
  const sorted = [...new Set(words.map((word) => flat(word.normalize('NFC'))))]
    .filter((word) => word !== '')
    .toSorted((a, b) => b.length - a.length);
  return sorted.length === 0
    ? '(?!)'
    : String.raw`(?<![\p{L}\p{N}])(?:${sorted.map(escaped).join('|')})(?![\p{L}\p{N}])`;
}

const escaped = (word: string): string =>
  word.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`).replaceAll(' ', String.raw`[\s\u00a0]+`);
