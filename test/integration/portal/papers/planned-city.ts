import { IN_TIME_MS, makeFormsCity } from '#test/support/forms-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

/** The city of forms (a police that reports for it, a ward) with people who log in, a day before the forms of 2025 are late. */
export async function plannedCity({ nowMs = IN_TIME_MS } = {}) {
  const city = await makeFormsCity();
  const papers = paperDeskOf(city.ledger, { folder: city.config, nowMs: () => nowMs });
  const portal = await startClosedPortal(undefined, { papers });
  return { ...city, portal, person: personOf(portal) };
}

/** What a page says, without its markup. */
export const textOf = (page: string): string =>
  (/<main.*<\/main>/s.exec(page)?.[0] ?? page)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ');
