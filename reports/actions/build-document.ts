import { prepareCharts } from '../../documents/charts/chart-font.ts';
import type { OfficialDocument } from '../../documents/model/document.ts';
import { buildAgencyReport } from '../annual/build-agency-report.ts';
import { buildAnnualReport } from '../annual/build-annual-report.ts';
import { buildMonthlyReport } from '../annual/build-monthly-report.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';

const BUILDERS = {
  city: buildAnnualReport,
  agency: buildAgencyReport,
  month: buildMonthlyReport,
} as const;

/** The report that figures are of. The same sealed figures give the same document. @throws FontError */
export async function buildDocument(figures: FiguresDocument, sha256: string): Promise<OfficialDocument> {
  await prepareCharts();
  return BUILDERS[figures.scope.kind](figures, sha256);
}
