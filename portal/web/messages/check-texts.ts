/** Texts of "check now". */
export interface CheckTexts {
  readonly button: string;
  readonly about: string;
  readonly heading: (device: string) => string;
  readonly underWay: (since: string) => string;
  readonly none: string;
  readonly finished: (at: string, took: string) => string;
  readonly noState: string;
  readonly milliseconds: (count: string) => string;
  readonly seconds: (count: string) => string;
  /** What was sent and answered, as it came. */
  readonly trace: string;
  readonly by: (means: string) => string;
  readonly steps: Readonly<Record<'sent' | 'received' | 'noted', string>>;
  readonly failures: Readonly<Record<'nothing-to-ask' | 'too-long' | 'failed', string>>;
  readonly refused: Readonly<Record<'too-soon' | 'too-many' | 'busy', string>>;
  readonly back: string;
}
