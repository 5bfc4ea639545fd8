import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { startReports } from '#server/reports/start-reports.ts';
import { CONFIG_HOME } from '#test/support/camwatch.ts';
import { bringUpToDate, unpackOldLedger } from '#test/support/old-ledger.ts';
import { paperDeskOf } from '#test/support/paper-desk.ts';
import { startClosedPortal } from '../door/sample-door.ts';
import { personOf } from './person-of.ts';

type Given = Partial<Pick<Parameters<typeof startReports>[0], 'run' | 'nowMs'>>;

/** A city with a year on record of which reports are made, and people who ask for them. */
export async function reportedCity(given: Given = {}) {
  const city = unpackOldLedger('reports-1');
  onTestFinished(() => city.remove());
  await bringUpToDate(city.path, Date.now());
  const start = () =>
    startReports({
      ...{ dir: city.config, path: city.path, env: { XDG_CONFIG_HOME: CONFIG_HOME } },
      ...{ nowMs: Date.now, logger: pino({ level: 'silent' }), ...given },
    });
  const reports = start();
  onTestFinished(reports.close);
  const papers = paperDeskOf(city.path, { folder: city.config });
  const portal = await startClosedPortal(undefined, { papers, reports });
  return { ...city, reports, start, portal, person: personOf(portal) };
}
