import { verifyRecord } from '../../contracts/verification/verify-record.ts';
import { openIncidentReads } from '../../ledger/sqlite/incidents/incident-reads.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import { compareWithTruth } from '../../simulator/faults/compare.ts';
import { nameOf, type Recorded } from '../../simulator/faults/expected.ts';
import type { Fault } from '../../simulator/faults/fault.ts';
import type { DemoResult } from './demo-result.ts';
import { describeUnexpected } from './describe-unexpected.ts';
import type { IdleSince } from './idle-since.ts';
import { type Harm, judgeFaults, summarizeEdges } from './judge-faults.ts';
import { type BandwidthResult, measureBandwidth } from './measure-bandwidth.ts';
import { isComplete, measureInflux } from './measure-influx.ts';
import { LARGEST_ERROR_RATIO } from './measuring/compare-bandwidth.ts';
import { sumOf } from './measuring/sum-of.ts';
import { readDemoLedger } from './read-demo-ledger.ts';
import { shortestDemoMs } from './setting/demo-script.ts';
import { standingFindings } from './setting/standing-findings.ts';
import type { RunningDemo } from './start-demo.ts';

/** Ends the script and the watching, and holds what the ledger and InfluxDB have on record against the truth. */
export async function endDemo(
  demo: RunningDemo,
  cpuBefore: NodeJS.CpuUsage,
  idleSince: IdleSince,
): Promise<DemoResult> {
  const { city, script, played, startMs } = demo;
  await demo.stopScript();
  const endMs = Date.now();
  await demo.bandwidth.close();
  await city.close();
  await demo.truth.flush();
  const cpu = process.cpuUsage(cpuBefore);
  const devicesMs = await demo.devices.cpuMs();

  const { recorded, coveredMs, coveredToMs } = readDemoLedger(city.ledgerPath, startMs, endMs);
  const standing = standingFindings(city.config(), demo.plan);
  const isStanding = (one: Recorded) => one.shows === 'finding' && standing.has(nameOf(one));
  const { shortfall } = city.collector.health();
  const unheard = await sumOf(city.metrics.camwatch_probes_total, ({ outcome }) => outcome === 'internal');
  const comparison = compareWithTruth({
    truth: demo.truth.intervals(),
    recorded: recorded.filter((one) => !isStanding(one)),
    timingOf: script.timingOf,
    endMs: coveredToMs,
    werePassedOver: shortfall > 0 || unheard > 0,
  });
  const bandwidth = await judgeBandwidth(demo, endMs - startMs);
  const faults = judgeFaults(played.begun(), comparison, (fault) => harmOf(fault, bandwidth));
  const { rows, problems, problemCount } = await verifyRecord(recordStore(city.ledgerPath), {
    scope: 'full',
  });
  const influx = await measureInflux(demo);
  return {
    isFine:
      faults.every(({ verdict }) => verdict === 'found' || verdict === 'cut-short') &&
      comparison.unexpected.length === 0 &&
      bandwidth.isFine &&
      problemCount === 0 &&
      (influx === undefined || isComplete(influx)),
    seconds: Math.round((endMs - startMs) / 100) / 10,
    devices: city.config().inventory.devices.size,
    reachEngine: city.reachEngine,
    faultsMadeBy: demo.means.faults,
    faults,
    edges: summarizeEdges(comparison),
    unexpected: describeUnexpected(comparison),
    standing: { expected: standing.size, found: recorded.filter(isStanding).length },
    bandwidth,
    coverage: { coveredMs, periodMs: endMs - startMs },
    probes: await sumOf(city.metrics.camwatch_probes_total),
    idleRatio: idleSince(),
    shortfall,
    unheard,
    cpu: {
      userSeconds: cpu.user / 1e6,
      systemSeconds: cpu.system / 1e6,
      devicesSeconds: devicesMs / 1e3,
    },
    incidents: countIncidents(city.ledgerPath, recorded),
    ledger: { rows, problems: problems.map(({ message }) => message) },
    ...(influx && { influx }),
  };
}

/** One message for one cause is what they are for: beside them stands how much was down. */
function countIncidents(path: string, recorded: readonly Recorded[]): DemoResult['incidents'] {
  const reads = openIncidentReads(path);
  try {
    const outages = recorded.filter((one) => one.shows === 'state' && one.state === 'down');
    return { outages: outages.length, opened: reads.incidents().length, ...reads.counts() };
  } finally {
    reads.close();
  }
}

/** Exact, and in a demo that went on long enough, through a counter that came round and an agent that started anew. */
async function judgeBandwidth(demo: RunningDemo, playedMs: number): Promise<DemoResult['bandwidth']> {
  const measured = await measureBandwidth(demo);
  const restarts = demo.played.begun().filter((fault) => harmOf(fault, measured) === 'none').length;
  const isWhole = playedMs >= shortestDemoMs();
  const hasSeenAll = !isWhole || (measured.wraps > 0 && restarts > 0);
  return { ...measured, restarts, isFine: measured.worstErrorRatio <= LARGEST_ERROR_RATIO && hasSeenAll };
}

/**
 * The rates of an agent that started anew leave out the stretch in which it did, and go on. Without such a stretch, or with too
 * few polls to compare, it cannot be told; a demo that went on long enough must have seen it.
 */
function harmOf({ kind, target }: Fault, { links }: BandwidthResult): Harm {
  const measured = links.filter(({ deviceId }) => deviceId === target);
  const isCompared = measured.length > 0 && measured.every(({ gaps }) => gaps > 0);
  if (kind !== 'agent-restart' || !isCompared) return 'unseen';
  return measured.every(({ errorRatio }) => errorRatio <= LARGEST_ERROR_RATIO) ? 'none' : 'done';
}
