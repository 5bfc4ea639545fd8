import { expect, test, vi } from 'vitest';
import type { HubCaller } from '#hub/shipping/call-hubs.ts';
import { HeartbeatAnswer, type HeartbeatRequest } from '#hub/wire/heartbeat.ts';
import { enrolled, startHubHouse } from '#test/support/hub-house.ts';
import { PATIENCE } from '#test/support/patience.ts';

async function beat(caller: HubCaller): Promise<HeartbeatAnswer> {
  const said = { run: 'run-1', version: '1', headSeq: 0 };
  const request: HeartbeatRequest = { said, work: { asOfSeq: 0, coverage: [] } };
  const { text } = await caller.call('heartbeat', { body: Buffer.from(JSON.stringify(request)) });
  return HeartbeatAnswer.parse(JSON.parse(text));
}

test('who speaks is given the zone, and who is revoked loses it to the other', async () => {
  const { hub, invite, collectors } = await startHubHouse();
  const { caller: first } = await enrolled(hub.url, invite('kv-a'));
  const leasesOf = async (caller: HubCaller) =>
    (await beat(caller)).leases.map(({ epoch, collectors: ids, reason }) => ({ epoch, ids, reason }));
  const given = { epoch: 1, ids: ['kv-a'], reason: 'joined: kv-a' };

  await vi.waitFor(async () => expect(await leasesOf(first)).toEqual([given]), PATIENCE);
  const { caller: second } = await enrolled(hub.url, invite('kv-b'));
  expect(await leasesOf(second)).toEqual([given]);
  collectors.revoke('kv-a');

  await vi.waitFor(
    async () =>
      expect(await leasesOf(second)).toEqual([
        given,
        { epoch: 2, ids: ['kv-b'], reason: 'removed: kv-a; joined: kv-b' },
      ]),
    PATIENCE,
  );
  expect(await hub.metrics.registry.metrics()).toContain('camwatch_unwatched_sites{zone="default"} 0');
});

test('a zone in which nobody lives is told', async () => {
  const { hub } = await startHubHouse();

  await vi.waitFor(
    async () =>
      expect(await hub.metrics.registry.metrics()).toContain('camwatch_unwatched_sites{zone="default"} 1'),
    PATIENCE,
  );
});
