import type { Account } from '../../accounts/account.ts';
import type { AccountStore } from '../../accounts/account-store.ts';
import { mayDo } from '../../accounts/roles.ts';
import { recipientAddresses } from '../../alerts/notifications/routing/recipient-addresses.ts';
import type { AlertRecipient } from '../../core/domain/alert-settings.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import type { Shown } from '../city/city-view.ts';
import { actingParty } from './people.ts';

/** Who acts by a link in a mail. */
export interface MailReader {
  readonly recipient: AlertRecipient;
  readonly party: ActingParty;
  /** The account whose address it is where it is that of one alone; else the recipient. */
  readonly author: string;
}

/**
 * Who a link that was sent to a recipient is good for now. `undefined`: it has left the list, has no address any more, or all of
 * its addresses are those of accounts that are shut, or of one that may not handle incidents.
 */
export function findMailReader(
  id: string,
  { settings, inventory }: Shown,
  { accounts }: Pick<AccountStore, 'accounts'>,
  nowMs: number,
): MailReader | undefined {
  const { recipients, rosters = new Map() } = settings.alerts ?? {};
  const recipient = recipients?.get(id);
  if (recipient === undefined) return undefined;
  const { timeZone } = settings.city;
  const found = recipientAddresses(recipient, inventory.contacts, { rosters, timeZone }, nowMs);
  if (!found.ok) return undefined;
  const byAddress = Map.groupBy(accounts.list(), ({ id: account }) =>
    lower(accounts.personOf(account)?.email),
  );
  const owners = found.addresses.map((address) => byAddress.get(lower(address)) ?? []);
  const open = owners.filter((own) => own.length === 0 || own.some(isOpen));
  if (open.length === 0) return undefined;
  const [account, ...others] = owners.length === 1 ? (open[0] ?? []).filter(isOpen) : [];
  if (account === undefined || others.length > 0)
    return { recipient, party: partyOfRecipient(id, inventory), author: `recipient:${id}` };
  if (!mayDo(account.role, 'handle-incidents')) return undefined;
  return { recipient, party: actingParty(account), author: account.id };
}

const isOpen = ({ disabled }: Account): boolean => disabled === undefined;

const lower = (address = ''): string => address.toLowerCase();

/** A recipient with the id of a contractor or an agency is that: messages speak to it as such as well. */
function partyOfRecipient(id: string, { contractors, agencies }: Shown['inventory']): ActingParty {
  if (contractors.has(id)) return { kind: 'contractor', id };
  return agencies.has(id) ? { kind: 'agency', id } : { kind: 'operator' };
}
