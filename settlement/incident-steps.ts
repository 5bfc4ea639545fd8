import { z } from 'zod';
import type { Decision } from '../ledger/decision-reads.ts';
import { parseBody } from './decision-bodies.ts';
import type { IncidentStep } from './incident-schema.ts';

/** What the ledger has of the incidents that a contract was ever told of, and of those that they were merged into. */
export interface IncidentRecord {
  /** When the first incident of all was put on record: before that nobody kept any. */
  readonly sinceMs: number;
  /** By the id of the incident, in the order in which they were recorded. */
  readonly stepsOf: ReadonlyMap<string, readonly IncidentStep[]>;
}

/**
 * Reads the rows of `incident_step` as one contract sees them; `undefined` where there are none. Rows of other actions,
 * such as notes, are nothing to a clock. @throws DECISION_UNREADABLE
 */
export function readIncidentRecord(rows: Iterable<Decision>, contractId: string): IncidentRecord | undefined {
  let sinceMs = Number.POSITIVE_INFINITY;
  const all = new Map<string, IncidentStep[]>();
  for (const row of rows) {
    sinceMs = Math.min(sinceMs, row.recordedMs);
    const step = readStep(row, contractId);
    if (!step) continue;
    const known = all.get(row.id);
    if (known) known.push(step);
    else all.set(row.id, [step]);
  }
  return sinceMs === Number.POSITIVE_INFINITY ? undefined : { sinceMs, stepsOf: concerned(all) };
}

const Cause = z.object({
  severity: z.string(),
  contracts: z.array(z.string()),
  root: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('entity'), entity: z.string() }),
    z.object({ kind: z.literal('collector'), collector: z.string() }),
    z.object({ kind: z.literal('common'), by: z.string(), name: z.string() }),
  ]),
});
const Resolved = z.object({ atMs: z.int(), mergedInto: z.string().optional() });
const Acknowledged = z.object({
  party: z.object({ kind: z.string(), id: z.string().optional() }).optional(),
});

function readStep(row: Decision, contractId: string): IncidentStep | undefined {
  const { seq, id: of, action, recordedMs } = row;
  switch (action) {
    case 'opened':
    case 'reopened':
    case 'changed': {
      const { severity, contracts, root } = parseBody(row, Cause);
      const isNamed = contracts.includes(contractId);
      return { seq, of, action, recordedMs, isNamed, severity, root: renderRoot(root) };
    }
    case 'resolved': {
      const { atMs, mergedInto } = parseBody(row, Resolved);
      return { seq, of, action, recordedMs, atMs, ...(mergedInto !== undefined && { mergedInto }) };
    }
    case 'acknowledged': {
      const { party } = parseBody(row, Acknowledged);
      return { seq, of, action, recordedMs, ...(party && { party: renderParty(party) }) };
    }
    default:
      return undefined;
  }
}

function renderRoot(root: z.infer<typeof Cause>['root']): string {
  switch (root.kind) {
    case 'entity':
      return root.entity;
    case 'collector':
      return `collector:${root.collector}`;
    case 'common':
      return `${root.by}:${root.name}`;
  }
}

const renderParty = ({ kind, id }: { readonly kind: string; readonly id?: string | undefined }): string =>
  id === undefined ? kind : `${kind}:${id}`;

/** Those that name the contract at any time, and what they lead to. */
function concerned(all: ReadonlyMap<string, readonly IncidentStep[]>): IncidentRecord['stepsOf'] {
  const ids = new Set([...all].filter(([, steps]) => steps.some(({ isNamed }) => isNamed)).map(([id]) => id));
  // A set that grows while it is walked: each is looked at once, circles do no harm.
  for (const id of ids)
    for (const { mergedInto } of all.get(id) ?? []) if (mergedInto !== undefined) ids.add(mergedInto);
  return new Map([...all].filter(([id]) => ids.has(id)));
}
