import type { Account } from '../../accounts/account.ts';
import type { NoticeWishes } from '../../accounts/notices.ts';
import { SEVERITIES, type Severity } from '../../ledger/record/incidents/incident-event.ts';
import { organisationsOf } from '../city/organisations-of.ts';
import type { TellingView, ToldIncident } from '../city/tell-incidents.ts';

/** Whether somebody wants to be told of an incident which they may see. Planned work silences what it takes. */
export function wantsIncident(
  { incidents, from }: Pick<NoticeWishes, 'incidents' | 'from'>,
  account: Pick<Account, 'id' | 'organisation'>,
  view: TellingView,
  incident: ToldIncident,
): boolean {
  if (incidents === 'none' || incident.summary.isMuted) return false;
  if (!isAsBad(incident.summary.severity, from)) return false;
  return incidents === 'scope' || isTheirs(account, view, incident);
}

export const isAsBad = (severity: Severity, from: Severity): boolean =>
  SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(from);

/** Handed to them, or of their organisation. */
function isTheirs(
  { id, organisation }: Pick<Account, 'id' | 'organisation'>,
  view: TellingView,
  incident: ToldIncident,
): boolean {
  if (incident.duty.holder?.account === id) return true;
  return organisation !== undefined && organisationsOf(view, incident).has(organisation);
}
