import { z } from 'zod';
import { parseBody } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
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
  const rowsOf = new Map<string, Decision[]>();
  for (const row of rows) {
    sinceMs = Math.min(sinceMs, row.recordedMs);
    const known = rowsOf.get(row.id);
    if (known) known.push(row);
    else rowsOf.set(row.id, [row]);
  }
  if (rowsOf.size === 0) return undefined;
  const concerned = [...rowsOf].filter(([, own]) => own.some((row) => isNaming(row, contractId)));
  const ids = new Set(concerned.map(([id]) => id));
  const stepsOf = new Map<string, readonly IncidentStep[]>();
  // A set that grows while it is walked: each is looked at once, circles do no harm.
  for (const id of ids) {
    const steps = (rowsOf.get(id) ?? []).flatMap((row) => readStep(row, contractId) ?? []);
    for (const { mergedInto } of steps) if (mergedInto !== undefined) ids.add(mergedInto);
    if (steps.length > 0) stepsOf.set(id, steps);
  }
  return { sinceMs, stepsOf };
}

const CAUSED: ReadonlySet<string> = new Set(['opened', 'reopened', 'changed']);

/** Of a storm a contract has few rows: only those are read whole. */
function isNaming(row: Decision, contractId: string): boolean {
  if (!CAUSED.has(row.action)) return false;
  const { body } = row;
  const contracts: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'contracts') : undefined;
  return Array.isArray(contracts)
    ? contracts.includes(contractId)
    : parseBody(row, Cause).contracts.includes(contractId);
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
