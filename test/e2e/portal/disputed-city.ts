import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Role } from '#accounts/roles.ts';
import type { BrowserPage } from '#test/support/browser.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { PASSWORD } from '../../integration/portal/door/sample-door.ts';
import { claimedCity } from '../../integration/portal/papers/claimed-city.ts';

const HOUR_MS = 3_600_000;

/** A city in which the statement of last month is issued, with everybody who disputes it. */
export async function disputedCity() {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-dispute-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const city = await claimedCity({
    isClaimed: false,
    key: join(folder, 'own', 'key.pem'),
    shown: namedFleet(),
  });
  /** By the clock of the city, so many hours after the cameras went down. */
  const local = (hours: number) =>
    new Date(city.downMs + (7 + hours) * HOUR_MS).toISOString().replace(/(:00)?\.000Z$/, '');
  const period = local(0).slice(0, 7);
  const month = `/contracts/keeper?period=${period}`;
  const statement = `/statements/keeper/${period}`;
  const office = await city.person('dost');
  const sent = [
    await office.send(`${statement}/seal`, { ...(await office.tokens(statement)), step: 'draft' }),
    await office.sendFiles(`${statement}/agreed`, { ...(await office.tokens(statement)), agreed: 'yes' }, [
      new File(['Nhà thầu đồng ý số liệu.'], 'biên bản.txt'),
    ]),
    // What it costs is worked out behind the first look.
    await office.read(month),
  ];
  const statuses = sent.map(({ status }) => status);
  if (statuses.join() !== '303,303,200') throw new Error(`expected an issued statement, got ${statuses}`);
  const accountOf = (role: Role, organisation?: string) => `${role}.${organisation ?? 'city'}`;
  const addPerson = async (role: Role, organisation?: string) => {
    await city.portal.addPerson(role, organisation === undefined ? {} : { organisation });
    return accountOf(role, organisation);
  };
  /** All that anybody may have of the ledger, as a file. */
  const exportLedger = async () => {
    const out = join(folder, 'export.jsonl');
    const { code, err } = await runCamwatch('ledger', 'export', '--ledger', city.path, '--out', out);
    if (code !== 0) throw new Error(err);
    return out;
  };
  return { ...city, folder, local, month, statement, accountOf, addPerson, exportLedger };
}

export type DisputedCity = Awaited<ReturnType<typeof disputedCity>>;

export async function logIn(page: BrowserPage, account: string): Promise<void> {
  await page.locator('[name=account]').fill(account);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('.door button').click();
}

/** Opens an address as somebody who has not been in yet. */
export async function enter(
  page: BrowserPage,
  { url, account, next }: { readonly url: string; readonly account: string; readonly next: string },
): Promise<void> {
  await page.goto(`${url}/login?${new URLSearchParams({ next })}`);
  await logIn(page, account);
  await page.waitForURL((at) => at.pathname === next.split('?')[0]);
}

/** Whom pages call by a name. */
function namedFleet() {
  const shown = sampleFleet({ camerasPerArea: 2 });
  const { inventory } = shown;
  const contractors = new Map(inventory.contractors);
  contractors.set('a', { id: 'a', name: 'Nhà thầu A', kind: 'maintenance', successors: [] });
  contractors.set('b', { id: 'b', name: 'Viễn thông B', kind: 'carrier', successors: [] });
  const agencies = new Map(inventory.agencies);
  agencies.set('x', { id: 'x', name: 'Sở X', kind: 'department', successors: [] });
  return { ...shown, inventory: { ...inventory, contractors, agencies } };
}
