import type { Said } from '../language/said.ts';

/** Controls, formats (direction, width zero), halves of surrogate pairs, private ones, what is drawn as nothing, and ends of lines. */
export const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;

/** A character that a reader does not see, or that shows the text around it otherwise than it is. */
export interface UnseenCharacter {
  /** `U+202E`. */
  readonly code: string;
  readonly effect: string;
  /** Which character of the text it is, from 1 on. */
  readonly place: number;
  /** The last few characters before it. */
  readonly before: string;
}

/** The first of them; `undefined` where a reader sees all that is there. */
export function findUnseen(text: string): UnseenCharacter | undefined {
  const index = text.search(UNSEEN);
  const codePoint = index < 0 ? undefined : text.codePointAt(index);
  if (codePoint === undefined) return undefined;
  const before = [...text.slice(0, index)];
  return {
    code: `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
    effect: effectOf(String.fromCodePoint(codePoint)),
    place: before.length + 1,
    before: before.slice(-MOST_BEFORE).join(''),
  };
}

/** `U+202E, which turns the direction of writing, as character 7 (after "cáp bị")`. */
export function renderUnseen({ code, effect, place, before }: UnseenCharacter): string {
  return `${code}, which ${effect}, as character ${place}${before === '' ? '' : ` (after "${before}")`}`;
}

/** The same where it is refused. */
export const sayUnseen = (unseen: UnseenCharacter): Said => ({
  en: `expected text that can be read, got ${renderUnseen(unseen)}`,
  vi: `cần văn bản đọc được, ký tự thứ ${unseen.place} là ${unseen.code}, không nhìn thấy được`,
});

const MOST_BEFORE = 20;

const EFFECTS: readonly (readonly [characters: RegExp, effect: string])[] = [
  [/[\n\v\f\r\u0085\u2028\u2029]/u, 'ends a line'],
  [/\p{Bidi_Control}/u, 'turns the direction of writing'],
  [/\p{Cc}/u, 'controls the screen'],
  [/\p{Default_Ignorable_Code_Point}/u, 'cannot be seen'],
];

const effectOf = (character: string): string =>
  EFFECTS.find(([characters]) => characters.test(character))?.[1] ?? 'is no character that can be read';
