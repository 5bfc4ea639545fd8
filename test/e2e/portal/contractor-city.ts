import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Inventory } from '#core/domain/inventory.ts';
import { minutes, seconds } from '#core/time/units.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { actsOn } from '#test/support/acting-night.ts';
import { createClaimCity } from '#test/support/claim-city.ts';
import { claimFleet } from '#test/support/claim-fleet.ts';
import { newsAbout, stepsOf, writeIncidents } from '#test/support/incident-city.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { incidentOf, openIncidentSource } from '#test/support/portal-incidents.ts';
import type { SampleLive } from '#test/support/sample-live.ts';
import { change, openTempLedger } from '#test/support/temp-ledger.ts';
import { startClosedPortal } from '../../integration/portal/door/sample-door.ts';
import { personOf } from '../../integration/portal/papers/person-of.ts';

/** What the contractor agreed to beside what its cameras cost. */
const TERMS = {
  availability: '99.9%',
  deductions: { per: 'device', of: 'monthly fee of the device', tiers: [{ below: '99.9%', amount: '10%' }] },
  response: '30m',
  restoration: { minor: '8h', normal: '8h', major: '6h', critical: '4h' },
};
/** Since when a camera of its is lost. */
const LOST_MS = minutes(20);

type ClaimCity = Awaited<ReturnType<typeof createClaimCity>>;

interface More {
  /** On record besides, and where a plan is. */
  readonly prepare?: (city: ClaimCity, folder: string) => Promise<void>;
  readonly edit?: (shown: Shown) => Shown;
  readonly portal?: (city: ClaimCity, folder: string) => Parameters<typeof startClosedPortal>[1];
}

/** One record under pages of duty and of papers: last month is over its budget, and a camera is lost now. */
export async function contractorCity({ prepare, edit = (shown) => shown, portal: more }: More = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-contractor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const city = await createClaimCity({ terms: TERMS });
  await prepare?.(city, folder);
  const nowMs = Date.now();
  const clock = { nowMs };
  const shown = edit(claimFleet(TERMS));
  const openedMs = nowMs - LOST_MS;
  const owner = await openTempLedger(city.path, { nowMs: () => openedMs });
  await owner.record({ changes: [change('device:cam-3', 'down', openedMs)] });
  await owner.close();
  const incident = incidentOf('device:cam-3', {
    ...{ openedMs, sinceMs: openedMs, severity: 'minor', camerasLost: 1, lostNow: 1, lostEver: 1 },
    areas: [{ area: 'lang', lost: 1, of: 1 }],
  });
  const news = newsAbout(incident, { joined: ['device:cam-3'] });
  const steps = stepsOf(news).map((step) => ({
    ...step,
    body: { ...(step.body as object), contracts: ['keeper'] },
  }));
  writeIncidents(city.path, [{ news, steps, messages: [] }]);
  const portal = await startClosedPortal(shown, {
    papers: paperDeskOf(city.path, { folder, key: join(folder, 'own', 'key.pem') }),
    ...{ incidents: openIncidentSource(city.path), act: actsOn(city.path, Date.now).act },
    nowMs: () => clock.nowMs,
    prepare: (live) => bringToday(live, shown.inventory, nowMs, openedMs),
    ...more?.(city, folder),
  });
  /** Pages are of now again: what was recorded since has happened. */
  const catchUp = () => {
    clock.nowMs = Date.now();
    bringToday(portal.live, shown.inventory, clock.nowMs, openedMs);
  };
  return { ...city, portal, nowMs, catchUp, person: personOf(portal) };
}

/** Everything is up but the camera. */
function bringToday(live: SampleLive, { devices, links }: Inventory, nowMs: number, lostMs: number): void {
  const sinceMs = nowMs - minutes(600);
  const seen = { afterMs: sinceMs, sinceMs, lastProbeMs: nowMs - seconds(12) };
  for (const id of devices.keys()) live.set(`device:${id}`, seen);
  for (const id of links.keys()) live.set(`link:${id}`, seen);
  live.set('device:cam-3', { ...seen, state: 'down', reason: 'timeout', sinceMs: lostMs, afterMs: lostMs });
  live.setHealth({ startedMs: sinceMs, sightSinceMs: sinceMs, coveredUntilMs: nowMs - seconds(4) });
}
