import { expect, test, vi } from 'vitest';
import { watcherOf } from '#core/leases/rendezvous.ts';
import { shareOf } from '#core/leases/share.ts';
import { device, link, openInventoryOf } from '#test/support/inventory.ts';
import { watchWorld } from '#test/support/watched-world.ts';

const LONG = { timeout: 15_000 };
const SITES = Array.from({ length: 50 }, (_, index) => `site-${index}`);
const siteOf = (owner: string) => SITES.find((id) => watcherOf(id, ['kv-a', 'kv-b']) === owner) ?? '';

const CITY = openInventoryOf({
  devices: [
    device({ id: 'mine', site: siteOf('kv-a'), address: '10.0.0.1' }),
    device({ id: 'moving', site: siteOf('kv-b'), address: '10.0.0.2', upstreams: [['link:line']] }),
  ],
  links: [link({ id: 'line', far: 'device:moving' })],
});

/** The city as `kv-a` has it while these share the zone. */
const sharedBy = (...collectors: string[]) => ({
  ...CITY,
  share: shareOf(CITY, [{ zone: 'default', epoch: 1, fromMs: 0, collectors }], 'kv-a'),
});

test('a collector asks what is in its share and nothing else', LONG, async () => {
  const { written, collector } = watchWorld(sharedBy('kv-a', 'kv-b'));

  await vi.waitFor(() => expect(written.length).toBeGreaterThan(2), LONG);

  expect(new Set(written.map(({ deviceId }) => deviceId))).toEqual(new Set(['mine']));
  expect([...collector.statuses()].map(({ entity }) => entity)).toEqual(['device:mine']);
});

test(
  'what comes back into a share gets a first state of its own, and what stays is left alone',
  LONG,
  async () => {
    const { told, watched, collector } = watchWorld(sharedBy('kv-a'));
    const statesOf = (id: string) => told.filter(({ entity }) => entity === id).map(({ state }) => state);
    const isTold = (id: string, states: readonly string[]) =>
      vi.waitFor(() => expect(statesOf(id)).toEqual(states), LONG);
    await isTold('device:moving', ['up']);
    await isTold('link:line', ['up']);

    collector.reload({ ...watched, inventory: sharedBy('kv-a', 'kv-b') });
    await isTold('device:moving', ['up', 'unknown']);
    await isTold('link:line', ['up', 'unknown']);
    collector.reload({ ...watched, inventory: sharedBy('kv-a') });

    await isTold('device:moving', ['up', 'unknown', 'up']);
    await isTold('link:line', ['up', 'unknown', 'up']);
    expect(statesOf('device:mine')).toEqual(['up']);
  },
);
