import { openAccountStore } from '../../accounts/sqlite/open-account-store.ts';
import type { IncidentActContext } from '../../alerts/incidents/actions/act-on-incident.ts';
import { findIncident, numberedIn } from '../../alerts/incidents/actions/find-incident.ts';
import { IncidentError } from '../../alerts/incidents/actions/incident-error.ts';
import { organisationsIn } from '../../alerts/notifications/messages/words/root-view.ts';
import { accountsPlaceOf } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Holder } from '../../ledger/decisions/acknowledgements.ts';
import { createPeople } from '../../portal/door/people.ts';
import type { IncidentScope } from './incident-scope.ts';

export interface HandlerWanted extends Pick<IncidentScope, 'wordingOf'> {
  readonly id: string;
  readonly to: string;
  /** Whose accounts they are. */
  readonly config: string;
}

/** To whom an incident may be handed over, as on its page. @throws INCIDENT_UNKNOWN, INCIDENT_REFUSED, CONFIG_INVALID */
export async function findHandler(
  { record, author, nowMs = Date.now }: IncidentActContext,
  { id, to, config, wordingOf }: HandlerWanted,
): Promise<Holder> {
  const settings = await loadSettings(config);
  const { summary } = findIncident(record.incidents, id, numberedIn(record, nowMs()));
  const organisations = organisationsIn(wordingOf({ incidents: [summary] }).viewOf(summary.root));
  const store = openAccountStore(accountsPlaceOf(config, settings));
  try {
    const context = { store, author, nowMs, audit: () => undefined };
    const handlers = createPeople(
      () => context,
      () => ({ settings }),
    ).handlers(organisations);
    const found = handlers.find(({ account }) => account === to);
    if (found) return { account: found.account, party: found.party };
    const near = suggestName(
      to,
      handlers.map(({ account }) => account),
    );
    throw new IncidentError('INCIDENT_REFUSED', {
      en: `--to: expected an account that may handle ${summary.id}, got "${to}"${near === undefined ? '' : `; perhaps "${near}"`}`,
      vi: `--to: cần tài khoản được xử lý ${summary.id}, nhận được "${to}"${near === undefined ? '' : `; có phải "${near}"`}`,
    });
  } finally {
    store.close();
  }
}
