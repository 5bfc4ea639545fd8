import type { FlawCode, FlawValues, NoteCode } from '../../plan/forms/reading/form-flaw.ts';

type Phrase = (values: { readonly got: string; readonly of: string }) => string;

/** Everything that `plan forms` and `plan collect` say to people. Days come in as people write them. */
export interface FormsTexts {
  readonly written: (forms: number, folder: string) => string;
  readonly deviceCount: (count: number) => string;
  readonly taskCount: (count: number) => string;
  readonly ownerless: (count: number, names: string) => string;
  readonly unasked: (agency: string, count: number) => string;
  readonly day: (day: string) => string;
  readonly place: (place: {
    readonly file: string;
    readonly sheet?: string;
    readonly cell?: string;
  }) => string;
  /** What was expected, and what came. */
  readonly flaws: Readonly<Record<FlawCode, Phrase>>;
  readonly notes: Readonly<Record<NoteCode, Phrase>>;
  readonly outcomes: {
    readonly recorded: (outcome: OutcomeValues) => string;
    readonly planned: (outcome: OutcomeValues) => string;
    readonly superseding: (day: string) => string;
    readonly late: (day: string) => string;
    readonly unchanged: (day: string) => string;
    readonly refused: (count: number) => string;
  };
  /** So many others that are not told by themselves; the example is a flaw or note in words. */
  readonly more: (count: number, example: string) => string;
  readonly notRead: (names: string) => string;
  readonly handovers: (count: number, files: string) => string;
  readonly plannedHandovers: (count: number, files: string) => string;
  readonly handedOver: (values: HandedOverValues) => string;
  readonly takenOver: string;
  readonly nothingRecorded: string;
  readonly standing: {
    readonly title: (counts: {
      readonly year: number;
      readonly done: number;
      readonly late: number;
      readonly all: number;
    }) => string;
    readonly headers: readonly string[];
    readonly inTime: string;
    readonly late: string;
    readonly waiting: string;
    readonly overdue: (days: number) => string;
    readonly nth: (nth: number) => string;
  };
}

export interface OutcomeValues {
  readonly unit: string;
  readonly devices: number;
  readonly entries: number;
  readonly rows: number;
}

export interface HandedOverValues {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly document: string;
}

/** A flaw or note in words, without its place. */
export const phraseOf = (phrase: Phrase, { got = '', of = '' }: FlawValues): string => phrase({ got, of });
