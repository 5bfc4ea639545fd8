import type { DeviceLook, Surroundings } from '../../collector/diagnosis/checks/surroundings.ts';
import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { nextSteps } from './next-steps.ts';
import type { RenderContext } from './render-context.ts';

/** The result for programs: complete, with names that stay. Octets are texts, since they pass what JSON's numbers hold. */
export function toJson(result: ProbeResult, context: RenderContext): unknown {
  const { device, stage, isInventoried, looks, surroundings, notMeasured, credentialsProblem } = result;
  return withTexts({
    device: device.id,
    isInventoried,
    stage,
    isAllUp: isAllUp(result),
    checks: looks.map(({ watch: { address, check }, engine, port, rounds }) => ({
      indicator: check.indicator,
      prober: check.prober,
      engine,
      address,
      port,
      path: check.path,
      transport: check.transport,
      timeoutMs: check.timeoutMs,
      rounds: rounds.map(({ sentMs, tookMs, verdict, outcome, steps }) => ({
        sentMs,
        tookMs,
        state: verdict.state,
        reason: 'reason' in verdict ? verdict.reason : undefined,
        outcome,
        steps,
      })),
    })),
    notMeasured,
    credentialsProblem,
    identity: result.identity,
    interfaces: result.interfaces,
    channel: result.channel,
    surroundings: surroundings && shortenSurroundings(surroundings),
    findings: result.findings.map(({ code, subject, values }) => ({ code, subject, values })),
    conclusions: result.conclusions,
    next: nextSteps(result, context).map(({ about, steps }) => ({ about: about || undefined, steps })),
  });
}

export function isAllUp({ looks, channel }: Pick<ProbeResult, 'looks' | 'channel'>): boolean {
  const isChannelUp = channel === undefined || channel.channel?.video === 'present';
  return isChannelUp && looks.every(({ rounds }) => rounds.every(({ verdict }) => verdict.state === 'up'));
}

function shortenSurroundings({ way, neighbours, canaries, port, channel, ping }: Surroundings) {
  const look = ({ device, outcome }: DeviceLook) => ({ device: device.id, address: device.address, outcome });
  return {
    canaries,
    way: way.map((point) => ('link' in point ? { link: point.link.id } : look(point))),
    neighbours: neighbours.map(look),
    port,
    channel,
    ping,
  };
}

/** `JSON.stringify` refuses what has no end; secrets have a text of their own that says nothing. */
function withTexts(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(withTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withTexts(part)]));
}
