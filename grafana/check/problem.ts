/** A fault that was found: in what, by which rule, what was expected and what came instead. */
export interface Problem {
  /** Stable name of the rule: `panel-id`, `time-filter`. */
  readonly rule: string;
  /** `camwatch-city: panel 3 "Mất kết nối"`. */
  readonly where: string;
  readonly expected: string;
  readonly got: string;
}

export const renderProblem = ({ rule, where, expected, got }: Problem): string =>
  `${where}: ${rule}: expected ${expected}, got ${got}`;

/** Says of one thing what is wrong with it: `fault('unit', 'a unit', 'none')`. */
export type Fault = (rule: string, expected: string, got: string) => Problem;

export const faultsOf =
  (where: string): Fault =>
  (rule, expected, got) => ({ rule, where, expected, got });

/** A value as a message shows it. */
export const shown = (value: unknown): string =>
  value === undefined || value === '' ? 'none' : JSON.stringify(value);
