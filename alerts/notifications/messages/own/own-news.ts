import type { Severity } from '../../../../ledger/record/incidents/incident-event.ts';

/** What somebody is told with their account: everything in words, and nothing that they may not see. */
export interface OwnNews {
  readonly fromMs: number;
  /** Up to when it was looked. */
  readonly toMs: number;
  /** It waited for their hours. */
  readonly hasWaited: boolean;
  readonly opened: OwnList<OwnIncident>;
  /** Told before, and over now. */
  readonly resolved: OwnList<OwnIncident & { readonly resolvedMs: number }>;
  /** How many came and were over before this was sent. */
  readonly passed: number;
  readonly papers: OwnList<OwnPaper>;
}

/** Some of them, and how many there are. */
export interface OwnList<Item> {
  readonly some: readonly Item[];
  readonly count: number;
}

export interface OwnIncident {
  /** Of its page. */
  readonly path: string;
  readonly severity: Severity;
  readonly cause: string;
  /** What it is called on the telephone. */
  readonly number?: string;
  readonly sinceMs: number;
  readonly cameras: number;
}

/** Planned work, or something that waits for them. */
export interface OwnPaper {
  readonly title: string;
  readonly text?: string;
  /** When it begins, or until when it waits. */
  readonly atMs: number;
  readonly path: string;
}

export const isEmptyNews = ({ opened, resolved, papers }: OwnNews): boolean =>
  opened.count + resolved.count + papers.count === 0;
