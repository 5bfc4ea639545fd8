import { z } from 'zod';
import { DecisionError } from '../../../ledger/decisions/decision-error.ts';
import { foldMaintenance } from '../../../ledger/decisions/works.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import type { InputRow } from '../../../ledger/record/incidents/incident-store.ts';
import type { EngineInput, PersonEvent, PlannedWorkEvent } from '../engine/engine-input.ts';

/** What the engine is told of a row, `undefined` where it cannot be read. A clock that ran ahead is not believed. */
export function toEvent(row: InputRow, latestMs: number): EngineInput | undefined {
  const recordedMs = Math.min(row.recordedMs, latestMs);
  if (row.table === 'change') return { ...row.change, recordedMs };
  const event = row.table === 'maintenance' ? toPlannedWork(row.row) : toPersonEvent(row.row);
  return event && { ...event, recordedMs };
}

type Row = Omit<Decision, 'hash'>;

/** Work that is called off has nothing left that it is on. */
function toPlannedWork(row: Row): PlannedWorkEvent | undefined {
  const { id, recordedMs, action } = row;
  const event = { type: 'planned-work', recordedMs, id } as const;
  if (action === 'cancel') return { ...event, entities: [], fromMs: 0, toMs: 0 };
  const work = readWork(row);
  return work && { ...event, entities: work.entities, ...work.interval };
}

/** One row that a newer version wrote must not keep all others from being told. */
function readWork(row: Row) {
  try {
    return foldMaintenance([{ ...row, hash: '' }]).get(row.id);
  } catch (error) {
    if (error instanceof DecisionError) return undefined;
    throw error;
  }
}

/** What people's rows of `incident_step` say. Keys that later versions add are passed over. */
export const PersonStepSchema = z.object({
  atMs: z.int(),
  party: z
    .object({ kind: z.enum(['contractor', 'agency', 'operator']), id: z.string().optional() })
    .optional(),
  text: z.string().optional(),
  untilMs: z.int().optional(),
});
export type PersonStep = z.input<typeof PersonStepSchema>;

const TYPES: Readonly<Record<string, PersonEvent['type']>> = {
  acknowledged: 'acknowledge',
  noted: 'note',
  snoozed: 'snooze',
  released: 'release',
};

function toPersonEvent({ id, action, author, recordedMs, body }: Row): PersonEvent | undefined {
  const type = TYPES[action];
  const { data } = PersonStepSchema.safeParse(body);
  if (!type || !data) return undefined;
  const { text, party, untilMs } = data;
  return {
    type,
    recordedMs,
    incident: id,
    by: beginningOf(whoIs(party) ?? author),
    ...(text !== undefined && { text: beginningOf(text) }),
    ...(untilMs !== undefined && type === 'snooze' && { untilMs }),
  };
}

/** Who of the parties it was matters to all others, and which of its people to itself. */
const whoIs = (party: PersonStep['party']): string | undefined =>
  party?.id === undefined || party.kind === 'operator' ? undefined : `${party.kind}:${party.id}`;

/** Far above what commands take: each message to each recipient has it. */
const MOST_OF_A_TEXT = 16_000;

const beginningOf = (text: string): string => text.slice(0, MOST_OF_A_TEXT).toWellFormed();
