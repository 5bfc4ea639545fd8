import type { AccountStore } from '../../accounts/account-store.ts';
import { type MailLink, readMailLink } from '../../alerts/notifications/links/mail-link.ts';
import type { PersonAct } from '../../ledger/decisions/acknowledgements.ts';
import { NO_DUTY, standingAcknowledgement, standingDuties } from '../../ledger/decisions/incident-duty.ts';
import type { StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';
import type { Shown } from '../city/city-view.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { findMailReader, type MailReader } from './mail-recipient.ts';

/** What a link in a mail is good for now. What it is about is told only where it is good. */
export type JudgedLink =
  /** Not ours, or cut. */
  | { readonly is: 'broken' }
  | { readonly is: 'over' }
  /** Its recipient may not act any more. */
  | { readonly is: 'withdrawn' }
  | ({
      /** `taken`: this party has acknowledged it. */
      readonly is: 'open' | 'taken' | 'resolved';
      readonly incident: StoredIncident;
      readonly acknowledged: readonly PersonAct[];
      readonly endsMs: number;
    } & MailReader);

export interface LinkJudging {
  readonly linkKey: string;
  readonly shown: () => Shown;
  readonly accounts: Pick<AccountStore, 'accounts'>;
  readonly incidents: Pick<IncidentSource, 'incident' | 'dutySteps'>;
  readonly nowMs: () => number;
}

export function judgeMailLink(text: string, judging: LinkJudging): JudgedLink {
  const link = readMailLink(judging.linkKey, text);
  if (link === undefined) return { is: 'broken' };
  return judgeSigned(link, judging);
}

function judgeSigned({ recipient, incident: id, endsMs }: MailLink, judging: LinkJudging): JudgedLink {
  const nowMs = judging.nowMs();
  if (nowMs >= endsMs) return { is: 'over' };
  const reader = findMailReader(recipient, judging.shown(), judging.accounts, nowMs);
  if (reader === undefined) return { is: 'withdrawn' };
  const incident = judging.incidents.incident(id);
  if (incident === undefined) return { is: 'over' };
  const duty = standingDuties(judging.incidents.dutySteps([incident.id])).get(incident.id) ?? NO_DUTY;
  const { acknowledged } = duty;
  const isTaken =
    standingAcknowledgement(duty, { account: reader.author, party: reader.party }) !== undefined;
  const is = incident.resolvedMs !== undefined ? 'resolved' : isTaken ? 'taken' : 'open';
  return { is, incident, acknowledged, endsMs, ...reader };
}
