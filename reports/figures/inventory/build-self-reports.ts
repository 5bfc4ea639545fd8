import { type Indicator, isLost } from '../../../core/domain/state.ts';
import { readSelfReports } from '../../../plan/forms/read-self-reports.ts';
import type { SelfReport } from '../../../plan/forms/self-report.ts';
import type { Missing } from '../document/figure-parts.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import { missing } from '../document/missing-words.ts';
import { isSecret, type PlacedDevice } from '../document/placed-devices.ts';
import { SAID_STATES, type SaidState, type SelfReportFigures } from '../document/self-report-figures.ts';
import { readDeviceNames } from '../measured/device-names.ts';
import type { LastState, LastStates } from './last-states.ts';

type Input = Pick<FiguresInput, 'reader' | 'window' | 'scope' | 'recordedBeforeMs' | 'given'>;

type Measured = 'up' | 'down' | 'unmeasured';

interface Told {
  readonly placed: PlacedDevice;
  readonly report: SelfReport;
  readonly said: SaidState;
  readonly measured: Measured;
}

/** What units say of their devices for the year in which the window ends, beside what was measured of them. */
export function buildSelfReports(
  input: Input,
  placed: readonly PlacedDevice[],
  states: LastStates,
): SelfReportFigures | Missing {
  const { reader, window, scope, recordedBeforeMs } = input;
  if (scope.kind === 'month') return missing('not-in-scope');
  const year = Number(window.lastDate.slice(0, 4));
  const reports = readSelfReports(reader.decisions('plan_step', { recordedBeforeMs }), year);
  const told = placed.flatMap((one): Told[] => {
    const report = reports.get(one.device.id);
    if (!report) return [];
    const measured = measuredOf(states.get(one.device.id) ?? []);
    return [{ placed: one, report, said: saidOf(report), measured }];
  });
  const differing = told.filter(differs);
  return {
    devices: placed.length,
    said: told.length,
    rows: SAID_STATES.flatMap((id) => rowOf(id, told)),
    differing: differing.length,
    ...examplesOf(differing, input),
  };
}

const saidOf = ({ inUse, state }: SelfReport): SaidState =>
  inUse === false ? 'not-in-use' : (state ?? 'not-stated');

/** What must not be down where a device does what it is for. */
const RUNGS: readonly Indicator[] = ['reach', 'stream', 'image'];

function measuredOf(states: readonly LastState[]): Measured {
  const rungs = states.filter(({ indicator }) => RUNGS.includes(indicator));
  if (rungs.some(isLost)) return 'down';
  return rungs.some(({ state }) => state === 'up' || state === 'degraded') ? 'up' : 'unmeasured';
}

function rowOf(id: SaidState, told: readonly Told[]): SelfReportFigures['rows'] {
  const own = told.filter(({ said }) => said === id);
  if (own.length === 0) return [];
  const count = (wanted: Measured) => own.filter(({ measured }) => measured === wanted).length;
  return [{ id, devices: own.length, up: count('up'), down: count('down'), unmeasured: count('unmeasured') }];
}

function differs({ said, measured }: Told): boolean {
  if (measured === 'down') return said === 'up' || said === 'degraded';
  return measured === 'up' && (said === 'down' || said === 'not-in-use');
}

/** By name where the report is of their agency, which is to look after them; of the city they are counted alone. */
function examplesOf(
  differing: readonly Told[],
  { reader, scope, given, recordedBeforeMs }: Input,
): Pick<SelfReportFigures, 'examples' | 'secretLeftOut' | 'notListed'> {
  const named = differing.filter(({ placed }) => given.secretSites === 'include' || !isSecret(placed));
  const listed = scope.kind === 'agency' ? named.slice(0, MOST_NAMED) : [];
  const ids = listed.map(({ placed }) => placed.device.id);
  const names = readDeviceNames(reader, ids, recordedBeforeMs);
  return {
    examples: listed.flatMap(({ placed, report, said, measured }) => {
      if (measured === 'unmeasured') return [];
      const { id } = placed.device;
      const since = report.since === undefined ? {} : { since: report.since };
      return [{ id, name: names.get(id) ?? id, said, ...since, measured }];
    }),
    secretLeftOut: differing.length - named.length,
    notListed: named.length - listed.length,
  };
}

const MOST_NAMED = 50;
