import { Command, InvalidArgumentError } from 'commander';
import type { Prober, Target } from '../collector/prober.ts';
import { chooseReachEngine } from '../collector/probers/reach-engine.ts';
import { createTcpProber } from '../collector/probers/tcp.ts';
import { createAddressResolver } from '../collector/resolve-address.ts';
import { runProbes } from '../collector/run-probes.ts';
import { buildWatchList, isScheduled, type ScheduledWatch } from '../collector/watch-list.ts';
import { loadConfig } from '../config/load-config.ts';
import { CamwatchError } from '../core/errors.ts';
import { stageAt } from '../core/inventory.ts';
import type { ProbeOutcome } from '../core/probing.ts';
import type { Context } from './context.ts';

/** Thrown when a device has nothing that can be probed. */
class NothingToProbeError extends CamwatchError {
  readonly code = 'NOTHING_TO_PROBE';
}

interface ProbeOptions {
  readonly config: string;
  readonly times: number;
  readonly json?: boolean;
}

interface ProbeReport {
  readonly indicator: string;
  readonly prober: string;
  readonly address: string;
  readonly outcomes: readonly ProbeOutcome[];
}

/** `camwatch probe`: all checks of one device, now, from here; nothing is recorded. */
export function buildProbeCommand({ env, stop, terminal, reportProblem }: Context): Command {
  return new Command('probe')
    .description('Probe all checks of one device now, from this machine; nothing is recorded.')
    .argument('<device>', 'id of the device')
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .option('--times <count>', 'how often to probe', parseCount, 1)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Exit code 1 when a check failed.

Examples:
  camwatch probe cam-0001
  camwatch probe nvr-12 --config /etc/camwatch --times 5
  camwatch probe cam-0001 --json | jq '.checks[].outcomes'`,
    )
    .action(async (deviceId: string, { config: dir, times, json }: ProbeOptions) => {
      const { inventory, settings } = await loadConfig(dir);
      const device = inventory.devices.get(deviceId);
      if (device === undefined) {
        throw new NothingToProbeError(`${dir}: expected the id of a device, found no device "${deviceId}"`);
      }
      const watches = buildWatchList(
        { ...inventory, devices: new Map([[deviceId, device]]) },
        settings.profiles,
      ).filter(isScheduled);
      if (watches.length === 0) {
        throw new NothingToProbeError(
          `${deviceId}: expected an address and a check, but ${
            device.address === undefined
              ? 'the device has no address'
              : `profile ${device.profile} has no check`
          }`,
        );
      }
      const engine = await chooseReachEngine(settings.collector, env.PATH ?? '', stop);
      const tcp = createTcpProber({ concurrency: 1 });
      const checks: ProbeReport[] = [];
      for (const watch of watches) {
        const isIcmp = watch.check.prober === 'icmp';
        const fallbackPort = isIcmp ? engine.fallbackPort : undefined;
        const name = isIcmp ? engine.name : 'tcp';
        checks.push(await probe(watch, isIcmp ? engine.prober : tcp, name, fallbackPort, times, stop));
      }
      if (json) terminal.printJson({ device: deviceId, stage: stageAt(device, Date.now()), checks });
      else terminal.print(renderReport(deviceId, checks, terminal.style));
      const isAllWell = checks.every(({ outcomes }) => outcomes.every(({ ok }) => ok));
      if (!isAllWell) reportProblem();
    });
}

async function probe(
  { address, port, check }: ScheduledWatch,
  prober: Prober,
  proberName: string,
  fallbackPort: number | undefined,
  times: number,
  stop: AbortSignal,
): Promise<ProbeReport> {
  const numeric = await createAddressResolver()(address);
  const usedPort = port ?? fallbackPort;
  const target: Target = {
    address: numeric,
    timeoutMs: check.timeoutMs,
    ...(usedPort !== undefined && { port: usedPort }),
  };
  const outcomes: ProbeOutcome[] = [];
  for (let count = 0; count < times; count++) outcomes.push(...(await runProbes(prober, [target], stop)));
  const isPortUsed = proberName === 'tcp' && usedPort !== undefined;
  const shown = numeric === address ? address : `${address} (${numeric})`;
  return {
    indicator: check.indicator,
    prober: proberName,
    address: isPortUsed ? `${shown}:${usedPort}` : shown,
    outcomes,
  };
}

function renderReport(
  deviceId: string,
  checks: readonly ProbeReport[],
  style: Context['terminal']['style'],
): string {
  const lines = checks.flatMap(({ indicator, prober, address, outcomes }) => [
    `${indicator} by ${prober} at ${address}`,
    ...outcomes.map((outcome) => `  ${renderOutcome(outcome, style)}`),
  ]);
  return [style('bold', deviceId), ...lines].join('\n');
}

function renderOutcome(outcome: ProbeOutcome, style: Context['terminal']['style']): string {
  if (!outcome.ok) return `${style('red', 'failed')}: ${outcome.reason} (${outcome.detail})`;
  const measured = Object.entries(outcome.measurements).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  return `${style('green', 'answered')}: ${measured.join(', ')}`;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 100) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 100');
}
