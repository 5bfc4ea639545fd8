import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listOutages } from '#availability/timelines/outages.ts';
import { listDisagreements } from '#contracts/findings/disagreements.ts';
import type { Entity } from '#core/domain/state.ts';
import { watchersOf } from '#core/leases/rendezvous.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { startCentre } from '#server/centre/start-centre.ts';
import { startCamwatchUnder } from '#test/support/camwatch.ts';
import { startHubHouse } from '#test/support/hub-house.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

const SLOW = { ...PATIENCE, timeout: 60_000 };
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const SEEN: Entity = 'device:cam-0';
const UNSEEN: Entity = 'device:cam-1';
const [FIRST = '', SECOND = ''] = watchersOf('pole-1', ['kv-a', 'kv-b'], 2);

/** A folder with an fping for which the second camera never answers. */
function blindFping(): string {
  const folder = join(tempFolder(), 'bin');
  mkdirSync(folder);
  const script = `#!/bin/sh
exec 3>&1
PATH=\${PATH#*:} fping "$@" 2>&1 >&3 | sed -E 's/^(127\\.198\\.0\\.2 +:).*/\\1 - - -/' >&2
`;
  writeFileSync(join(folder, 'fping'), script, { mode: 0o755 });
  return folder;
}

function startCollector(url: string, token: string, path = '') {
  const setting = path === '' ? 'true' : `export PATH="${path}:$PATH"`;
  const dir = join(tempFolder(), 'state');
  const child = startCamwatchUnder(setting, ['collector', '--hub', url, '--dir', dir, '--token', token]);
  child.stderr.resume();
  return {
    changes: (entity: Entity) => {
      const store = recordStore(join(dir, 'ledger.sqlite'));
      if (!store.exists()) return [];
      using reader = store.openReader();
      return [...reader.changes({ entity })].map(({ state }) => state);
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

test('of two collectors that watch a site the word of the first counts, and what the second says otherwise is a finding', async () => {
  const more = 'cluster: { silent_after: 5s }\n';
  const { dir, path, hub, invite } = await startHubHouse({ devices: 2, watchers: 2, more });
  const centre = await startCentre({
    ...{ dir, env: process.env, author: 'an', logger: pino({ level: 'silent' }) },
  });
  onTestFinished(centre.close);
  const first = startCollector(hub.url, invite(FIRST));
  await vi.waitFor(() => expect(first.changes(UNSEEN)).toEqual(['up']), SLOW);
  const second = startCollector(hub.url, invite(SECOND), blindFping());

  await vi.waitFor(() => expect(second.changes(UNSEEN)).toEqual(['down']), SLOW);
  await vi.waitFor(() => expect(second.changes(SEEN)).toEqual(['up']), SLOW);

  using reader = recordStore(path).openReader();
  const outages = () => listOutages(reader, { ...EVER, entity: UNSEEN });
  const incidents = async () =>
    (await (await fetch(`${centre.url}/api/v1/incidents`)).json()) as { items: unknown };
  await vi.waitFor(
    () =>
      expect(listDisagreements(reader, { ...EVER, toMs: Date.now() })).toMatchObject([
        { code: 'collectors-disagree', entity: UNSEEN, detail: `${FIRST}, ${SECOND}` },
      ]),
    SLOW,
  );
  await vi.waitFor(
    () =>
      expect([...reader.latestChanges({ entity: UNSEEN })]).toMatchObject([
        { state: 'up', origin: 'correction' },
      ]),
    SLOW,
  );
  await vi.waitFor(() => expect(centre.live.status(UNSEEN, 'reach')).toMatchObject({ state: 'up' }), SLOW);
  expect(outages()).toEqual([]);
  expect(await incidents()).toMatchObject({ items: [] });

  await first.stop();
  await vi.waitFor(() => expect(outages()).toHaveLength(1), SLOW);
  await vi.waitFor(async () => expect(await incidents()).toMatchObject({ items: [{}] }), SLOW);
  await second.stop();
});
