import type { ClockOutcome } from '../../../contracts/sla/incident-clock.ts';

/** What is said of incidents and their clocks. Numbers, times and lengths come in as text. */
export interface IncidentTexts {
  readonly title: string;
  readonly none: string;
  readonly opened: (count: string) => string;
  readonly clocks: Readonly<Record<'response' | 'restoration', string>>;
  readonly counts: (values: Readonly<Record<'kept' | 'missed' | 'open' | 'passedOn', string>>) => string;
  /** How urgent it was, by the names that incidents have; others are shown as they are. */
  readonly severities: Readonly<Record<string, string>>;
  readonly begun: (time: string) => string;
  readonly toldThen: (contractor: string) => string;
  readonly acknowledged: (time: string, party: string) => string;
  readonly notAcknowledged: string;
  readonly someone: string;
  readonly parties: Readonly<Record<string, string>>;
  readonly restored: (time: string) => string;
  readonly lasts: string;
  readonly merged: (incident: string, time: string) => string;
  readonly passedOn: (time: string) => string;
  readonly limit: (took: string, limit: string) => string;
  readonly noLimit: (took: string) => string;
  readonly outcomes: Readonly<Record<Exclude<ClockOutcome, 'no-limit'>, string>>;
  /** Of what was decided before the period. */
  readonly before: string;
}
