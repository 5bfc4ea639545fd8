import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { recordPlaceOf } from '#config/settings/ledger-place.ts';
import { loadSettings } from '#config/settings/load-settings.ts';
import { addCollector } from '#hub/actions/add-collector.ts';
import { parseJoinToken } from '#hub/authority/join-token.ts';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { createHubCaller, type HubCaller } from '#hub/shipping/call-hubs.ts';
import { enrol } from '#hub/shipping/enrol.ts';
import { openIdentity } from '#hub/shipping/open-identity.ts';
import { openCollectors } from '#ledger/sqlite/collectors/open-collectors.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { startHub } from '#server/hub/start-hub.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import type { LoopbackCity } from '#test/support/loopback-city.ts';
import { change, openTempLedger, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';

const NEVER = new AbortController().signal;

/** A configuration folder with a hub that runs in this process, on a free port, until the test is finished. */
export async function startHubHouse({
  devices = 1,
  more = '',
  ...city
}: Partial<Pick<LoopbackCity, 'devices' | 'more' | 'watchers'>> = {}) {
  const dir = await makeConfigDir({ devices, more, ...city });
  const hub = await startHub({ dir, port: 0, logger: pino({ level: 'silent' }), healthAt: '127.0.0.1:0' });
  onTestFinished(hub.close);
  const path = recordPlaceOf(dir, await loadSettings(dir));
  const collectors = openCollectors(path, { author: 'an', nowMs: Date.now });
  onTestFinished(collectors.close);
  const authority = openAuthority(join(dir, 'keys/hub'));
  const invite = (collector: string, more: { readonly again?: boolean; readonly zone?: string } = {}) =>
    addCollector({ collectors, authority, nowMs: Date.now }, { collector, ...more }).token;
  return { dir, path, hub, collectors, invite };
}

/** Enrols by a token, with a key in a folder of its own, and speaks to the hub from then on. */
export async function enrolled(url: string, token: string, folder = tempFolder()) {
  const identity = openIdentity(folder);
  await enrol(parseJoinToken(token), { hubs: [url], identity, stop: NEVER });
  return { identity, caller: callerOf(url, identity) };
}

export function callerOf(url: string, identity: ReturnType<typeof openIdentity>): HubCaller {
  const { authority = '', key = '', certificate = '' } = identity.read() ?? {};
  const caller = createHubCaller({ hubs: [url], credentials: { authority, key, certificate }, stop: NEVER });
  onTestFinished(caller.close);
  return caller;
}

/** Rows of a ledger of this name, as they are sent. */
export async function rowsOf(collector: string, count: number, path = tempLedgerPath()): Promise<string[]> {
  const ledger = await openTempLedger(path, { collector, run: `run-${collector}` });
  const changes = Array.from({ length: count }, (_, at) => change('device:a', at % 2 ? 'up' : 'down', at));
  await ledger.record({ changes });
  await ledger.close();
  return [...exportLedger(path, { secret: 'include' }).drop(1)];
}

export const sendRows = (caller: HubCaller, lines: readonly string[]) =>
  caller.call('rows', {
    body: gzipSync(lines.join('\n')),
    headers: { 'content-encoding': 'gzip' },
  });
