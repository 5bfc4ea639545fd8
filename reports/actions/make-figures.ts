import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { ExactInstant, Month, Name, Year } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { VERSION } from '../../core/version.ts';
import { PLAN_FILE } from '../../plan/definition/load-plan.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { buildFigures, type FiguresOptions } from '../figures/build-figures.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import { FiguresError } from '../figures/document/figures-error.ts';
import type { FiguresScope, GivenSettings } from '../figures/document/figures-header.ts';
import { type FiguresFile, openFigures, sealFigures } from '../figures/seal-figures.ts';
import { createFiguresBuilders } from './figures-builders.ts';
import type { ReportCity, ReportContext } from './report-context.ts';
import { ReportError } from './report-error.ts';

/** Least share of time in millionths that must be known of whoever is ranked, and how many are listed. */
const MINIMUM_COVERAGE_PPM = 500_000;
const MOST_LISTED = 10;

/** Of which days, of what, and as the record stood when: a year of the plan, of the city or an agency, or a month of the city. */
export const FiguresQuestion = z.object({
  year: Year.optional().describe('year of the report, as report.years of plan.yaml has it'),
  agency: Name.optional().meta({ value: 'id' }).describe('with --year: of this agency alone'),
  month: Month.optional().describe('a month such as 2025-10, in place of --year'),
  recordedBeforeMs: ExactInstant.optional().describe(
    'as the record stood at this instant, such as 2025-11-20T10:00:00Z (default: now)',
  ),
  withSecret: z
    .boolean()
    .default(false)
    .describe('name secret sites in annexes that are marked so (default: they are counted)'),
});
export type FiguresQuestion = z.input<typeof FiguresQuestion>;
type Question = z.output<typeof FiguresQuestion>;

/** Computes figures from the ledger and seals them. @throws INPUT_INVALID, REPORT_PLAN, REPORT_WINDOW, REPORT_SCOPE, LEDGER_MISSING, CONFIG_INVALID */
export async function makeFigures(
  { openCity, onProgress, nowMs = Date.now }: Pick<ReportContext, 'openCity' | 'onProgress' | 'nowMs'>,
  input: FiguresQuestion,
): Promise<FiguresFile> {
  const question = parseInput(FiguresQuestion, input);
  const atMs = nowMs();
  expectPast(question.recordedBeforeMs, atMs);
  const { store, name, timeZone, folder, plan, key } = await openCity();
  using reader = store.openReader();
  const document: FiguresDocument = buildFigures(reader, {
    ...windowOf(question, { folder, plan }),
    city: { name, timeZone },
    recordedBeforeMs: question.recordedBeforeMs ?? atMs,
    given: givenOf(question, plan),
    version: VERSION,
    signer: key.signer,
    builders: createFiguresBuilders(store.path, plan),
    onProgress,
  });
  return reopen(sealFigures(document, key));
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

function windowOf(
  { month, agency, year = 0 }: Question,
  { folder, plan }: Pick<ReportCity, 'folder' | 'plan'>,
): WindowOptions {
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
      `${folder}/${PLAN_FILE}: expected the year ${year} among report.years, with its data and its deadline, got ${
        plan ? known.map((entry) => entry.year).join(', ') : 'no such file'
      }`,
    );
  const scope: FiguresScope = agency === undefined ? { kind: 'city' } : { kind: 'agency', agency };
  const { fromDate, toDate, deadlineDate } = found;
  return { year, fromDate, toDate, deadlineDate, scope };
}

function givenOf({ withSecret, agency, month }: Question, plan: PlanDefinition | undefined): GivenSettings {
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
