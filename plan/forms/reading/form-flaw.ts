/** Why a form, or one of its cells, cannot be taken. */
export const FLAW_CODES = [
  // The file
  'unreadable',
  'empty-file',
  'old-excel',
  'open-document',
  'with-password',
  'no-workbook',
  'broken',
  'too-large',
  'unpacks-too-large',
  'too-many-cells',
  'merged-too-much',
  // The form
  'no-form',
  'newer-form',
  'unknown-unit',
  'other-unit',
  'other-year',
  'no-sheet',
  'no-column',
  'second-form',
  // A cell
  'formula',
  'error-value',
  'too-long',
  'date',
  'year',
  'count',
  'percent',
  'dong',
  'unclear-number',
  'choice',
  'merged-number',
  'needed',
  'unknown-row',
  'repeated-row',
  'before-from',
  'contradiction',
  'nothing-yet-rows',
  'only-for',
  // Questions: a yes beside them lets them pass
  'disbursed-over-allocated',
  'allocated-over-planned',
  'under-a-million',
  'same-amounts',
  // A hand-over
  'unknown-thing',
  'not-own',
  'same-agency',
  'unknown-agency',
  'agency-then',
  'after-last',
  'second-handover',
  'configuration',
  // What the schema of a register says
  'value',
] as const;
export type FlawCode = (typeof FLAW_CODES)[number];

/** What is asked about rather than wrong: somebody confirms it, or corrects it. */
export const isQuestion = (code: string): boolean =>
  ['disbursed-over-allocated', 'allocated-over-planned', 'under-a-million', 'same-amounts'].includes(code);

/** What the reader did by itself, and what it did not take: to be told, not to be refused. */
export const NOTE_CODES = [
  'no-marker',
  'unit-by-name',
  'renamed-sheet',
  'extra-sheet',
  'extra-column',
  'extra-row',
  'merged',
  'merged-empty',
  'removed',
  'not-confirmed',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

export interface FlawValues {
  /** What stands there, for people. */
  readonly got?: string | undefined;
  /** What was expected, or what else it is about. */
  readonly of?: string | undefined;
}

interface Placed extends FlawValues {
  /** Name on the tab, as it is in the file. */
  readonly sheet?: string | undefined;
  /** `D7`. */
  readonly cell?: string;
  /** It stands for so many others of its kind in its column, which are not told by themselves. */
  readonly more?: number;
}

export interface FormFlaw extends Placed {
  readonly code: FlawCode;
}

export interface FormNote extends Placed {
  readonly code: NoteCode;
}

/** Long texts are cut: the cell is named anyway. */
export const shorten = (text: string, most = 60): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;
