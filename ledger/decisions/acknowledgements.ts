import { z } from 'zod';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Decision } from '../record/decisions.ts';
import { SEVERITIES, type Severity } from '../record/incidents/incident-event.ts';

/** On whose behalf somebody acts. `operator`: who runs camwatch. */
export interface ActingParty {
  readonly kind: 'contractor' | 'agency' | 'operator';
  readonly id?: string | undefined;
}

/** What people do about an incident. `handed-over`: to another account. `snoozed`: nothing is to be done until then. `linked`: has its cause in common with another one. */
export const PERSON_ACTIONS = [
  'acknowledged',
  'noted',
  'handed-over',
  'snoozed',
  'released',
  'linked',
  'unlinked',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** What a person did about an incident, as the chain has it. */
export interface PersonAct {
  readonly seq: number;
  readonly incident: string;
  readonly action: PersonAction;
  readonly atMs: number;
  /** The account that put it on record. */
  readonly author: string;
  readonly party: ActingParty;
  readonly text?: string;
  /** Who has it from then on. */
  readonly to?: Holder;
  /** Until when it sleeps, and how bad it was then. */
  readonly untilMs?: number;
  readonly severity?: Severity;
  /** The one that it was merged into. */
  readonly into?: string;
  /** Without having logged in: by a link that a mail had. */
  readonly via?: 'mail-link';
}

/** Who has an incident: an account, and for whom it acts. */
export interface Holder {
  readonly account: string;
  readonly party: ActingParty;
}

const Party = z.object({ kind: z.enum(['contractor', 'agency', 'operator']), id: z.string().optional() });

const Body = z.object({
  party: Party.optional(),
  text: z.string().optional(),
  to: z.object({ account: z.string(), party: Party }).optional(),
  untilMs: z.int().optional(),
  severity: z.enum(SEVERITIES).optional(),
  into: z.string().optional(),
  via: z.literal('mail-link').optional().catch(undefined),
});

const isPersonAction = (action: string): action is PersonAction =>
  PERSON_ACTIONS.some((known) => known === action);

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
  if (!data || !isPersonAction(action)) return undefined;
  const { party = { kind: 'operator' }, ...more } = data;
  return {
    seq,
    incident: id,
    action,
    atMs: recordedMs,
    author,
    party,
    ...omitUndefined(more),
  };
}

/** `contractor:nha-thau-a`, `operator`. */
export const renderActingParty = ({ kind, id }: ActingParty): string =>
  id === undefined ? kind : `${kind}:${id}`;
