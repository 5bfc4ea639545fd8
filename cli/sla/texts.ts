import type { SlaGroup } from '../../contracts/answers/answer.ts';

/** Everything that `camwatch sla` says. Numbers come in as text, written the way of the language. */
export interface SlaTexts {
  readonly groups: Readonly<Record<SlaGroup, string>>;
  readonly headings: Readonly<
    Record<'entities' | 'availability' | 'bounds' | 'coverage' | 'down' | 'unknown' | 'change', string>
  >;
  readonly settledHeadings: Readonly<Record<'excused' | 'others' | 'state', string>>;
  /** With the number of the restatement. */
  readonly states: Readonly<Record<'provisional' | 'issued' | 'restated', (number: string) => string>>;
  readonly differs: string;
  readonly outdated: (statement: string, issued: string, now: string) => string;
  readonly all: string;
  readonly none: string;
  readonly nothing: string;
  readonly title: (indicator: string | undefined, group: string, period: string) => string;
  readonly before: (period: string, isCutOff: boolean) => string;
  readonly nothingBefore: string;
  readonly cutOff: (until: string) => string;
  readonly measured: string;
  readonly settled: string;
  readonly worst: (shown: string, total: string) => string;
  readonly source: (days: string, hours: string) => string;
  readonly hours: (hours: string) => string;
}
