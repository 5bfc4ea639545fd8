import type { PhraseValues } from './flaw-texts-en.ts';
import type { NoteCode } from './form-flaw.ts';

const quoted = (text: string): string => `"${text}"`;

export type NoteTexts = Readonly<Record<NoteCode, (values: PhraseValues) => string>>;

/** What a reader of forms did by itself, and what it did not take. */
export const noteTextsEn: NoteTexts = {
  'no-marker': () => 'its hidden sheet is gone; agency and year were taken from its page of instructions',
  'unit-by-name': ({ got }) => `does not say whose it is; by the name of the file it is of ${got}`,
  'renamed-sheet': ({ of }) => `was renamed, and is ${quoted(of)}; it was read`,
  'extra-sheet': () => 'is no part of the form; it was not read',
  'extra-column': ({ got }) => `the column ${quoted(got)} is no part of the form; it was not read`,
  'extra-row': ({ got }) => `the row ${quoted(got)} is no part of the form; it was not read`,
  merged: ({ of }) => `merged with ${of}, whose value was taken for all of its rows`,
  'merged-empty': ({ of }) => `merged with ${of} of another column; taken as empty`,
  removed: ({ got }) => `${got} does not stand in it any more and is taken away`,
  'not-confirmed': ({ got, of }) => `${got} of ${of} devices are not confirmed`,
};
