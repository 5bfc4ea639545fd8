import { z } from 'zod';
import type { Decision } from '../record/decisions.ts';

/** On whose behalf somebody acts. `operator`: who runs camwatch. */
export interface ActingParty {
  readonly kind: 'contractor' | 'agency' | 'operator';
  readonly id?: string | undefined;
}

/** What a person did about an incident, as the chain has it. */
export interface PersonAct {
  readonly seq: number;
  readonly incident: string;
  readonly action: 'acknowledged' | 'noted';
  readonly atMs: number;
  /** The account that put it on record. */
  readonly author: string;
  readonly party: ActingParty;
  readonly text?: string;
}

const Body = z.object({
  party: z
    .object({ kind: z.enum(['contractor', 'agency', 'operator']), id: z.string().optional() })
    .optional(),
  text: z.string().optional(),
});

/** Rows that a newer version wrote, and those of camwatch itself, are none. */
export function parsePersonAct({
  seq,
  id,
  action,
  recordedMs,
  author,
  body,
}: Decision): PersonAct | undefined {
  const { data } = Body.safeParse(body);
  if (!data || (action !== 'acknowledged' && action !== 'noted')) return undefined;
  const { party = { kind: 'operator' }, text } = data;
  return {
    seq,
    incident: id,
    action,
    atMs: recordedMs,
    author,
    party,
    ...(text !== undefined && { text }),
  };
}

/** Who has acknowledged what is open now: an incident that is opened again has to be acknowledged again. */
export function standingAcknowledgements(
  rows: Iterable<Decision>,
): ReadonlyMap<string, readonly PersonAct[]> {
  const standing = new Map<string, PersonAct[]>();
  for (const row of rows) {
    if (row.action === 'reopened') standing.delete(row.id);
    const act = parsePersonAct(row);
    if (act?.action !== 'acknowledged') continue;
    const known = standing.get(act.incident);
    if (known) known.push(act);
    else standing.set(act.incident, [act]);
  }
  return standing;
}

/** `contractor:nha-thau-a`, `operator`. */
export const renderActingParty = ({ kind, id }: ActingParty): string =>
  id === undefined ? kind : `${kind}:${id}`;
