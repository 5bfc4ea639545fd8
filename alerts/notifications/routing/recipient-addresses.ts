import type { AlertRecipient, AlertSettings } from '../../../core/domain/alert-settings.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import { dutyOf } from './duty.ts';

/** Where e-mail to a recipient goes. `missing`: ways to it that lead nowhere now, each in one line. */
export type RecipientAddresses =
  | { readonly ok: true; readonly addresses: readonly string[]; readonly missing: readonly string[] }
  | { readonly ok: false; readonly missing: readonly string[] };

/** Addresses at an instant, each once however it is written, those of the settings first. */
export function recipientAddresses(
  { email }: Pick<AlertRecipient, 'email'>,
  contacts: Inventory['contacts'],
  { rosters, timeZone }: Pick<AlertSettings, 'rosters'> & { readonly timeZone: string },
  atMs: number,
): RecipientAddresses {
  if (!email) return { ok: false, missing: ['it has no e-mail'] };
  const missing: string[] = [];
  const addressOf = (id: string): readonly string[] => {
    const contact = contacts.get(id);
    if (contact?.email !== undefined) return [contact.email];
    missing.push(contact ? `contact ${id} has no e-mail address` : `contact ${id} is not known any more`);
    return [];
  };
  const onDuty = (): readonly string[] => {
    if (email.roster === undefined) return [];
    const roster = rosters.get(email.roster);
    const contact = roster && dutyOf(roster, atMs, timeZone);
    if (contact !== undefined) return addressOf(contact);
    missing.push(
      roster ? `nobody is on duty in roster ${email.roster}` : `roster ${email.roster} is not known any more`,
    );
    return [];
  };
  const found = [...email.addresses, ...email.contacts.flatMap(addressOf), ...onDuty()];
  const addresses = found.filter((address, index) => found.findIndex(isSame(address)) === index);
  return addresses.length > 0 ? { ok: true, addresses, missing } : { ok: false, missing };
}

const isSame = (address: string) => (other: string) => other.toLowerCase() === address.toLowerCase();
