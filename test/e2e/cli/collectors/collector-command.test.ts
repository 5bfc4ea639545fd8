import { once } from 'node:events';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { startCamwatch } from '#test/support/camwatch.ts';
import { startHubHouse } from '#test/support/hub-house.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const SLOW = { ...PATIENCE, timeout: 60_000 };

function startCollector(url: string, dir: string, ...args: string[]) {
  const child = startCamwatch(['collector', '--hub', url, '--dir', dir, ...args]);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  return {
    log: () => log,
    stop: async (signal: NodeJS.Signals) => {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

/** Rows of the collector's own chain, and those of it that are on record at the centre. */
function heads(dir: string, path: string) {
  using own = recordStore(join(dir, 'ledger.sqlite')).openReader();
  using centre = recordStore(path).openCollectors({ author: 'test', nowMs: Date.now });
  const changes = [...own.changes({})].length;
  return { own: own.headSeq(), centre: centre.find('ba-dinh-1')?.receivedSeq, changes };
}

const changesAt = (path: string) => {
  using reader = recordStore(path).openReader();
  return [...reader.changes({})].map(({ entity, indicator, atMs }) => `${entity} ${indicator} ${atMs}`);
};

describe('a collector of a district', () => {
  test('watches what another one watched that was killed', async () => {
    const more = 'cluster: { silent_after: 5s }\n';
    const { path, hub, invite } = await startHubHouse({ devices: 5, more });
    const [state, other] = [join(tempFolder(), 'state'), join(tempFolder(), 'state')];
    const first = startCollector(hub.url, state, '--token', invite('kv-a'));
    await vi.waitFor(() => expect(changesAt(path)).toHaveLength(5), SLOW);
    const second = startCollector(hub.url, other, '--token', invite('kv-b'));
    await vi.waitFor(() => expect(second.log()).toContain('"watching by another lease"'), SLOW);
    expect(changesAt(join(other, 'ledger.sqlite'))).toEqual([]);

    await first.stop('SIGKILL');

    await vi.waitFor(() => expect(changesAt(join(other, 'ledger.sqlite'))).toHaveLength(5), SLOW);
    const leasesOf = (place: string) => {
      using reader = recordStore(place).openReader();
      return reader.leases({ chain: 'centre' }).map(({ epoch, collectors }) => [epoch, ...collectors]);
    };
    expect(leasesOf(path)).toEqual([
      [1, 'kv-a'],
      [2, 'kv-b'],
    ]);
    expect(leasesOf(join(other, 'ledger.sqlite'))).toEqual(leasesOf(path));
    await second.stop('SIGKILL');
  });

  test('enrols, watches by the configuration of the hub, and goes on through kill -9: every row is at the centre once', async () => {
    const { dir, path, hub, invite } = await startHubHouse({ devices: 20 });
    const [state, token] = [join(tempFolder(), 'state'), invite('ba-dinh-1')];

    const first = startCollector(hub.url, state, '--token', token);
    await vi.waitFor(() => expect(changesAt(path).length).toBeGreaterThanOrEqual(20), SLOW);
    await first.stop('SIGKILL');

    const second = startCollector(hub.url, state, '--token', token);
    await vi.waitFor(() => expect(second.log()).toContain('"watching"'), SLOW);
    writeFileSync(join(dir, 'devices.csv'), devicesCsv(25));
    await hub.reload();
    await vi.waitFor(() => expect(changesAt(path).length).toBeGreaterThanOrEqual(25), SLOW);
    await second.stop('SIGTERM');

    const { own, centre, changes } = heads(state, path);
    expect(centre).toBe(own);
    const there = changesAt(path);
    expect(there).toHaveLength(changes);
    expect(new Set(there).size).toBe(there.length);
    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problemCount: 0 });
    expect(second.log()).toContain('"configuration reloaded"');
  });

  test('that was put back from a backup is told so, sends nothing more, and goes on watching', async () => {
    const { path, hub, invite, collectors } = await startHubHouse({ devices: 5 });
    const folder = tempFolder();
    const [state, backup] = [join(folder, 'state'), join(folder, 'backup')];
    const first = startCollector(hub.url, state, '--token', invite('ba-dinh-1'));
    await vi.waitFor(() => expect(changesAt(path).length).toBeGreaterThanOrEqual(5), SLOW);
    await first.stop('SIGTERM');
    cpSync(state, backup, { recursive: true, verbatimSymlinks: true });
    const second = startCollector(hub.url, state);
    await vi.waitFor(() => expect(second.log()).toContain('"watching"'), SLOW);
    await second.stop('SIGTERM');
    const { centre } = heads(state, path);

    const restored = startCollector(hub.url, backup);

    await vi.waitFor(
      () =>
        expect(restored.log()).toContain(
          'nothing is sent any more: the chain of this collector is another at the hub',
        ),
      SLOW,
    );
    await vi.waitFor(
      () => expect(collectors.find('ba-dinh-1')?.seen?.said.trouble).toMatch(/this ledger/),
      SLOW,
    );
    await vi.waitFor(() => expect(restored.log()).toContain('"watching"'), SLOW);
    expect(existsSync(join(backup, 'ledger.sqlite.owner'))).toBe(true);
    await restored.stop('SIGTERM');
    expect(heads(backup, path).centre).toBe(centre);
    using reader = recordStore(path).openReader();
    expect(reader.audits({ limit: 9, action: 'collector-forked' })).toHaveLength(1);
  });
});
