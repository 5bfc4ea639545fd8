import type { Contact } from '../../core/domain/inventory.ts';
import type { ReminderRule, ReminderSettings } from '../definition/reminder-schema.ts';

/** Where a reminder goes. `missing`: contacts that have no address or are not known any more, each in one line. */
export interface ReminderAddresses {
  /** Of the unit itself: without one it cannot be reminded. */
  readonly own: readonly ReminderAddress[];
  readonly copies: readonly ReminderAddress[];
  readonly missing: readonly string[];
}

export interface ReminderAddress {
  /** Id of the contact: what is put on record, since an address is a person's. */
  readonly contact: string;
  readonly address: string;
}

/** The addresses of a unit and of those who get a copy, each once. */
export function reminderAddresses(
  agency: string,
  { contacts: byAgency }: Pick<ReminderSettings, 'contacts'>,
  { copyTo }: Pick<ReminderRule, 'copyTo'>,
  contacts: ReadonlyMap<string, Contact>,
): ReminderAddresses {
  const missing: string[] = [];
  const seen = new Set<string>();
  const find = (ids: readonly string[]): readonly ReminderAddress[] =>
    ids.flatMap((id) => {
      const address = contacts.get(id)?.email;
      if (address === undefined) {
        missing.push(contacts.has(id) ? `contact ${id} has no e-mail address` : `contact ${id} is not known`);
        return [];
      }
      if (seen.has(address.toLowerCase())) return [];
      seen.add(address.toLowerCase());
      return [{ contact: id, address }];
    });
  const named = byAgency.get(agency) ?? [];
  if (named.length === 0) missing.push(`plan.yaml: reminders.contacts has no contact of ${agency}`);
  return { own: find(named), copies: find(copyTo), missing };
}
