import { parseBody } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { SelfReport } from './self-report.ts';

/** What units last said of their devices for a year, by device. @throws DECISION_UNREADABLE */
export function readSelfReports(steps: Iterable<Decision>, year: number): ReadonlyMap<string, SelfReport> {
  const reports = new Map<string, SelfReport>();
  for (const step of steps) {
    const [, device = '', of] = /^self-report:(.+):(\d+)$/.exec(step.id) ?? [];
    if (Number(of) !== year) continue;
    if (step.action === 'removed') reports.delete(device);
    else reports.set(device, parseBody(step, SelfReport));
  }
  return reports;
}
