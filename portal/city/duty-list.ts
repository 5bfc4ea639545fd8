import {
  type Duty,
  type DutyState,
  dutyState,
  NO_DUTY,
  standingDuties,
} from '../../ledger/decisions/incident-duty.ts';
import { SEVERITIES, type Severity } from '../../ledger/record/incidents/incident-event.ts';
import { type DeviceFilter, matchesGroup } from '../api/list-devices.ts';
import type { CityView } from './city-view.ts';
import { countCameras, type LostIn } from './down-now.ts';
import type { IncidentSource } from './incident-source.ts';
import { isIn } from './standing-incidents.ts';
import { compareText, type VisibleLink } from './visible-fleet.ts';

/** An incident that is not resolved, as the list of causes has it. */
export interface DutyEntry extends LostIn {
  readonly duty: Duty;
  readonly state: DutyState;
  readonly cameras: number;
  /** The incident of the list that it was merged into: it stands under that one. */
  readonly under?: string;
}

export type DutyPlace = Pick<DeviceFilter, 'agency' | 'district' | 'area' | 'contractor'>;

export interface DutyChoice extends DutyPlace {
  readonly state?: DutyState | undefined;
  readonly severity?: Severity | undefined;
  readonly mine?: 'yes' | undefined;
}

export interface DutyCounts {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly byState: Readonly<Record<DutyState, number>>;
  readonly mine: number;
}

/** All of them, the worst first: by severity, by cameras lost now, by age. */
export function gatherDuty(
  view: CityView,
  { dutySteps }: Pick<IncidentSource, 'dutySteps'>,
): readonly DutyEntry[] {
  const { incidents } = view.downNow();
  const duties = standingDuties(dutySteps(incidents.map(({ id }) => id)));
  const ids = new Set(incidents.map(({ id }) => id));
  return incidents
    .map((incident): DutyEntry => {
      const duty = duties.get(incident.id) ?? NO_DUTY;
      const under = followLinks(incident.id, duties, ids);
      return {
        ...{ ...incident, duty, state: dutyState(duty, view.atMs) },
        cameras: countCameras(view.fleet, incident.lost),
        ...(under !== undefined && { under }),
      };
    })
    .sort(compareDuty);
}

/** The last of those that it was merged into; nothing where one of them is over: then it stands for itself again. */
function followLinks(
  id: string,
  duties: ReadonlyMap<string, Duty>,
  ids: ReadonlySet<string>,
): string | undefined {
  const seen = new Set([id]);
  let under: string | undefined;
  for (let next = duties.get(id)?.linkedTo; next !== undefined; next = duties.get(next)?.linkedTo) {
    if (seen.has(next) || !ids.has(next)) return under;
    seen.add(next);
    under = next;
  }
  return under;
}

export type DutyKey = Pick<DutyEntry, 'severity' | 'cameras' | 'sinceMs' | 'id'>;

export const compareDuty = (a: DutyKey, b: DutyKey): number =>
  SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
  b.cameras - a.cameras ||
  a.sinceMs - b.sinceMs ||
  compareText(a.id, b.id);

/** What somebody has, and what nobody has that they see: an incident is of their scope, or they would not be told of it. */
export const isMine = (
  { duty, state }: Pick<DutyEntry, 'duty' | 'state'>,
  account: string | undefined,
): boolean =>
  account !== undefined &&
  state !== 'snoozed' &&
  (duty.holder ? duty.holder.account === account : state === 'open');

/** What somebody takes by one button: what is theirs and they have not acknowledged, each that stands for itself. */
export const chooseToTake = (
  entries: readonly DutyEntry[],
  account: string | undefined,
): readonly DutyEntry[] =>
  entries.filter(
    ({ under, duty, state }) =>
      under === undefined &&
      isMine({ duty, state }, account) &&
      !(state === 'acknowledged' && duty.holder?.isAccepted === true),
  );

/** What the list shows: what sleeps is shown where it is asked for. */
export function chooseDuty(
  view: CityView,
  entries: readonly DutyEntry[],
  { state, severity, mine, ...place }: DutyChoice,
  account: string | undefined,
): readonly DutyEntry[] {
  return inPlace(view, entries, place).filter(
    (entry) =>
      (state === undefined ? entry.state !== 'snoozed' : entry.state === state) &&
      (severity === undefined || entry.severity === severity) &&
      (mine === undefined || isMine(entry, account)),
  );
}

/** Of the chosen places, those that stand for themselves. */
export function inPlace(
  view: CityView,
  entries: readonly DutyEntry[],
  place: DutyPlace,
): readonly DutyEntry[] {
  const own = entries.filter(({ under }) => under === undefined);
  if (Object.values(place).every((value) => value === undefined)) return own;
  const part = partOf(view, place);
  return own.filter((entry) => isIn(view, entry, part));
}

function partOf({ fleet }: CityView, place: DutyPlace) {
  const isGroup = fleet.columns.groups.map((group) => matchesGroup(group, place));
  return {
    hasDevice: (device: number) => isGroup[fleet.columns.group[device] ?? -1] === true,
    // A link has no agency.
    hasLink: ({ link, area, district }: VisibleLink) =>
      place.agency === undefined &&
      (place.area === undefined || place.area === area.id) &&
      (place.district === undefined || place.district === district.id) &&
      (place.contractor === undefined || place.contractor === link.carrier),
  };
}

export function countDuty(entries: readonly DutyEntry[], account: string | undefined): DutyCounts {
  const bySeverity = { critical: 0, major: 0, minor: 0 };
  const byState = { open: 0, acknowledged: 0, snoozed: 0 };
  let mine = 0;
  for (const entry of entries) {
    byState[entry.state] += 1;
    if (entry.state !== 'snoozed') bySeverity[entry.severity] += 1;
    if (isMine(entry, account)) mine += 1;
  }
  return { bySeverity, byState, mine };
}
