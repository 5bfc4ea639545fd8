import type { MailSettings } from '#core/domain/alert-settings.ts';
import type { Contact } from '#core/domain/inventory.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { LATE_MS, makeFormsCity } from '#test/support/forms-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

const AGENCIES = `  - { id: ward-2, name: UBND phường Cửa Nam, kind: ward }
  - { id: ward-3, name: UBND phường Giảng Võ, kind: ward }
`;
/** Of the third ward nobody knows an address. */
const PLAN = `reminders:
  matrix: [{ id: wards, from: police, office: Phòng Tham mưu, to: { kinds: [ward] }, copy_to: [duty] }]
  contacts: { ward: [clerk-1], ward-2: [clerk-2] }
`;
const contact = (id: string): Contact => ({ id, name: `Văn thư ${id}`, email: `${id}@example.org` });

/** Three wards that are late with their forms, and who has which address. */
export async function urgedCity({
  mailPort,
  nowMs = () => LATE_MS,
}: {
  readonly mailPort?: number;
  readonly nowMs?: () => number;
} = {}) {
  const city = await makeFormsCity({ agencies: AGENCIES, plan: PLAN });
  const papers = paperDeskOf(city.ledger, { folder: city.config, nowMs });
  const shown = mailedFleet(['clerk-1', 'clerk-2', 'duty'], mailPort);
  const portal = await startClosedPortal(shown, { papers });
  return { ...city, portal, person: personOf(portal) };
}

/** What the portal knows of those who are written to, and of the mail server. */
export function mailedFleet(ids: readonly string[], mailPort?: number): Shown {
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const contacts = new Map(ids.map((id) => [id, contact(id)]));
  const mail = mailPort === undefined ? undefined : mailAt(mailPort);
  const settings = { ...fleet.settings, ...(mail && { alerts: { ...fleet.settings.alerts, mail } }) };
  return { ...fleet, inventory: { ...fleet.inventory, contacts }, settings };
}

const mailAt = (port: number): MailSettings => ({
  ...{ host: '127.0.0.1', port, security: 'none', connections: 1 },
  from: { name: 'Công an thành phố', address: 'ke-hoach@example.org' },
});
