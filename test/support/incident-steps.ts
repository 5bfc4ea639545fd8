import { readIncidentRecord } from '#contracts/response/incident-steps.ts';
import type { Json } from '#core/text/canonical-json.ts';
import type { Decision } from '#ledger/record/decisions.ts';

/** A row of `incident_step`: what, when, of which incident. */
export interface ToldStep {
  readonly id: string;
  readonly action: string;
  readonly atMs: number;
  readonly body: Json;
}

interface Cause {
  readonly contracts?: readonly string[];
  readonly severity?: string;
  readonly root?: Json;
}

const cause =
  (action: string) =>
  (id: string, atMs: number, given: Cause = {}): ToldStep => ({
    id,
    action,
    atMs,
    body: {
      atMs,
      sinceMs: atMs - 60_000,
      severity: 'major',
      root: { kind: 'entity', entity: 'device:cam' },
      contracts: ['cameras'],
      ...given,
    },
  });

export const opened = cause('opened');
export const reopened = cause('reopened');
export const changed = cause('changed');

export const acknowledged = (id: string, atMs: number, party?: Json): ToldStep => ({
  id,
  action: 'acknowledged',
  atMs,
  body: { atMs, ...(party !== undefined && { party }) },
});

export const byContractor = (id = 'a'): Json => ({ kind: 'contractor', id });

/** Over at `atMs`, as the row says that was recorded then. */
export const resolved = (id: string, atMs: number, mergedInto?: string): ToldStep => ({
  id,
  action: 'resolved',
  atMs,
  body: { atMs, ...(mergedInto !== undefined && { mergedInto }) },
});

/** The same step, put on record later. */
export const recordedAt = (step: ToldStep, recordedMs: number): ToldStep => ({ ...step, atMs: recordedMs });

export const rowsOf = (steps: readonly ToldStep[]): readonly Decision[] =>
  steps.map(({ id, action, atMs, body }, index) => ({
    seq: index + 1,
    id,
    action,
    recordedMs: atMs,
    author: 'camwatch',
    body,
    hash: 'f'.repeat(64),
  }));

export function recordOf(steps: readonly ToldStep[], contractId = 'cameras') {
  const record = readIncidentRecord(rowsOf(steps), contractId);
  if (!record) throw new Error('expected rows of incidents');
  return record;
}
