import type { Decision } from '../record/decisions.ts';
import { SEVERITIES } from '../record/incidents/incident-event.ts';
import { type Holder, type PersonAct, parsePersonAct, renderActingParty } from './acknowledgements.ts';

/** How it stands with people, as far as it is not over. */
export interface Duty {
  /** Who has acknowledged what is open now. */
  readonly acknowledged: readonly PersonAct[];
  readonly holder?: Holding;
  /** The last snooze, which may be over: whoever had the incident before has to say so again then. */
  readonly snooze?: Snooze;
  /** The incident whose cause it has in common. */
  readonly linkedTo?: string;
}

export interface Holding extends Holder {
  readonly sinceMs: number;
  /** Whether they said so themselves. */
  readonly isAccepted: boolean;
}

export interface Snooze {
  readonly by: PersonAct;
  /** When it ends, or ended: it got worse. */
  readonly untilMs: number;
}

export const NO_DUTY: Duty = { acknowledged: [] };

/** The acknowledgement for the same party that stands: none is asked for. After a snooze, and of whom it was handed over to, one is. */
export function standingAcknowledgement(
  { acknowledged, holder, snooze }: Duty,
  { account, party }: Holder,
): PersonAct | undefined {
  if (snooze || (holder?.account === account && !holder.isAccepted)) return undefined;
  const own = renderActingParty(party);
  return acknowledged.find((act) => renderActingParty(act.party) === own);
}

/**
 * What of the acts of people stands, by rows in the order of the record. What is opened again is as if nobody had done
 * anything: an acknowledgement or a snooze of before must not hide what came back.
 */
export function standingDuties(rows: Iterable<Decision>): ReadonlyMap<string, Duty> {
  const duties = new Map<string, Duty>();
  for (const row of rows) {
    const duty = duties.get(row.id) ?? NO_DUTY;
    const act = parsePersonAct(row);
    const next = act ? takeAct(duty, act) : takeStep(duty, row);
    if (next !== duty) duties.set(row.id, next);
  }
  return duties;
}

function takeAct(duty: Duty, act: PersonAct): Duty {
  const { author, party, atMs, action, to, untilMs, into } = act;
  switch (action) {
    case 'acknowledged': {
      const { snooze: _over, ...rest } = duty;
      const holder = { account: author, party, sinceMs: atMs, isAccepted: true };
      return { ...rest, acknowledged: [...duty.acknowledged, act], holder };
    }
    case 'handed-over':
      return to ? { ...duty, holder: { ...to, sinceMs: atMs, isAccepted: false } } : duty;
    case 'snoozed':
      return untilMs === undefined ? duty : { ...duty, snooze: { by: act, untilMs } };
    case 'released':
      return { acknowledged: [], ...(duty.linkedTo !== undefined && { linkedTo: duty.linkedTo }) };
    case 'linked':
      return into === undefined ? duty : { ...duty, linkedTo: into };
    case 'unlinked': {
      const { linkedTo: _was, ...rest } = duty;
      return rest;
    }
    case 'noted':
      return duty;
  }
}

function takeStep(duty: Duty, { action, body, recordedMs }: Decision): Duty {
  if (action === 'reopened') return NO_DUTY;
  const { snooze } = duty;
  if (action !== 'changed' || !snooze || recordedMs >= snooze.untilMs) return duty;
  const severity = typeof body === 'object' && body !== null ? Reflect.get(body, 'severity') : undefined;
  const isWorse = SEVERITIES.indexOf(severity) > rankOf(snooze.by);
  return isWorse ? { ...duty, snooze: { ...snooze, untilMs: recordedMs } } : duty;
}

const rankOf = ({ severity }: PersonAct): number =>
  severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);

export const DUTY_STATES = ['open', 'acknowledged', 'snoozed'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** A snooze that is over leaves nobody at it, until somebody says so again. */
export function dutyState({ acknowledged, snooze }: Duty, nowMs: number): DutyState {
  if (snooze) return nowMs < snooze.untilMs ? 'snoozed' : 'open';
  return acknowledged.length > 0 ? 'acknowledged' : 'open';
}
