import { setTimeout as delay } from 'node:timers/promises';
import { verifyRecord } from '../../contracts/verification/verify-record.ts';
import { deviceEntity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { ledgerPathOf } from '../../server/collector/local-config.ts';
import { compareWithTruth } from '../../simulator/faults/compare.ts';
import { nameOf, type Recorded } from '../../simulator/faults/expected.ts';
import { whileWatched } from '../../simulator/faults/while-watched.ts';
import { describeUnexpected } from '../run/describe-unexpected.ts';
import type { IdleSince } from '../run/idle-since.ts';
import { judgeFaults, summarizeEdges } from '../run/judge-faults.ts';
import type { PlayedCity } from '../run/play-city-script.ts';
import { readDemoLedger } from '../run/read-demo-ledger.ts';
import { standingFindings } from '../run/setting/standing-findings.ts';
import { collectorFolderOf } from './cluster-parts.ts';
import type { ClusterDemoResult } from './cluster-result.ts';
import { TAKEN_OVER_WITHIN_MS } from './cluster-timing.ts';
import { doublyOwnedSeconds, judgeActs, judgeChain } from './judge-cluster.ts';
import type { PlayedAct } from './play-cluster-acts.ts';
import { readUnwatched } from './read-unwatched.ts';
import { COLLECTORS, type StartedClusterDemo } from './start-cluster-demo.ts';
import type { Pulse } from './watch-pulse.ts';

export interface EndClusterDemoOptions {
  readonly demo: StartedClusterDemo;
  readonly script: PlayedCity;
  readonly played: readonly PlayedAct[];
  readonly pulse: Pulse;
  readonly startMs: number;
  readonly dir: string;
  readonly idleSince: IdleSince;
}

const SENT_WITHIN_MS = seconds(60);
/** A collector tells what it found once a minute; nothing but its rows is sent while it ends. */
const FINDINGS_WITHIN_MS = seconds(70);

/** Ends the script, lets everybody send what they have, and holds the record against the truth and against each chain. */
export async function endClusterDemo(options: EndClusterDemoOptions): Promise<ClusterDemoResult> {
  const { demo, script, played, pulse, startMs, dir, idleSince } = options;
  const { store, parts, config } = demo;
  await script.stopScript();
  const endMs = Date.now();
  // What they see to their end goes on record still.
  await delay(FINDINGS_WITHIN_MS);
  await untilSent(demo);
  await Promise.all(parts.collectors.values().map((part) => part.stop()));
  await script.truth.flush();
  const chains = COLLECTORS.map((id) =>
    judgeChain(id, recordStore(ledgerPathOf({ dir: collectorFolderOf(dir, id) })), store),
  );
  await Promise.all([...parts.hubs, ...parts.centres].map((part) => part.stop()));

  const { recorded, coveredMs, coveredToMs } = readDemoLedger(store.place, startMs, endMs);
  const standing = standingFindings(config, demo.plan);
  const isStanding = (one: Recorded) => one.shows === 'finding' && standing.has(nameOf(one));
  using reader = store.openReader();
  const period = { fromMs: startMs, toMs: coveredToMs };
  const unwatched = readUnwatched(reader, period);
  const comparison = compareWithTruth({
    truth: whileWatched(script.truth.intervals(), unwatched.of, script.script.timingOf),
    // Ten processes that start at once on one machine make probes late: what was over when the script began is not of it.
    recorded: recorded.filter((one) => !isStanding(one) && !isHandOver(one) && (one.toMs ?? endMs) > startMs),
    timingOf: script.script.timingOf,
    endMs: coveredToMs,
    werePassedOver: true,
  });
  // Rates are not compared here: what a poll after an agent's restart shows is told by nobody.
  const faults = judgeFaults(script.played.begun(), comparison, () => 'unseen');
  const { rows, problems, problemCount } = await verifyRecord(store, { scope: 'full' });
  using incidents = store.openIncidents();
  const acts = judgeActs(played, pulse, reader, endMs);
  const doublyOwned = doublyOwnedSeconds(reader, config.inventory.devices.keys(), period);
  const unwatchedMs = unwatched.longestMs(config.inventory.devices.keys().map(deviceEntity));
  const outages = recorded.filter((one) => one.shows === 'state' && one.state === 'down').length;
  return {
    isFine:
      faults.every(({ verdict }) => verdict === 'found' || verdict === 'cut-short') &&
      comparison.unexpected.length === 0 &&
      problemCount === 0 &&
      doublyOwned === 0 &&
      unwatchedMs <= TAKEN_OVER_WITHIN_MS &&
      chains.every(({ lost, doubled, areEqual }) => lost === 0 && doubled === 0 && areEqual),
    seconds: Math.round((endMs - startMs) / 100) / 10,
    devices: config.inventory.devices.size,
    faults,
    edges: summarizeEdges(comparison),
    unexpected: describeUnexpected(comparison),
    standing: { expected: standing.size, found: new Set(recorded.filter(isStanding).map(nameOf)).size },
    coverage: { coveredMs, periodMs: endMs - startMs },
    incidents: { outages, opened: incidents.incidents().length, ...incidents.counts() },
    ledger: { rows, problems: problems.map(({ message }) => message) },
    idleRatio: idleSince(),
    ...{ acts, chains, unwatchedMs, doublyOwnedSeconds: doublyOwned },
  };
}

/** Whoever gives a device away knows nothing of it any more, and says so; that is nobody's outage. */
const isHandOver = (one: Recorded): boolean =>
  one.shows === 'state' && one.state === 'unknown' && one.reason === 'not-measured';

async function untilSent({ store }: StartedClusterDemo): Promise<void> {
  using collectors = store.openCollectors({ author: 'demo', nowMs: Date.now });
  for (const untilMs = Date.now() + SENT_WITHIN_MS; Date.now() < untilMs; await delay(seconds(1))) {
    const isBehind = collectors
      .list()
      .some(({ seen, receivedSeq }) => (seen?.said.headSeq ?? 0) > receivedSeq);
    if (!isBehind) return;
  }
}
