import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createHubCaller } from '#hub/shipping/call-hubs.ts';
import { type ShippingEvent, startShipping } from '#hub/shipping/start-shipping.ts';
import { openOutgoing } from '#ledger/sqlite/shipping/open-outgoing.ts';
import type { Ledger } from '#ledger/sqlite/writing/open-ledger.ts';
import { enrolled, startHubHouse } from '#test/support/hub-house.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { change, openTempLedger, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

/** A way to the hub that is cut whenever `isCut` says so, once in a while in the middle of what goes through. */
async function startWay(to: string, isCut: () => boolean) {
  const { hostname, port } = new URL(to);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const on = connect(Number(port), hostname);
    for (const socket of [from, on]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    const cut = () => {
      from.destroy();
      on.destroy();
    };
    from.on('data', (bytes) => (isCut() ? cut() : on.write(bytes))).on('close', () => on.destroy());
    on.on('data', (bytes) => from.write(bytes)).on('close', () => from.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const address = server.address();
  return `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

async function ship(path: string, identityOf: Awaited<ReturnType<typeof enrolled>>, hubs: readonly string[]) {
  const { authority = '', key = '', certificate = '' } = identityOf.identity.read() ?? {};
  const [stopping, ended] = [new AbortController(), new AbortController()];
  const caller = createHubCaller({
    ...{ hubs, credentials: { authority, key, certificate }, stop: ended.signal, timeoutMs: 5_000 },
  });
  const outgoing = openOutgoing(path, 'run-1');
  const events: ShippingEvent[] = [];
  const shipping = startShipping({
    ...{ outgoing, caller, run: 'run-1', nowMs: Date.now, stop: stopping.signal },
    ...{ configuration: () => undefined, ownTrouble: () => undefined, onHeard: () => undefined },
    onEvent: (event) => events.push(event),
    // As soon as it may.
    random: () => 0,
  });
  const close = async () => {
    stopping.abort();
    await shipping.finish(5_000);
    ended.abort(new Error('over'));
    caller.close();
    outgoing.close();
  };
  return { shipping, events, close };
}

const storm = (ledger: Ledger, from: number, count: number) =>
  ledger.record({
    changes: Array.from({ length: count }, (_, at) => change('device:a', at % 2 ? 'up' : 'down', from + at)),
  });

test('over a line on which three in ten of what is sent is cut, every row arrives, and none twice', async () => {
  const { hub, invite, path: centre } = await startHubHouse();
  const known = await enrolled(hub.url, invite('ba-dinh-1'));
  let [chunks, seed] = [0, 7];
  const way = await startWay(hub.url, () => {
    chunks += 1;
    seed = (seed * 16_807) % 2_147_483_647;
    // The first request for certain, then three in ten.
    return chunks === 3 || seed % 10 < 3;
  });
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path, { collector: 'ba-dinh-1' });
  await storm(ledger, 0, 1_500);

  const { shipping, events, close } = await ship(path, known, [way]);
  await storm(ledger, 10_000, 500);
  await vi.waitFor(() => expect(shipping.waitingRows()).toBe(0), { ...PATIENCE, timeout: 60_000 });
  await close();

  const changes = [...openTempReader(centre).changes({})];
  expect(changes).toHaveLength(2_000);
  expect(events.filter(({ type }) => type === 'failed').length).toBeGreaterThan(0);
});

test('of two hubs one is enough, and what grew while none was there follows', async () => {
  const { hub, invite, path: centre } = await startHubHouse();
  const known = await enrolled(hub.url, invite('ba-dinh-1'));
  let isAway = false;
  const way = await startWay(hub.url, () => isAway);
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path, { collector: 'ba-dinh-1' });
  const { shipping, events, close } = await ship(path, known, ['https://127.0.0.1:1', way]);
  await vi.waitFor(() => expect(shipping.waitingRows()).toBe(0), PATIENCE);

  isAway = true;
  await storm(ledger, 0, 300);
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'failed')).toBe(true), PATIENCE);
  expect(shipping.waitingRows()).toBeGreaterThanOrEqual(300);
  isAway = false;

  await vi.waitFor(() => expect(shipping.waitingRows()).toBe(0), PATIENCE);
  await vi.waitFor(() => expect(events.some(({ type }) => type === 'recovered')).toBe(true), PATIENCE);
  await ledger.record({ changes: [], coverage: [{ fromMs: 5, toMs: 900_000 }] });
  await close();
  expect([...openTempReader(centre).changes({})]).toHaveLength(300);
  // What no row says yet went along with the last heartbeat.
  expect([...openTempReader(centre).coverage({ fromMs: 0, toMs: 1_000_000 })]).toMatchObject([
    { fromMs: 5, toMs: 900_000 },
  ]);
});

test('a second process of one name sends nothing, and the hub keeps what differs', async () => {
  const { hub, invite, path: centre } = await startHubHouse();
  const known = await enrolled(hub.url, invite('ba-dinh-1'));
  const [first, second] = [tempLedgerPath(), tempLedgerPath()];
  for (const path of [first, second]) await openTempLedger(path, { collector: 'ba-dinh-1' });

  const one = await ship(first, known, [hub.url]);
  await vi.waitFor(() => expect(one.shipping.waitingRows()).toBe(0), PATIENCE);
  const other = await ship(second, known, [hub.url]);

  await vi.waitFor(() => expect(other.events.some(({ type }) => type === 'forked')).toBe(true), PATIENCE);
  expect(other.shipping.isStopped()).toBe(true);
  expect(one.shipping.isStopped()).toBe(false);
  await Promise.all([one.close(), other.close()]);
  expect(openTempReader(centre).audits({ limit: 9, action: 'collector-forked' })).toHaveLength(1);
});

test('one whose chain is another at the hub is silent: what it covers is not taken, and others watch in its place', async () => {
  const {
    hub,
    invite,
    collectors,
    path: centre,
  } = await startHubHouse({
    more: 'cluster: { silent_after: 5s }\n',
  });
  const known = await enrolled(hub.url, invite('kv-a'));
  const [first, second, third] = [tempLedgerPath(), tempLedgerPath(), tempLedgerPath()];
  const leasesOf = () =>
    openTempReader(centre)
      .leases()
      .map(({ reason }) => reason);
  await openTempLedger(first, { collector: 'kv-a' });
  const one = await ship(first, known, [hub.url]);
  await vi.waitFor(() => expect(leasesOf()).toEqual(['joined: kv-a']), PATIENCE);
  await openTempLedger(third, { collector: 'kv-b' });
  const partner = await ship(third, await enrolled(hub.url, invite('kv-b')), [hub.url]);
  await one.close();

  // Of the same name, with more rows.
  const ledger = await openTempLedger(second, { collector: 'kv-a', run: 'run-2' });
  await storm(ledger, 0, 50);
  await ledger.record({ changes: [], coverage: [{ fromMs: 5, toMs: 900_000 }] });
  const other = await ship(second, known, [hub.url]);

  await vi.waitFor(
    () => expect(collectors.find('kv-a')?.seen?.said.trouble).toMatch(/this ledger/),
    PATIENCE,
  );
  await vi.waitFor(
    () => expect(leasesOf()).toEqual(['joined: kv-a', 'silent: kv-a; joined: kv-b']),
    PATIENCE,
  );
  await Promise.all([other.close(), partner.close()]);
  expect([...openTempReader(centre).coverage({ fromMs: 0, toMs: 1_000_000 })]).toEqual([]);
});
