import { z } from 'zod';
import {
  type ActingParty,
  parsePersonAct,
  renderActingParty,
  standingAcknowledgements,
} from '../../../ledger/decisions/acknowledgements.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import type { StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';
import { IncidentError } from './incident-error.ts';

export interface AcknowledgingRules {
  readonly incident: StoredIncident;
  readonly party: ActingParty;
  /** How instants are told. */
  readonly at: (atMs: number) => string;
}

/** Looks at all rows of one incident. @throws INCIDENT_REFUSED where it may not be acknowledged. */
export function checkAcknowledging(
  rows: readonly Decision[],
  { incident, party, at }: AcknowledgingRules,
): void {
  const { id, resolvedMs } = incident;
  const over = resolutionOf(rows) ?? (rows.some(isOpening) ? undefined : resolvedMs && { atMs: resolvedMs });
  if (over)
    throw new IncidentError(
      'INCIDENT_REFUSED',
      `expected an incident that is not resolved, got ${id}, which was resolved at ${at(over.atMs)}${over.mergedInto === undefined ? '' : `; what is still down is part of ${over.mergedInto}`}`,
    );
  const known = standingAcknowledgements(rows)
    .get(id)
    ?.find((act) => renderActingParty(act.party) === renderActingParty(party));
  if (known)
    throw new IncidentError(
      'INCIDENT_REFUSED',
      `expected an incident that ${renderActingParty(party)} has not acknowledged, got ${id}, which ${known.author} acknowledged for it at ${at(known.atMs)}; camwatch incidents note adds to it`,
    );
}

const isOpening = ({ action }: Decision): boolean => action === 'opened' || action === 'reopened';

const Resolved = z.object({ atMs: z.int(), mergedInto: z.string().optional() });

function resolutionOf(rows: readonly Decision[]): z.infer<typeof Resolved> | undefined {
  const last = rows.findLast(
    (row) => parsePersonAct(row) === undefined && (isOpening(row) || row.action === 'resolved'),
  );
  if (last?.action !== 'resolved') return undefined;
  return Resolved.safeParse(last.body).data ?? { atMs: last.recordedMs };
}
