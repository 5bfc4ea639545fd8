import { expect, test } from 'vitest';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { sampleMeasured } from '#test/support/sample-measured.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const NAME = 'Nhà riêng số 5';
const LINE = 'link-hoang-mai';

/** A device at a restricted site whose certificate and ports are named after the place. */
async function startNamed() {
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const { sites, devices } = fleet.inventory;
  const device = [...devices.values()].find(({ site }) => sites.get(site)?.secrecy === 'restricted');
  if (!device) throw new Error('no device at a restricted site');
  // A line that everybody may see is measured there.
  const line = fleet.inventory.links.get(LINE);
  if (!line) throw new Error('no line');
  const measured = { ...line, interface: { device: device.id, name: `uplink ${NAME}` } };
  const links = new Map([...fleet.inventory.links, [LINE, measured]]);
  const shown = { ...fleet, inventory: { ...fleet.inventory, links } };
  const entity = `device:${device.id}` as const;
  const standing = { entity, firstMs: 1, lastMs: 2 };
  const findings = [
    { ...standing, code: 'certificate-self-signed', subject: 'onvif', values: { subject: `CN=${NAME}` } },
    { ...standing, code: 'counter-implausible', subject: `uplink ${NAME}`, values: {} },
  ] as const;
  let noted: ReadonlySet<string> = new Set([entity]);
  const portal = await startClosedPortal(shown, {
    measured: sampleMeasured(),
    learnt: {
      findings: (asked: { entity?: string; entities?: readonly string[] }) =>
        (asked.entities?.includes(entity) || asked.entity === entity ? findings : []).values(),
      facts: () => undefined,
      trafficDays: () => [].values(),
    },
    notedFindings: () => {
      const taken = noted;
      noted = new Set();
      return taken;
    },
    prepare: (live: object) => {
      Object.assign(live, {
        traffic: (asked: { device?: string }) =>
          (asked.device === device.id
            ? [
                {
                  ...{ deviceId: device.id, interface: `uplink ${NAME}`, atMs: 1, intervalMs: 60_000 },
                  ...{ inBitsPerSecond: 1_000, outBitsPerSecond: 1_000 },
                },
              ]
            : []
          ).values(),
      });
    },
  } as never);
  return { ...portal, device };
}

test('what a device at a restricted site says of itself is told only to whoever sees secret ones', async () => {
  const { get, enter, addPerson, device } = await startNamed();
  const open = await enter(await addPerson('noc'));
  const secret = await enter(await addPerson('noc', { seesSecret: true }));
  const read = async (path: string, cookie: string) => await (await get(path, { cookie })).text();
  const paths = [
    ...[`/devices/${device.id}`, `/devices/${device.id}/charts`, `/api/v1/devices/${device.id}`],
    ...[`/links/${LINE}`, `/links/${LINE}/charts`, `/api/v1/links/${LINE}`, '/api/v1/links?limit=500'],
    ...['/findings', '/findings?format=csv', '/api/v1/findings', '/api/v1/findings?format=csv'],
    ...['/api/v1/search?q=certificate', '/api/v1/search?q=counter', '/search?q=certificate'],
  ];

  for (const path of paths) expect([path, (await read(path, open)).includes(NAME)]).toEqual([path, false]);

  for (const path of [paths[0] ?? '', paths[1] ?? '', `/links/${LINE}`, '/api/v1/findings'])
    expect([path, (await read(path, secret)).includes(NAME)]).toEqual([path, true]);
  expect(await read('/api/v1/findings', open)).toContain('counter-implausible');
});
