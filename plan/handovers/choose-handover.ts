import type { Device } from '../../core/domain/inventory.ts';
import { InputError, type InputProblem } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';
import { type Versions, valueAt } from '../../core/time/versions.ts';
import type { OpenPlan } from '../actions/open-plan.ts';
import { vietnameseDay } from '../forms/date-serial.ts';
import { existsAt } from '../state/agencies-then.ts';
import type { ProposedHandover } from './fold-handover.ts';
import { isInForce } from './is-in-force.ts';

/** What is to change hands, as people write it. */
export interface WantedHandover {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  /** Ids of devices, and of sites: all of its own that stands there. */
  readonly things: readonly string[];
}

const MOST_NAMED = 5;

/**
 * The devices that an agency may hand over from the day on, each once, in the order of their ids: its own a moment before, and of
 * no later hand-over. @throws INPUT_INVALID, with what is wrong with each field
 */
export function chooseHandover(plan: OpenPlan, wanted: WantedHandover): readonly string[] {
  const atMs = plan.cityZone.parseInstantMs(wanted.day) ?? Number.NaN;
  const { devices, unknown } = expand(plan, wanted, atMs);
  const problems = [
    ...takerProblems(plan, wanted, atMs),
    ...(unknown.length > 0 ? [problem('things', unknownThings(list(unknown)))] : []),
    ...(devices.length + unknown.length === 0 ? [problem('things', NOTHING)] : []),
    ...deviceProblems(plan, { ...wanted, devices, atMs }),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return devices;
}

function expand(
  { history }: OpenPlan,
  { from, things }: WantedHandover,
  atMs: number,
): { readonly devices: readonly string[]; readonly unknown: readonly string[] } {
  const found = new Set<string>();
  const unknown: string[] = [];
  let bySite: ReadonlyMap<string, readonly string[]> | undefined;
  for (const thing of new Set(things)) {
    bySite ??= groupBySite(history.devices, from, atMs);
    const there = history.devices.has(thing) ? [thing] : bySite.get(thing);
    if (there === undefined) unknown.push(thing);
    for (const device of there ?? []) found.add(device);
  }
  return { devices: [...found].sort(), unknown };
}

function groupBySite(
  devices: ReadonlyMap<string, Versions<Device>>,
  from: string,
  atMs: number,
): ReadonlyMap<string, readonly string[]> {
  const own = [...devices].flatMap(([id, versions]) => {
    const device = valueAt(versions, atMs - 1);
    return device?.agency === from ? [{ id, site: device.site }] : [];
  });
  return new Map(
    [...Map.groupBy(own, ({ site }) => site)].map(([site, those]) => [site, those.map(({ id }) => id)]),
  );
}

function takerProblems(
  { agencies }: OpenPlan,
  { from, to, day }: WantedHandover,
  atMs: number,
): readonly InputProblem[] {
  const agency = agencies.get(to);
  if (to === from) return [problem('to', SAME)];
  if (agency === undefined) return [problem('to', unknownAgency(to))];
  return existsAt(agency, atMs) ? [] : [problem('to', notThen(agency.name, day))];
}

function deviceProblems(
  plan: OpenPlan,
  {
    from,
    day,
    devices,
    atMs,
  }: Pick<WantedHandover, 'from' | 'day'> & { readonly devices: readonly string[]; readonly atMs: number },
): readonly InputProblem[] {
  const { history, state } = plan;
  const others: string[] = [];
  const later: string[] = [];
  for (const id of devices) {
    const versions = history.devices.get(id);
    if (valueAt(versions, atMs - 1)?.agency !== from) others.push(id);
    else if (versions?.some(({ toMs, value }) => toMs > atMs && value.agency !== from)) later.push(id);
  }
  const standing = state.handovers.find(
    (one) => isStanding(one, plan) && one.devices.some((id) => devices.includes(id)),
  );
  return [
    ...(others.length > 0 ? [problem('things', notOwn(list(others), day))] : []),
    ...(later.length > 0 ? [problem('day', handedLater(list(later)))] : []),
    ...(standing ? [problem('things', proposedAlready(standing))] : []),
  ];
}

/** Proposed or accepted, and not carried out yet. */
const isStanding = (handover: ProposedHandover, { cityZone, history }: OpenPlan): boolean =>
  (handover.answer === undefined || handover.answer.what === 'accepted') &&
  !isInForce(handover, history.devices, cityZone.parseInstantMs(handover.day) ?? Number.NaN);

const problem = (member: string, said: Said): InputProblem => ({ member, ...said });

const list = (ids: readonly string[]): string =>
  [...ids.slice(0, MOST_NAMED), ...(ids.length > MOST_NAMED ? [`… (${ids.length})`] : [])].join(', ');

const NOTHING: Said = {
  en: 'expected devices or sites, got none',
  vi: 'cần thiết bị hoặc địa điểm, chưa có gì',
};
const SAME: Said = {
  en: 'expected another agency than the one that hands over',
  vi: 'cần một đơn vị khác đơn vị giao',
};
const unknownAgency = (got: string): Said => ({
  en: `expected an agency on record, got "${got}"`,
  vi: `cần một đơn vị có trong sổ ghi, nhận được "${got}"`,
});
const notThen = (name: string, day: string): Said => ({
  en: `${name} does not exist on ${day}`,
  vi: `${name} không hoạt động vào ngày ${vietnameseDay(day)}`,
});
export const unknownThings = (names: string): Said => ({
  en: `no device or site of yours: ${names}`,
  vi: `không phải thiết bị, địa điểm của đơn vị: ${names}`,
});
const notOwn = (names: string, day: string): Said => ({
  en: `not of the agency that hands over before ${day}: ${names}`,
  vi: `trước ngày ${vietnameseDay(day)} không thuộc đơn vị giao: ${names}`,
});
const handedLater = (names: string): Said => ({
  en: `a later hand-over is on record: ${names}`,
  vi: `sổ ghi đã có lần bàn giao sau ngày này: ${names}`,
});
const proposedAlready = ({ id, devices }: ProposedHandover): Said => ({
  en: `already in hand-over ${id} (${devices.length} devices), which stands`,
  vi: `đã có trong bàn giao số ${id} (${devices.length} thiết bị) còn hiệu lực`,
});
