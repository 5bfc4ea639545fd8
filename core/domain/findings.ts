import type { Entity } from './state.ts';

/** What is wrong with a device or link and is no outage. A closed set: docs/findings.md says what to do about each. */
export const FINDING_CODES = [
  'access-refused',
  'certificate-expired',
  'certificate-self-signed',
  'cleartext-login',
  'clock-drift',
  'clock-unsynchronised',
  'contradiction',
  'counter-implausible',
  'credentials-missing',
  'default-community',
  'default-password',
  'empty-password',
  'no-password',
  'disk-trouble',
  'firmware-old',
  'model-changed',
  'pin-mismatch',
  'ping-filtered',
  'retention-short',
  'retention-long',
  'serial-changed',
  'snmp-old-version',
  'other-source-address',
  'never-answered',
  'stream-changed',
  'telnet-open',
  'on-battery',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What whoever runs camwatch and the network sees to; the rest is for who keeps the device or carries the line. */
export const FINDINGS_OF_OPERATOR: ReadonlySet<FindingCode> = new Set([
  'access-refused',
  'contradiction',
  'counter-implausible',
  'credentials-missing',
  'pin-mismatch',
  'ping-filtered',
  'other-source-address',
]);

/** One look at one thing that may be wrong: present, or looked at and not there (any more). */
export interface FindingObservation {
  readonly entity: Entity;
  readonly code: FindingCode;
  /** Which one, where a device can have several at once: a disk, a stream, an interface. Empty where it cannot. */
  readonly subject: string;
  readonly isPresent: boolean;
  readonly atMs: number;
  /** Numbers and texts of the sentence that people read, such as `{ expected: 'A1', found: 'B2' }`. Never a secret. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** A finding as it is kept: one row from when it was first seen until it was seen gone. */
export interface RecordedFinding {
  readonly entity: Entity;
  readonly code: FindingCode;
  readonly subject: string;
  readonly firstMs: number;
  readonly lastMs: number;
  /** When it was looked for and not found any more; absent while it stands. */
  readonly goneMs?: number;
  readonly values: Readonly<Record<string, string | number>>;
}
