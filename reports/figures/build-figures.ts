import { readInventory } from '../../availability/inventory/read-inventory.ts';
import type { Signer } from '../../contracts/statements/statement-key.ts';
import { CamwatchError } from '../../core/errors.ts';
import { collectGarbage } from '../../core/host/collect-garbage.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { FiguresDocument, FiguresSections } from './document/annual-figures.ts';
import { isMissing, type Missing, type MissingCode } from './document/figure-parts.ts';
import { FiguresError } from './document/figures-error.ts';
import { asOfFormat, type FiguresFormat, WRITTEN_FORMAT } from './document/figures-format.ts';
import type { FiguresScope, GivenSettings } from './document/figures-header.ts';
import type { FiguresBuilders, FiguresInput } from './document/figures-input.ts';
import type { MeasuredFigures } from './document/measured-figures.ts';
import { missing } from './document/missing-words.ts';
import { placeDevices } from './document/placed-devices.ts';
import { buildWindow, type WindowRequest } from './figures-window.ts';
import { buildBlind } from './inventory/build-blind.ts';
import { buildCounts } from './inventory/build-counts.ts';
import { buildMovement } from './inventory/build-movement.ts';
import { buildQuality } from './inventory/build-quality.ts';
import { buildSecurity } from './inventory/build-security.ts';
import { buildSelfReports } from './inventory/build-self-reports.ts';
import { buildStages } from './inventory/build-stages.ts';
import { buildTargets } from './inventory/build-targets.ts';
import { type LastStates, readLastStates } from './inventory/last-states.ts';

export interface FiguresOptions
  extends Pick<WindowRequest, 'year' | 'fromDate' | 'toDate' | 'deadlineDate' | 'recordedBeforeMs'> {
  /** Of a file that is made again (default: what is written now). */
  readonly format?: FiguresFormat;
  readonly city: { readonly name: string; readonly timeZone: string };
  readonly scope: FiguresScope;
  readonly given: GivenSettings;
  /** Of the program that makes them. */
  readonly version: string;
  readonly signer: Signer;
  readonly builders: FiguresBuilders;
  readonly onProgress?: FiguresInput['onProgress'];
}

/**
 * The figures of a report, from the ledger alone, of one moment and of the record as it stood at an instant: the same
 * ledger and options give the same document. What cannot be computed is missing, with the reason.
 * @throws REPORT_WINDOW, REPORT_SCOPE, and what the ledger throws where not even the inventory can be read.
 */
export function buildFigures(reader: LedgerReader, options: FiguresOptions): FiguresDocument {
  const { city, scope, given, recordedBeforeMs, year, deadlineDate, version, signer } = options;
  const { timeZone } = city;
  const format = options.format ?? WRITTEN_FORMAT;
  const window = buildWindow({ ...options, timeZone, scope: scope.kind });
  const onProgress = options.onProgress ?? (() => undefined);
  return reader.snapshot(() => {
    onProgress('inventory', 0, STEPS);
    const inventory = readInventory(reader, { recordedBeforeMs });
    expectAgency(scope, inventory.agencies);
    const input = { format, reader, recordedBeforeMs, timeZone, scope, window, given, inventory, onProgress };
    const { seq, hash, rows } = reader.chainBefore(recordedBeforeMs);
    const document: FiguresDocument = {
      format,
      id: figuresId(scope, year),
      year,
      city: { ...city },
      scope: { ...scope },
      window,
      ...(deadlineDate !== undefined && { deadline: deadlineDate }),
      recordedBeforeMs,
      software: { name: 'camwatch', version },
      ledger: { headSeq: seq, headHash: hash, rows: { ...rows } },
      given: { ...given },
      signer: { ...signer },
      sections: buildSections(input, options.builders),
    };
    return asOfFormat(document, format);
  });
}

/** Told of progress: the inventory, what it says, what was measured, the plan. */
const STEPS = 4;

function figuresId(scope: FiguresScope, year: number): string {
  if (scope.kind === 'agency') return `agency:${scope.agency}:${year}`;
  return scope.kind === 'month' ? `month:${scope.month}` : `city:${year}`;
}

function expectAgency(scope: FiguresScope, agencies: FiguresInput['inventory']['agencies']): void {
  if (scope.kind !== 'agency' || agencies.has(scope.agency)) return;
  throw new FiguresError(
    'REPORT_SCOPE',
    `agency: expected the id of one of the ${agencies.size} agencies on record, got ${JSON.stringify(scope.agency)}`,
  );
}

function buildSections(input: FiguresInput, builders: FiguresBuilders): FiguresSections {
  const { onProgress } = input;
  onProgress('counts', 1, STEPS);
  const inventory = buildInventorySections(input, builders);
  // Findings read how the inventory was; the measured sections need room of their own.
  collectGarbage();
  onProgress('measured', 2, STEPS);
  const measured = builders.measured?.(input) ?? MEASURED_MISSING;
  onProgress('plan', STEPS - 1, STEPS);
  const plan = attempt(() => builders.plan?.(input) ?? missing('no-plan'));
  onProgress('plan', STEPS, STEPS);
  return { ...inventory, ...measured, plan };
}

type InventorySections = Omit<FiguresSections, keyof MeasuredFigures | 'plan'>;

function buildInventorySections(input: FiguresInput, builders: FiguresBuilders): InventorySections {
  const { inventory, scope, window, given } = input;
  if (inventory.devices.size === 0) return allMissing('no-inventory');
  const placed = placeDevices(inventory, scope, window.toMs - 1);
  const movement = buildMovement(input);
  if (scope.kind === 'agency' && movement.agency.length === 0) return allMissing('no-devices');
  const states = attempt(() => ({ byDevice: readLastStates(input) }));
  const withStates = <Section extends object>(build: (states: LastStates) => Section): Section | Missing =>
    isMissing(states) ? states : attempt(() => build(states.byDevice));
  return {
    movement,
    counts: buildCounts(input, placed),
    targets: given.targets ? buildTargets(given.targets, placed) : missing('no-targets'),
    stages: buildStages(input),
    security: attempt(() => buildSecurity(input, placed)),
    blind: withStates((last) => buildBlind(input, placed, last)),
    quality: withStates((last) => buildQuality(input, placed, last)),
    planFindings: attempt(() => builders.planFindings?.(input) ?? missing('no-plan')),
    selfReports: withStates((last) => buildSelfReports(input, placed, last)),
  };
}

/** One source that cannot be read is named in the report, and takes nothing else with it. */
function attempt<Section extends object>(build: () => Section): Section | Missing {
  try {
    return build();
  } catch (error) {
    if (!(error instanceof CamwatchError)) throw error;
    return missing('failed', `${error.code}: ${error.message}`);
  }
}

const allMissing = (code: MissingCode): InventorySections => ({
  movement: missing(code),
  counts: missing(code),
  targets: missing(code),
  stages: missing(code),
  security: missing(code),
  blind: missing(code),
  quality: missing(code),
  planFindings: missing(code),
  selfReports: missing(code),
});

const NOT_ASKED_FOR = missing('not-asked-for');
const MEASURED_MISSING: MeasuredFigures = {
  availability: NOT_ASKED_FOR,
  outages: NOT_ASKED_FOR,
  causes: NOT_ASKED_FOR,
  contracts: NOT_ASKED_FOR,
  reconciliation: NOT_ASKED_FOR,
  links: NOT_ASKED_FOR,
  recorders: NOT_ASKED_FOR,
  months: NOT_ASKED_FOR,
  yearBefore: NOT_ASKED_FOR,
  rankings: NOT_ASKED_FOR,
};
