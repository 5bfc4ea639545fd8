import { Temporal } from 'temporal-polyfill';
import {
  type Belonging,
  createMembers,
  type MeasuredKind,
  type MemberOf,
} from '../../availability/inventory/members.ts';
import { createTopologies } from '../../availability/inventory/topologies.ts';
import { columnSpans } from '../../availability/timelines/down-spans.ts';
import { measureWindow } from '../../availability/window/measure-window.ts';
import { type MeasuredRecord, readMeasuredRecord } from '../../availability/window/measured-record.ts';
import type { Tally } from '../../availability/window/tally.ts';
import { type Entity, INDICATORS, type Indicator, parseEntity } from '../../core/domain/state.ts';
import { readSelfReports } from '../../plan/forms/read-self-reports.ts';
import { type ContractRegions, createContractRegions } from './contracts/contract-regions.ts';
import { readContracts } from './contracts/contract-section.ts';
import { createFiledStatements } from './contracts/filed-statements.ts';
import { buildReconciliation } from './contracts/reconciliation-section.ts';
import type { FiguresWindow } from './document/figures-header.ts';
import type { FiguresInput, MeasuredBuilder } from './document/figures-input.ts';
import type { MeasuredFigures } from './document/measured-figures.ts';
import { missing } from './document/missing-words.ts';
import { createAnsweringParty } from './measured/answering-party.ts';
import { buildAvailability } from './measured/availability-section.ts';
import { type CauseCount, createCauseCount } from './measured/cause-count.ts';
import { buildContractLanes, type ContractLane } from './measured/contract-lanes.ts';
import { readDecidedCauses } from './measured/decided-causes.ts';
import { deviceCandidate } from './measured/device-candidates.ts';
import { readDeviceNames } from './measured/device-names.ts';
import { createNames } from './measured/group-names.ts';
import { type LinesAndContracts, readLinesAndContracts } from './measured/lines-and-contracts.ts';
import { readLinkSection } from './measured/link-section.ts';
import { buildMonths } from './measured/month-section.ts';
import { buildOutages } from './measured/outage-section.ts';
import { agencyCandidates, type Candidate, rank } from './measured/ranking-section.ts';
import { readRecorderSection } from './measured/recorder-section.ts';
import { type BesidesOf, findUnmeasured } from './measured/unmeasured.ts';
import { buildYearBefore } from './measured/year-before-section.ts';

/**
 * Fills the measured sections from the ledger alone, of one moment and as the record stood at an instant.
 * @param ledger Path of the ledger, beside which the statements lie.
 */
export const createMeasuredBuilder =
  (ledger: string): MeasuredBuilder =>
  (input) =>
    input.reader.snapshot(() => {
      const lines = readLinesAndContracts(input.reader, input.recordedBeforeMs);
      const figures = buildWindow(createWork(input, lines, ledger));
      // The columns of the window are let go of before those of the year before are read.
      return { ...figures, yearBefore: readYearBefore(input) };
    });

/** What every section of a window needs. */
interface Work {
  readonly input: FiguresInput;
  readonly ledger: string;
  readonly lines: LinesAndContracts;
  /** Of the contracts that are asked about, and of all. */
  readonly lanes: readonly ContractLane[];
  readonly allLanes: readonly ContractLane[];
  readonly record: MeasuredRecord;
  readonly memberOf: MemberOf;
  readonly isAsked: (belonging: Belonging) => boolean;
}

function createWork(input: FiguresInput, lines: LinesAndContracts, ledger: string): Work {
  const { reader, inventory, window, timeZone, scope, onProgress } = input;
  onProgress('measured: changes', 0, 1);
  const lanes = buildContractLanes(lines, window, timeZone);
  return {
    input,
    ledger,
    lines,
    lanes: scope.kind === 'agency' ? lanes.filter(({ contract }) => contract.agency === scope.agency) : lanes,
    allLanes: lanes,
    record: readMeasuredRecord(reader, input),
    memberOf: createMembers(inventory),
    isAsked: askedBy(input),
  };
}

/** A recorder of an agency may be under a contract of another; figures of format 1 knew its own alone. */
const lanesOfRecorders = ({ input, lanes, allLanes }: Work): readonly ContractLane[] =>
  input.format === 'camwatch-figures-1' ? lanes : allLanes;

const askedBy =
  ({ scope }: Pick<FiguresInput, 'scope'>) =>
  ({ agency }: Belonging): boolean =>
    scope.kind !== 'agency' || agency === scope.agency;

function buildWindow(work: Work): Omit<MeasuredFigures, 'yearBefore'> {
  const { input, lanes, record } = work;
  const { inventory, scope } = input;
  const { tally, regions, causes, rankings } = measure(work);
  const besidesOf = lookBesides(input, work, tally, regions);
  const nameOf = createNames(inventory);
  const isMeasured = tally.cells().length > 0;
  const contracts = lanes.length > 0 ? contractsOf(work, regions) : undefined;
  const reconciliation =
    scope.kind === 'agency' ? undefined : buildReconciliation(tally, regions, contracts?.filed ?? new Map());
  const none = missing('no-measurements');
  return {
    availability: isMeasured ? buildAvailability(tally, besidesOf, nameOf) : none,
    outages: isMeasured ? buildOutages(tally, nameOf) : none,
    causes: isMeasured ? causes : none,
    contracts: contracts?.figures ?? missing('no-contracts'),
    reconciliation: reconciliation ?? (scope.kind === 'agency' ? missing('not-in-scope') : none),
    links: linksOf(work),
    recorders: readRecorderSection(input, lanesOfRecorders(work)) ?? missing('no-recorders'),
    months: isMeasured ? buildMonths({ ...input, months: record.months, tally, nameOf }) : none,
    rankings: isMeasured ? rankings : none,
  };
}

/** The one way through everything that was measured. What it needs by itself, such as the cuts of a network, is let go of. */
function measure(work: Work) {
  const { input, lanes, record, memberOf, isAsked } = work;
  const { inventory, window, onProgress } = input;
  const regions = createContractRegions({ lanes, ...record });
  const causes = createCauses(work);
  const candidates: Candidate[] = [];
  const tally = measureWindow({
    ...record,
    memberOf,
    isAsked,
    onProgress: (done, total) => onProgress('measured: availability', done, total),
    onPair: (pair) => {
      regions.add(pair.member, pair.slice, pair.service);
      if (pair.slice.indicator !== 'reach' || pair.member.kind === 'link') return;
      causes.add(pair);
      candidates.push(deviceCandidate(pair, inventory, window));
    },
  });
  return { tally, regions, causes: causes.build(), rankings: rankingsOf(input, candidates, tally) };
}

function createCauses({ input, lines, record }: Work): CauseCount {
  const { reader, inventory, recordedBeforeMs } = input;
  const { columns, sliceOf, watchedOf, window } = record;
  return createCauseCount({
    downOf: (member) => {
      const slice = sliceOf(member, 'reach');
      return slice ? columnSpans(columns, slice, window.toMs) : [];
    },
    topologyOf: createTopologies(inventory),
    decidedOf: readDecidedCauses(reader, recordedBeforeMs),
    kindOf: (entity) => kindOf(input, entity),
    partyOf: createAnsweringParty(inventory, lines),
    watchedOf,
  });
}

function kindOf({ inventory }: Pick<FiguresInput, 'inventory'>, entity: Entity): MeasuredKind {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  return kind === 'link' ? 'link' : (inventory.devices.get(id)?.versions.at(-1)?.value.kind ?? 'camera');
}

/** What is in service and was not measured: by group, and by contract. */
function lookBesides(
  { reader, inventory, window, recordedBeforeMs }: FiguresInput,
  { record, memberOf, isAsked }: Pick<Work, 'record' | 'memberOf' | 'isAsked'>,
  tally: Tally,
  regions?: ContractRegions,
): BesidesOf {
  const measured = new Map<MeasuredKind, ReadonlySet<Indicator>>(
    [...Map.groupBy(tally.cells(), ({ belonging }) => belonging.kind)].map(([kind, cells]) => [
      kind,
      new Set(cells.map(({ indicator }) => indicator)),
    ]),
  );
  const year = Number(window.lastDate.slice(0, 4));
  const said = readSelfReports(reader.decisions('plan_step', { recordedBeforeMs }), year);
  return findUnmeasured({
    window: record.window,
    inventory,
    memberOf,
    isAsked,
    indicatorsOf: (kind) => INDICATORS.filter((indicator) => measured.get(kind)?.has(indicator)),
    isMeasured: (entity, indicator) => record.sliceOf(entity, indicator) !== undefined,
    ...(record.importedMs && { importedMs: record.importedMs }),
    isSaidByUnit: (deviceId) => said.get(deviceId)?.state !== undefined,
    onNeverMeasured: (member, indicator, service) => regions?.addNeverMeasured(member, indicator, service),
  });
}

function contractsOf({ input, ledger, lanes }: Work, regions: ContractRegions) {
  const { reader, window, timeZone, recordedBeforeMs, onProgress } = input;
  return readContracts({
    reader,
    ledger,
    lanes,
    regions,
    timeZone,
    recordedBeforeMs,
    asOfMs: window.toMs,
    window,
    statements: createFiledStatements(reader, ledger, {
      recordedBeforeMs,
      kindOf: (entity) => kindOf(input, entity),
    }),
    onProgress: (done, total) => onProgress('measured: contracts', done, total),
  });
}

function linksOf({ input }: Pick<Work, 'input'>): MeasuredFigures['links'] {
  const { reader, window, scope, given, inventory, recordedBeforeMs } = input;
  if (scope.kind === 'agency') return missing('not-in-scope');
  const toDate = Temporal.PlainDate.from(window.lastDate).add({ days: 1 }).toString();
  const { mostListed } = given;
  const question = { window, toDate, links: inventory.links, mostListed, recordedBeforeMs };
  const section = readLinkSection(reader, question);
  if (!section) return missing('no-traffic');
  const nameOf = createNames(input.inventory);
  return {
    ...section,
    rows: section.rows.map((row) => {
      const name = row.carrier === undefined ? undefined : nameOf('contractor', row.carrier).name;
      return name === undefined ? row : { ...row, carrierName: name };
    }),
  };
}

function rankingsOf(
  { reader, given, window, inventory, recordedBeforeMs }: FiguresInput,
  candidates: readonly Candidate[],
  tally: Tally,
): MeasuredFigures['rankings'] {
  const settings = { ...given, window };
  const nameOf = createNames(inventory);
  const cells = tally
    .cells()
    .filter(({ indicator, belonging }) => indicator === 'reach' && belonging.kind !== 'link');
  const devices = rank(candidates, settings);
  const ids = [...devices.worst, ...devices.best].map(({ id }) => id);
  const names = readDeviceNames(reader, ids, recordedBeforeMs);
  const named = (rows: typeof devices.worst) =>
    rows.map((row) => {
      const name = names.get(row.id);
      return name === undefined ? row : { ...row, name };
    });
  return {
    indicator: 'reach',
    devices: { ...devices, worst: named(devices.worst), best: named(devices.best) },
    agencies: rank(
      agencyCandidates(cells, (id) => nameOf('agency', id)),
      settings,
    ),
  };
}

/** Only where the record reaches back to its beginning: a part of a year is nothing to compare a year with. */
function readYearBefore(input: FiguresInput): MeasuredFigures['yearBefore'] {
  const { reader, inventory, timeZone, recordedBeforeMs, onProgress } = input;
  const bounds = yearBefore(input.window, timeZone);
  const [first] = reader.coverage({ fromMs: 0, toMs: bounds.toMs, recordedBeforeMs });
  if (!first || first.fromMs > bounds.fromMs) return missing('no-year-before');
  const record = readMeasuredRecord(reader, { window: bounds, timeZone, recordedBeforeMs });
  const memberOf = createMembers(inventory);
  const isAsked = askedBy(input);
  const tally = measureWindow({
    ...record,
    memberOf,
    isAsked,
    onProgress: (done, total) => onProgress('measured: the year before', done, total),
  });
  const besidesOf = lookBesides(
    { ...input, window: { ...input.window, ...bounds } },
    { record, memberOf, isAsked },
    tally,
  );
  return buildYearBefore(input, bounds, tally, besidesOf);
}

type Bounds = Pick<FiguresWindow, 'fromMs' | 'toMs' | 'firstDate' | 'lastDate'>;

function yearBefore({ firstDate, lastDate }: FiguresWindow, timeZone: string): Bounds {
  const [first, last] = [firstDate, lastDate].map((date) =>
    Temporal.PlainDate.from(date).subtract({ years: 1 }),
  );
  if (!first || !last) throw new RangeError('expected a window with days');
  const startMs = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    fromMs: startMs(first),
    toMs: startMs(last.add({ days: 1 })),
    firstDate: first.toString(),
    lastDate: last.toString(),
  };
}
