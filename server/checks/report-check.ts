import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import type { CheckReport, ReportedCheck } from '../../portal/city/check-report.ts';
import { hideAddresses } from '../../portal/city/hide-addresses.ts';

/** A device may say a lot. */
const MOST_STEPS = 40;
const MOST_LETTERS = 300;

/** What people are told of a probe: what its own checks sent and got, with its addresses left out. */
export function reportCheck({ looks, device }: ProbeResult, tookMs: number): CheckReport {
  const hide = (text: string) => {
    const without = device.address === undefined ? text : text.replaceAll(device.address, '…');
    return hideAddresses(without.slice(0, MOST_LETTERS).toWellFormed());
  };
  return {
    tookMs: Math.round(tookMs),
    checks: looks.map(({ watch: { check }, engine, rounds }): ReportedCheck => {
      const { tookMs: roundMs, steps, verdict } = rounds.at(-1) ?? rounds[0];
      return {
        indicator: check.indicator,
        means: engine,
        state: verdict.state,
        ...('reason' in verdict && { reason: verdict.reason }),
        tookMs: Math.round(roundMs),
        steps: steps
          .slice(0, MOST_STEPS)
          .map(({ kind, afterMs, text }) => ({ kind, afterMs: Math.round(afterMs), text: hide(text) })),
      };
    }),
  };
}
