import { readInventory } from '#availability/inventory/read-inventory.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { createMeasuredBuilder } from '#reports/figures/build-measured.ts';
import { WRITTEN_FORMAT } from '#reports/figures/document/figures-format.ts';
import type { FiguresInput } from '#reports/figures/document/figures-input.ts';
import { MeasuredFigures } from '#reports/figures/document/measured-figures.ts';
import { buildWindow } from '#reports/figures/figures-window.ts';
import { openTempReader } from './temp-ledger.ts';

export interface MeasuredRequest extends Partial<Pick<FiguresInput, 'scope' | 'given'>> {
  readonly fromDate: string;
  readonly toDate: string;
  readonly recordedBeforeMs: number;
}

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** The measured sections of a ledger, as they would be sealed. */
export function measureLedger(ledger: string, request: MeasuredRequest) {
  const reader = openTempReader(ledger);
  return { reader, ...measure(reader, ledger, request) };
}

export function measure(reader: LedgerReader, ledger: string, request: MeasuredRequest) {
  const { recordedBeforeMs, fromDate, toDate, scope = { kind: 'city' }, given = GIVEN } = request;
  const last = new Date(Date.parse(`${toDate}T00:00Z`) - 1);
  const window = buildWindow({
    year: last.getUTCFullYear(),
    fromDate,
    toDate,
    timeZone: TIME_ZONE,
    recordedBeforeMs,
    scope: scope.kind,
  });
  const steps: string[] = [];
  const input: FiguresInput = {
    format: WRITTEN_FORMAT,
    reader,
    recordedBeforeMs,
    timeZone: TIME_ZONE,
    scope,
    window,
    given,
    inventory: readInventory(reader, { recordedBeforeMs }),
    onProgress: (step) => steps.push(step),
  };
  return { input, window, steps, figures: MeasuredFigures.parse(createMeasuredBuilder(ledger)(input)) };
}

const GIVEN: FiguresInput['given'] = {
  minimumCoveragePpm: 500_000,
  mostListed: 5,
  secretSites: 'leave-out',
};

/** A section that must be there. */
export function there<Section extends object>(
  section: Section,
): Exclude<Section, { readonly missing: unknown }> {
  if (isThere(section)) return section;
  throw new Error(`expected a section, got ${JSON.stringify(section)}`);
}

const isThere = <Section extends object>(
  section: Section,
): section is Exclude<Section, { readonly missing: unknown }> => !('missing' in section);
