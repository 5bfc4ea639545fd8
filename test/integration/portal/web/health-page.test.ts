import { expect, it } from 'vitest';
import type { Device } from '#core/domain/inventory.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

/** A fleet of which three devices are not watched, each for a reason of its own, and everything secret neither. */
function partlyWatched() {
  const shown = sampleFleet({ camerasPerArea: 2 });
  const isSecret = ({ site }: Device) => shown.inventory.sites.get(site)?.secrecy === 'secret';
  const later = { stage: 'accepted', atMs: SAMPLE_NOW_MS + 86_400_000 } as const;
  const spoil: readonly ((device: Device) => Device)[] = [
    (device) => ({ ...device, lifecycle: [] }),
    (device) => ({ ...device, lifecycle: [later] }),
    (device) => ({
      ...device,
      lifecycle: [...device.lifecycle, { stage: 'paused', atMs: SAMPLE_NOW_MS - 1 }],
    }),
  ];
  const open = [...shown.inventory.devices.values()]
    .filter((device) => !isSecret(device))
    .slice(0, spoil.length);
  const devices = new Map(
    [...shown.inventory.devices].map(([id, device]) => {
      const change = isSecret(device) ? spoil[0] : spoil[open.indexOf(device)];
      return [id, change?.(device) ?? device];
    }),
  );
  return { shown: { ...shown, inventory: { ...shown.inventory, devices } }, open };
}

it('tells how many devices nobody watches and why, with their names, and of none that is withheld', async () => {
  const { shown, open } = partlyWatched();
  const { get } = await startSamplePortal({ shown });
  const page = await (await get('/health?lang=en')).text();
  const rows = [
    ...page.matchAll(/<tr><td>([^<]+)<\/td><td class="number">(\d+)<\/td><td class="wide">(.*?)<\/td>/g),
  ];
  expect(rows.map(([, why, count]) => [why, count])).toEqual([
    ['to be installed later', '1'],
    ['the inventory does not say that it is installed', '1'],
    ['paused', '1'],
  ]);
  for (const { id } of open) expect(page).toContain(`href="/devices/${id}?lang=en"`);
  expect(page).not.toMatch(SECRET_WORDS);
});

it('tells of unknown states by their reason, of what waits, and of messages', async () => {
  const { get } = await startSamplePortal({
    prepare: (live, { inventory }) => {
      const [first = ''] = inventory.devices.keys();
      live.set(deviceEntity(first), { state: 'unknown', reason: 'no-answer-yet' });
      live.setHealth({ shortfall: 12_345 });
    },
    alertingHealth: () => ({
      incidentLagMs: 1_500,
      incidentRestarts: 2,
      deadMessages: 3,
      messageWaitMs: 90_000,
    }),
    checkpointFailure: () => 'https://secret-place.example answers 500',
  });
  const page = await (await get('/health?lang=en')).text();
  for (const told of [
    '12,345',
    '1.5 s behind the present',
    '<dd>2</dd>',
    '<dd>3</dd>',
    'have not arrived everywhere',
  ])
    expect(page).toContain(told);
  expect(page).not.toContain('secret-place');
  expect(await (await get('/health')).text()).toContain('Tình trạng giám sát');
});
