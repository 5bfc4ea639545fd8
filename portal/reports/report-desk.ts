import type { Said } from '../../core/language/said.ts';

export const REPORT_KINDS = ['city', 'month', 'agency'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** For people; the sealed figures lie beside them in any case. */
export const REPORT_FORMATS = ['docx', 'pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Of a year of the plan (the city's or an agency's), or of a month. */
export interface ReportWish {
  readonly kind: ReportKind;
  readonly year?: number;
  readonly month?: string;
  readonly agency?: string;
  readonly format: readonly ReportFormat[];
}

/** A file of a report, and what came of its verification. */
export interface ReportJobFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly verified?: Verified;
}

export type Verified =
  | { readonly is: 'running' }
  | { readonly is: 'good' | 'bad' | 'failed'; readonly told: Said; readonly atMs: number };

export interface ReportProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

/** A report that somebody asked for. */
export interface ReportJob {
  readonly id: string;
  readonly wish: ReportWish;
  readonly account: string;
  readonly askedMs: number;
  readonly endedMs?: number;
  readonly state: 'waiting' | 'running' | 'made' | 'failed' | 'cancelled';
  readonly progress?: ReportProgress | undefined;
  readonly files: readonly ReportJobFile[];
  readonly failure?: Said;
}

export const isOpen = ({ state }: Pick<ReportJob, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

/** Reports are made and verified one at a time, away from pages: `server/` has the thread. */
export interface ReportDesk {
  /** The newest first. */
  readonly jobs: () => readonly ReportJob[];
  /** The same that somebody waits for already is asked for once. @throws ActRefused where many wait */
  readonly ask: (wish: ReportWish, account: string) => ReportJob;
  readonly cancel: (id: string) => void;
  readonly verify: (id: string, file: string) => void;
  /** Where a file of a report that was made lies. */
  readonly pathOf: (id: string, file: string) => string | undefined;
}
