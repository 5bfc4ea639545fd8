/** Lists of words that a cell may be chosen from; each form carries them on a hidden sheet. */
export type ListName =
  | 'yes-no'
  | 'working-state'
  | 'task-status'
  | 'research-status'
  | 'obstacle-kind'
  | 'camera-kind'
  | 'verdict'
  | 'task'
  | 'agency'
  | 'belonging';

/** What a cell holds. Money is whole đồng. A text may come with suggestions that nobody has to follow. */
export type CellType =
  | { readonly is: 'text'; readonly suggestions?: ListName }
  | { readonly is: 'date' }
  | { readonly is: 'year' }
  | { readonly is: 'count' }
  | { readonly is: 'percent' }
  | { readonly is: 'dong' }
  | { readonly is: 'choice'; readonly list: ListName };

export interface FormColumn {
  readonly key: string;
  /** What stands above it; the reader finds the column by it. */
  readonly header: string;
  /** In characters. */
  readonly width: number;
  readonly type: CellType;
  /** `shown` is on record and not to be changed; `asked` is what the unit fills in; `needed` must not be left out. */
  readonly role: 'shown' | 'asked' | 'needed';
  /** The version of forms that it came with; absent: it was always there. */
  readonly since?: number;
}

export type SheetName =
  | 'devices'
  | 'tasks'
  | 'documents'
  | 'inspections'
  | 'trainings'
  | 'research'
  | 'funding'
  | 'obstacles'
  | 'next-tasks'
  | 'requests'
  | 'opinions'
  | 'declarations'
  | 'handovers';

/** Title and hint stand above the header of a table; its rows follow. */
export const HEADER_ROW = 3;

/** Of the column that rows are known by, the first one; others follow in their order. */
export const letterAt = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place);

/** A table of the form. The first column of each holds what a row is known by. */
export interface FormSheet {
  readonly name: SheetName;
  /** On the tab. */
  readonly tab: string;
  readonly title: string;
  readonly hint: string;
  readonly keyHeader: string;
  readonly keyWidth: number;
  readonly columns: readonly FormColumn[];
  /** The version of forms that it came with; absent: it was always there. */
  readonly since?: number;
  /** Empty rows at the end; without any the rows are those on record and no others. */
  readonly spareRows: number;
}
