import { verifyLedger } from '../../ledger/verify-chain.ts';
import type { Outage } from '../../settlement/outages.ts';
import { compareWithTruth } from '../../simulator/faults/compare.ts';
import type { DemoResult, UnexpectedOutage } from './demo-result.ts';
import { judgeFaults, summarizeEdges } from './judge-faults.ts';
import { isComplete, measureInflux } from './measure-influx.ts';
import { readDemoLedger } from './read-demo-ledger.ts';
import type { RunningDemo } from './start-demo.ts';
import { sumOf } from './sum-of.ts';

/** Ends the script and the watching, and holds what the ledger and InfluxDB have on record against the truth. */
export async function endDemo(demo: RunningDemo, cpuBefore: NodeJS.CpuUsage): Promise<DemoResult> {
  const { city, script, played, startMs } = demo;
  await demo.stopScript();
  const endMs = Date.now();
  await city.close();
  await demo.truth.flush();
  const cpu = process.cpuUsage(cpuBefore);

  const { outages, coveredMs, coveredToMs } = readDemoLedger(city.ledgerPath, startMs, endMs);
  const { timing } = script;
  const comparison = compareWithTruth({ truth: demo.truth.intervals(), outages, timing, endMs: coveredToMs });
  const faults = judgeFaults(played.begun(), comparison);
  const { rows, problems, problemCount } = await verifyLedger(city.ledgerPath, { scope: 'full' });
  const influx = await measureInflux(demo);
  return {
    isFine:
      faults.every(({ verdict }) => verdict === 'found' || verdict === 'cut-short') &&
      comparison.unexpected.length === 0 &&
      problemCount === 0 &&
      (influx === undefined || isComplete(influx)),
    seconds: Math.round((endMs - startMs) / 100) / 10,
    devices: city.config().inventory.devices.size,
    reachEngine: city.reachEngine,
    faultsMadeBy: demo.means.faults,
    toleranceMs: timing.toleranceMs,
    faults,
    edges: summarizeEdges(comparison),
    unexpected: comparison.unexpected.map(describeOutage),
    coverage: { coveredMs, periodMs: endMs - startMs },
    probes: await sumOf(city.metrics.camwatch_probes_total),
    shortfall: city.collector.health().shortfall,
    cpu: { userSeconds: cpu.user / 1e6, systemSeconds: cpu.system / 1e6 },
    ledger: { rows, problems: problems.map(({ message }) => message) },
    ...(influx && { influx }),
  };
}

function describeOutage({ entity, indicator, fromMs, toMs, reason }: Outage): UnexpectedOutage {
  return { entity, indicator, fromMs, ...(toMs !== undefined && { toMs }), reason };
}
