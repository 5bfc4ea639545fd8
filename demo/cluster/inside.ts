// The demo of a cluster, in namespaces of its own: what it tells goes to standard output as JSON lines, and it ends when its
// standard input does.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { KEEPERS } from '../../simulator/cluster/start-cluster.ts';
import { PORTAL_PORT } from '../../simulator/cluster/write-cluster-files.ts';
import { createIdleSince } from '../run/idle-since.ts';
import { playCityScript } from '../run/play-city-script.ts';
import type { ClusterDemoOptions } from './cluster-demo-options.ts';
import type { ClusterNews } from './cluster-result.ts';
import { endClusterDemo } from './end-cluster-demo.ts';
import { forward } from './forward.ts';
import { playClusterActs } from './play-cluster-acts.ts';
import { startClusterDemo } from './start-cluster-demo.ts';
import { watchPulse } from './watch-pulse.ts';

const [dir = '', given = '{}'] = process.argv.slice(2);
const options = JSON.parse(given) as ClusterDemoOptions;
const tell = (news: ClusterNews) => process.stdout.write(`${JSON.stringify(news)}\n`);
const stopping = new AbortController();
process.stdin.resume().once('end', () => stopping.abort());

const closing = new AsyncDisposableStack();
try {
  const demo = await startClusterDemo(
    dir,
    options,
    (step, done, total) => {
      stopping.signal.throwIfAborted();
      tell({ says: 'progress', step, done, total });
    },
    closing,
  );
  const { network, config } = demo;
  const portal = await forward(
    { path: join(dir, 'portal.sock') },
    { host: network.addressOf(KEEPERS[0]), port: PORTAL_PORT },
  );
  closing.defer(() => portal[Symbol.dispose]());
  const pulse = watchPulse(demo.store.place);
  closing.defer(pulse.close);
  const idleSince = createIdleSince();
  const startMs = Date.now();
  const machines = Object.fromEntries(
    [...KEEPERS, 'm3', ...demo.parts.collectors.keys()].map((name) => [name, network.addressOf(name)]),
  );
  tell({ says: 'started', machines, devices: config.inventory.devices.size, users: demo.users });
  const script = playCityScript(demo, options, startMs, join(dir, 'truth.jsonl'));
  closing.defer(() => script.stopScript().catch(() => undefined));
  const acts = playClusterActs({
    ...demo,
    startMs,
    stop: stopping.signal,
    onAct: (kind, target, isBegun) => tell({ says: 'act', kind, target, isBegun }),
  });
  await Promise.race([
    script.failed,
    delay(options.forMs, undefined, { signal: stopping.signal }).catch(() => undefined),
  ]);
  stopping.abort();
  const played = await acts;
  tell({ says: 'ending' });
  const result = await endClusterDemo({ demo, script, played, pulse, startMs, dir, idleSince });
  writeFileSync(join(dir, 'result.json'), JSON.stringify(result, undefined, 2));
  tell({ says: 'result', result });
} catch (error) {
  if (!stopping.signal.aborted || !(error instanceof DOMException)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
} finally {
  await closing.disposeAsync();
  process.exit();
}
