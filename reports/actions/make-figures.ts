import { Temporal } from 'temporal-polyfill';
import type { FiguresQuestion } from '../../cli/reports/report-options.ts';
import type { Context } from '../../cli/shell/context.ts';
import { ledgerPath } from '../../config/settings/ledger-place.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { loadKey } from '../../contracts/actions/key-place.ts';
import { VERSION } from '../../core/version.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { loadPlan, PLAN_FILE } from '../../plan/definition/load-plan.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { buildFigures, type FiguresOptions } from '../figures/build-figures.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { FiguresError } from '../figures/document/figures-error.ts';
import type { FiguresScope, GivenSettings } from '../figures/document/figures-header.ts';
import { type FiguresFile, openFigures, sealFigures } from '../figures/seal-figures.ts';
import { createFiguresBuilders } from './figures-builders.ts';
import { ReportError } from './report-error.ts';

/** Least share of time in millionths that must be known of whoever is ranked, and how many are listed. */
const MINIMUM_COVERAGE_PPM = 500_000;
const MOST_LISTED = 10;

/** Computes figures from the ledger and seals them. @throws REPORT_PLAN, REPORT_WINDOW, REPORT_SCOPE, LEDGER_MISSING, CONFIG_INVALID */
export async function makeFigures(
  question: FiguresQuestion,
  context: Pick<Context, 'terminal' | 'env'>,
  nowMs = Date.now(),
): Promise<FiguresFile> {
  const { terminal } = context;
  expectPast(question.recordedBefore, nowMs);
  const ledger = await ledgerPath(question);
  const { city } = await loadSettings(question.config);
  const plan = await loadPlan(question.config, { timeZone: city.timeZone });
  const { key } = await loadKey(question, context);
  const reader = openLedgerReader(ledger);
  try {
    const document: FiguresDocument = buildFigures(reader, {
      ...windowOf(question, plan),
      city: { name: city.name, timeZone: city.timeZone },
      recordedBeforeMs: question.recordedBefore ?? nowMs,
      given: givenOf(question, plan),
      version: VERSION,
      signer: key.signer,
      builders: createFiguresBuilders(ledger, plan),
      onProgress: (step, done, total) => terminal.progress(step, done, total),
    });
    return reopen(sealFigures(document, key));
  } finally {
    reader.close();
    terminal.clearProgress();
  }
}

/** What is yet to be recorded cannot be sealed: the same question would have another answer tomorrow. */
function expectPast(recordedBeforeMs: number | undefined, nowMs: number): void {
  if (recordedBeforeMs === undefined || recordedBeforeMs <= nowMs) return;
  throw new FiguresError(
    'REPORT_WINDOW',
    `--recorded-before: expected an instant that is over, got ${new Date(recordedBeforeMs).toISOString()}`,
  );
}

/** As a reader of the file has them: a document is then written from the same, whether figures were just made or come from a file. */
function reopen({ text }: FiguresFile): FiguresFile {
  const { sealed, problems } = openFigures(text);
  if (sealed && problems.length === 0) return sealed;
  throw new ReportError(
    'REPORT_FILE',
    `figures: expected to read what was sealed, got: ${problems.join('; ')}`,
  );
}

type WindowOptions = Pick<FiguresOptions, 'year' | 'fromDate' | 'toDate' | 'deadlineDate' | 'scope'>;

function windowOf(question: FiguresQuestion, plan: PlanDefinition | undefined): WindowOptions {
  const { month, agency, year = 0, config } = question;
  if (month !== undefined) {
    const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
    return {
      year: first.year,
      fromDate: first.toString(),
      toDate: first.add({ months: 1 }).toString(),
      scope: { kind: 'month', month },
    };
  }
  const known = plan?.report.years ?? [];
  const found = known.find((entry) => entry.year === year);
  if (!found)
    throw new ReportError(
      'REPORT_PLAN',
      `${config}/${PLAN_FILE}: expected the year ${year} among report.years, with its data and its deadline, got ${
        plan ? known.map((entry) => entry.year).join(', ') : 'no such file'
      }`,
    );
  const scope: FiguresScope = agency === undefined ? { kind: 'city' } : { kind: 'agency', agency };
  const { fromDate, toDate, deadlineDate } = found;
  return { year, fromDate, toDate, deadlineDate, scope };
}

function givenOf(
  { withSecret, agency, month }: FiguresQuestion,
  plan: PlanDefinition | undefined,
): GivenSettings {
  const isCity = agency === undefined && month === undefined;
  const targets = plan && isCity ? plan.targets : undefined;
  return {
    minimumCoveragePpm: MINIMUM_COVERAGE_PPM,
    mostListed: MOST_LISTED,
    secretSites: withSecret ? 'include' : 'leave-out',
    ...(targets && {
      targets: {
        cameras: targets.cameras,
        ptz: targets.ptz,
        fixed: targets.fixed,
        byPurpose: targets.byPurpose.map(({ id, purposes, cameras }) => ({
          id,
          purposes: [...purposes],
          target: cameras,
        })),
      },
    }),
  };
}
