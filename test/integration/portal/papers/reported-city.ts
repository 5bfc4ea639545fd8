import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Shown } from '#portal/city/city-view.ts';
import { startReports } from '#server/reports/start-reports.ts';
import { CONFIG_HOME } from '#test/support/camwatch.ts';
import { bringUpToDate, unpackOldLedger } from '#test/support/old-ledger.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

type Given = Partial<Pick<Parameters<typeof startReports>[0], 'run' | 'nowMs'>> & {
  /** Of its plan.yaml. */
  readonly edit?: (plan: string) => string;
  readonly shown?: Shown;
  /** By which papers are read and put on record. */
  readonly paperMs?: number;
};

/** A city with a year on record of which reports are made, and people who ask for them. */
export async function reportedCity({ edit, shown, paperMs, ...given }: Given = {}) {
  const city = unpackOldLedger('reports-1');
  onTestFinished(() => city.remove());
  await bringUpToDate(city.path, paperMs ?? Date.now());
  if (edit) {
    const plan = join(city.config, 'plan.yaml');
    writeFileSync(plan, edit(readFileSync(plan, 'utf8')));
  }
  const start = () =>
    startReports({
      ...{ dir: city.config, path: city.path, env: { XDG_CONFIG_HOME: CONFIG_HOME } },
      ...{ nowMs: Date.now, logger: pino({ level: 'silent' }), ...given },
    });
  const reports = start();
  onTestFinished(reports.close);
  const papers = paperDeskOf(city.path, {
    folder: city.config,
    ...(paperMs !== undefined && { nowMs: () => paperMs }),
  });
  const portal = await startClosedPortal(shown, { papers, reports });
  return { ...city, reports, start, portal, person: personOf(portal) };
}
