import { expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { claimFleet } from '#test/support/claim-fleet.ts';
import { newsAbout, stepsOf, writeIncidents } from '#test/support/incident-city.ts';
import { incidentOf, openIncidentSource } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';
import { startClosedPortal } from './sample-door.ts';

/** A line of contractor b is cut, and with it a camera of contractor a. */
async function cutLine() {
  const path = tempLedgerPath();
  const incident = incidentOf('link:l-1', {
    openedMs: SAMPLE_NOW_MS - minutes(10),
    areas: [{ area: 'ba-dinh', lost: 1, of: 2 }],
  });
  const news = newsAbout(incident, { joined: ['link:l-1', 'device:cam-1'] });
  const steps = stepsOf(news).map((step) => ({
    ...step,
    body: { ...(step.body as object), contracts: ['line'] },
  }));
  writeIncidents(path, [{ news, steps, messages: [] }]);
  const portal = await startClosedPortal(claimFleet({ response: '30m' }), {
    incidents: openIncidentSource(path),
    prepare: () => undefined,
  });
  return async (organisation: string) => {
    const cookie = await portal.enter(await portal.addPerson('contractor', { organisation }));
    return await (await portal.get('/incidents', { cookie })).text();
  };
}

test('a contractor reads the clocks of its own contract, and none of another contractor', async () => {
  const incidentsOf = await cutLine();

  const [own, others] = [await incidentsOf('b'), await incidentsOf('a')];

  expect(own).toMatch(/Hạn tiếp nhận<\/dt><dd><span class="clock ">còn 20 phút/);
  expect(others).toContain('Phố Huế');
  expect(others).not.toContain('Hạn tiếp nhận');
});
