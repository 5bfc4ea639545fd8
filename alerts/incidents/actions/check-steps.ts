import { z } from 'zod';
import type { Said } from '../../../core/language/said.ts';
import { days } from '../../../core/time/units.ts';
import {
  type ActingParty,
  type PersonAction,
  parsePersonAct,
  renderActingParty,
} from '../../../ledger/decisions/acknowledgements.ts';
import {
  type Duty,
  dutyState,
  NO_DUTY,
  standingAcknowledgement,
  standingDuties,
} from '../../../ledger/decisions/incident-duty.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import type { StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';
import { IncidentError } from './incident-error.ts';

export interface ActRules {
  readonly incident: StoredIncident;
  readonly party: ActingParty;
  readonly author: string;
  readonly nowMs: number;
  /** How instants are told. */
  readonly at: (atMs: number) => string;
  /** To whom it is handed over. */
  readonly to?: string | undefined;
  readonly untilMs?: number | undefined;
  /** What it is merged into. */
  readonly into?: StoredIncident | undefined;
  readonly dutyOf: (id: string) => Duty;
}

type Check = (duty: Duty, rules: ActRules) => void;

/** What each act wants beside an incident that is not over. */
const CHECKS: Readonly<Record<Exclude<PersonAction, 'noted'>, Check>> = {
  acknowledged: checkAcknowledging,
  'handed-over': checkHandOver,
  snoozed: checkSnooze,
  released: checkRelease,
  linked: checkLink,
  unlinked: checkUnlink,
};

/** Looks at all rows of one incident. @throws INCIDENT_REFUSED where this may not be done, whoever asks. */
export function checkAct(action: PersonAction, rows: readonly Decision[], rules: ActRules): void {
  expectFewActs(rows, rules);
  // Something may be noted about what is over, too.
  if (action === 'noted') return;
  expectUnresolved(rows, rules);
  CHECKS[action](standingDuties(rows).get(rules.incident.id) ?? NO_DUTY, rules);
}

function refuse(en: string, vi: string): never {
  throw new IncidentError('INCIDENT_REFUSED', { en, vi } satisfies Said);
}

/** All of them are read each time that somebody looks. */
const MOST_ACTS = 500;

function expectFewActs(rows: readonly Decision[], { incident: { id }, author }: ActRules): void {
  const own = rows.filter((row) => row.author === author && parsePersonAct(row) !== undefined);
  if (own.length >= MOST_ACTS)
    refuse(
      `expected at most ${MOST_ACTS} acts of ${author} on ${id}`,
      `cần nhiều nhất ${MOST_ACTS} thao tác của ${author} đối với ${id}`,
    );
}

function expectUnresolved(
  rows: readonly Decision[],
  { incident: { id, resolvedMs }, at }: Pick<ActRules, 'incident' | 'at'>,
): void {
  const over = resolutionOf(rows) ?? (rows.some(isOpening) ? undefined : resolvedMs && { atMs: resolvedMs });
  if (!over) return;
  const { atMs, mergedInto } = over;
  refuse(
    `expected an incident that is not resolved, got ${id}, which was resolved at ${at(atMs)}${mergedInto === undefined ? '' : `; what is still down is part of ${mergedInto}`}`,
    `cần sự cố chưa khôi phục, nhận được ${id}, đã khôi phục lúc ${at(atMs)}${mergedInto === undefined ? '' : `; phần còn mất thuộc ${mergedInto}`}`,
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

/** Each party once; again after a snooze, and whoever it was handed over to. */
function checkAcknowledging(duty: Duty, rules: ActRules): void {
  const { incident, party, author, at } = rules;
  const known = standingAcknowledgement(duty, { account: author, party });
  if (!known) return;
  const [who, when] = [renderActingParty(party), at(known.atMs)];
  refuse(
    `expected an incident that ${who} has not acknowledged, got ${incident.id}, which ${known.author} acknowledged for it at ${when}; camwatch incidents note adds to it`,
    `cần sự cố mà ${who} chưa tiếp nhận, nhận được ${incident.id}, ${known.author} đã tiếp nhận thay lúc ${when}; có thể ghi chú thêm`,
  );
}

function checkHandOver(duty: Duty, rules: ActRules): void {
  expectOwnOrFree(duty, rules);
  const { incident, to } = rules;
  if (duty.holder?.account === to)
    refuse(
      `expected somebody who does not have ${incident.id} yet, got ${to}, who has it`,
      `cần người chưa giữ ${incident.id}, nhận được ${to}, đang giữ`,
    );
}

/** Longer is no snooze: it is forgotten. */
const LONGEST_SNOOZE_MS = days(7);

function checkSnooze(_duty: Duty, rules: ActRules): void {
  expectOperator(rules);
  const { untilMs = 0, nowMs, at } = rules;
  if (untilMs <= nowMs || untilMs - nowMs > LONGEST_SNOOZE_MS)
    refuse(
      `expected a time in the coming 7 days, got ${at(untilMs)}`,
      `cần thời điểm trong 7 ngày tới, nhận được ${at(untilMs)}`,
    );
}

function checkRelease(duty: Duty, rules: ActRules): void {
  const { incident, nowMs } = rules;
  if (!duty.holder && dutyState(duty, nowMs) === 'open')
    refuse(
      `expected an incident that somebody has, got ${incident.id}, which is not acknowledged`,
      `cần sự cố đang có người giữ, nhận được ${incident.id}, chưa ai tiếp nhận`,
    );
  expectOwnOrFree(duty, rules);
}

/** What runs in a circle would be shown nowhere. */
function checkLink({ linkedTo }: Duty, rules: ActRules): void {
  expectOperator(rules);
  const { incident, into, dutyOf, at } = rules;
  if (!into) return;
  if (linkedTo !== undefined)
    refuse(
      `expected an incident that is merged into none, got ${incident.id}, which is merged into ${linkedTo}`,
      `cần sự cố chưa gộp, nhận được ${incident.id}, đã gộp vào ${linkedTo}`,
    );
  if (into.resolvedMs !== undefined) expectUnresolved([], { incident: into, at });
  const seen = new Set<string>();
  for (let id: string | undefined = into.id; id !== undefined && !seen.has(id); id = dutyOf(id).linkedTo) {
    seen.add(id);
    if (id === incident.id)
      refuse(
        `expected another incident, got ${into.id}, which is ${incident.id} or merged into it`,
        `cần một sự cố khác, nhận được ${into.id}, là ${incident.id} hoặc đã gộp vào nó`,
      );
  }
}

function checkUnlink({ linkedTo }: Duty, rules: ActRules): void {
  expectOperator(rules);
  if (linkedTo === undefined)
    refuse(
      `expected an incident that is merged into another, got ${rules.incident.id}, which is not`,
      `cần sự cố đã gộp vào sự cố khác, nhận được ${rules.incident.id}, chưa gộp`,
    );
}

const isSame = (a: ActingParty, b: ActingParty): boolean => renderActingParty(a) === renderActingParty(b);

/** Who runs the city decides who is not told, and what is shown as one. */
function expectOperator({ party }: ActRules): void {
  if (party.kind !== 'operator')
    refuse(
      `expected an account of the operator, got one of ${renderActingParty(party)}`,
      `cần tài khoản của đơn vị vận hành, nhận được tài khoản của ${renderActingParty(party)}`,
    );
}

/** Nobody takes from another party what that has. */
function expectOwnOrFree({ holder }: Duty, { incident, party }: ActRules): void {
  if (!holder || party.kind === 'operator' || isSame(holder.party, party)) return;
  const whose = renderActingParty(holder.party);
  refuse(
    `expected an incident that ${renderActingParty(party)} has, or one that is not acknowledged, got ${incident.id}, which ${holder.account} has for ${whose}`,
    `cần sự cố do ${renderActingParty(party)} giữ hoặc chưa ai tiếp nhận, nhận được ${incident.id}, ${holder.account} đang giữ thay ${whose}`,
  );
}
