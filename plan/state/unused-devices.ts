import { type Device, type Site, stageAt } from '../../core/domain/inventory.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { PlanFinding } from './plan-finding.ts';

/** Since when an indicator of a device was down without a break. */
export interface DownSince {
  readonly indicator: Indicator;
  readonly sinceMs: number;
  /** Until when somebody watched: what came after is unknown, and never down. */
  readonly untilMs: number;
}

export interface UnusedOptions {
  readonly atMs: number;
  readonly unusedAfterMs: number;
  readonly downSince: ReadonlyMap<string, DownSince>;
  readonly sites: ReadonlyMap<string, Site>;
}

/**
 * Devices that are there and were of no use for long (lãng phí): down without a break, taken out for the time being, or
 * installed and never taken into service.
 */
export function findUnused(
  devices: readonly Device[],
  { atMs, unusedAfterMs, downSince, sites }: UnusedOptions,
): readonly PlanFinding[] {
  return devices.flatMap((device) => {
    const why = whyUnused(device);
    if (!why || why.untilMs - why.sinceMs < unusedAfterMs) return [];
    const { untilMs: _untilMs, ...shown } = why;
    return [
      {
        code: 'unused' as const,
        site: device.site,
        devices: [device.id],
        agencies: device.agency === undefined ? [] : [device.agency],
        isSecret: sites.get(device.site)?.secrecy === 'secret',
        ...shown,
      },
    ];
  });

  function whyUnused(device: Device) {
    const stage = stageAt(device, atMs);
    const sinceMs = device.lifecycle.findLast((step) => step.atMs <= atMs)?.atMs ?? atMs;
    if (stage === 'paused') return { detail: 'paused', sinceMs, untilMs: atMs };
    if (stage === 'installed' || stage === 'accepted') {
      const installed = device.lifecycle.find(
        (step) => step.stage === 'installed' || step.stage === 'accepted',
      );
      return { detail: 'not-in-service', sinceMs: installed?.atMs ?? sinceMs, untilMs: atMs };
    }
    const down = downSince.get(device.id);
    if (!down || (stage !== 'in-service' && stage !== 'resumed')) return undefined;
    // What was down before it was taken into service counts from then on.
    const { indicator, untilMs } = down;
    return { detail: `down:${indicator}`, sinceMs: Math.max(down.sinceMs, sinceMs), untilMs };
  }
}
