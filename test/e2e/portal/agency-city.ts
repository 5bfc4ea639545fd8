import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { RecordedFinding } from '#core/domain/findings.ts';
import type { Agency } from '#core/domain/inventory.ts';
import { toJson } from '#core/text/to-json.ts';
import { days } from '#core/time/units.ts';
import type { runReport } from '#server/keepers/report-thread.ts';
import { startReports } from '#server/reports/start-reports.ts';
import { NOTHING_LEARNT } from '#test/support/sample-portal.ts';
import { openTempLedger } from '#test/support/temp-ledger.ts';
import { contractorCity } from './contractor-city.ts';

/** Who is to have devices of Sở X. */
const WARD: Agency = { id: 'y', name: 'UBND phường Láng', kind: 'ward', successors: [] };

/** A report that is being made until somebody cancels it. */
const endless: typeof runReport = async (_start, { signal }) => {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason));
  return await promise;
};

/** The city of a contractor as its agency has it: a plan, a second agency, a finding, and reports. */
export const agencyCity = async () =>
  await contractorCity({
    edit: ({ inventory, ...shown }) => ({
      ...shown,
      inventory: { ...inventory, agencies: new Map([...inventory.agencies, [WARD.id, WARD]]) },
    }),
    prepare: async ({ path }, folder) => {
      writeFileSync(join(folder, 'plan.yaml'), planOf(Date.now()));
      const fromMs = Date.now() - days(90);
      const owner = await openTempLedger(path, { nowMs: Date.now });
      await owner.recordRevisions([{ kind: 'agency', id: WARD.id, fromMs, body: toJson(WARD) }], {
        ...{ author: 'an', sourceHash: 'x', recordedMs: Date.now() },
      });
      await owner.close();
    },
    portal: ({ path }, folder) => {
      const reports = startReports({
        ...{ dir: folder, path, env: {}, nowMs: Date.now, logger: pino({ level: 'silent' }), run: endless },
      });
      onTestFinished(reports.close);
      const found = clockOff(Date.now());
      return {
        reports,
        learnt: { ...NOTHING_LEARNT, findings: () => [found].values() },
      };
    },
  });

/** Its data end today, and the forms of units are due in ten days. */
function planOf(nowMs: number): string {
  const day = (inDays: number) => new Date(nowMs + days(inDays)).toISOString().slice(0, 10);
  const year = day(0).slice(0, 4);
  return `name: Kế hoạch mẫu
tasks:
  - { id: I.1, name: Ban hành quy chế, lead: x, coordinators: [y] }
targets: { cameras: 10, ptz: 4, fixed: 6 }
report:
  agency: x
  years: [{ year: ${year}, from: ${day(-300)}, to: ${day(-1)}, deadline: ${day(20)}, units_deadline: ${day(10)} }]
`;
}

const clockOff = (nowMs: number): RecordedFinding => ({
  ...{ entity: 'device:cam-1', code: 'clock-drift', subject: '', firstMs: nowMs - days(2), lastMs: nowMs },
  values: { offsetMs: -300_000, allowedMs: 5_000 },
});
