/** Texts of the pictures of a day, a month and a year. */
export interface HistoryTexts {
  readonly heading: string;
  readonly day: (date: string) => string;
  readonly month: string;
  readonly year: string;
  readonly nothingMeasured: string;
  readonly up: (duration: string) => string;
  readonly degraded: (duration: string) => string;
  readonly down: (duration: string, times: string) => string;
  readonly unmeasured: (duration: string) => string;
  readonly unmeasuredWord: string;
  readonly withOutages: string;
  readonly noOutages: string;
  readonly today: string;
  readonly earlier: string;
  readonly later: string;
  readonly outagesOf: (date: string) => string;
  readonly months: readonly string[];
}
