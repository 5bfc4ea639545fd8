import type { InterfaceSample } from '../../../core/domain/device-report.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { CheckRun } from './check-run.ts';
import { measureRate, type Rate } from './measure-rate.ts';

export interface InterfaceRow {
  readonly sample: InterfaceSample;
  /** Where it was polled twice and the counters can be compared. */
  readonly rate?: Rate;
  /** Links that are measured there and devices that hang on it, by the inventory. */
  readonly carries: readonly string[];
}

/** Every interface that was told of, as last polled, with what flowed between the first poll and the last. */
export function buildInterfaceRows(
  looks: readonly CheckRun[],
  deviceId: string,
  { devices, links }: Pick<Inventory, 'devices' | 'links'>,
): readonly InterfaceRow[] {
  const carried = carriedBy(deviceId, { devices, links });
  return looks.flatMap(({ rounds }) => {
    const polls = rounds.filter(({ outcome }) => outcome.report?.interfaces !== undefined);
    const [first, last] = [polls[0], polls.at(-1)];
    if (first === undefined || last === undefined) return [];
    return (last.outcome.report?.interfaces ?? []).map((polled): InterfaceRow => {
      const rate = measureRate(first, last, polled.index);
      const sample = withAlias(polled, first.outcome.report?.interfaces ?? []);
      return { sample, ...(rate && { rate }), carries: carried.get(sample.name) ?? [] };
    });
  });
}

/** Only the first poll asks for the names that people gave. */
function withAlias(polled: InterfaceSample, first: readonly InterfaceSample[]): InterfaceSample {
  const alias = polled.alias ?? first.find(({ index }) => index === polled.index)?.alias;
  return alias === undefined ? polled : { ...polled, alias };
}

function carriedBy(
  deviceId: string,
  { devices, links }: Pick<Inventory, 'devices' | 'links'>,
): ReadonlyMap<string, readonly string[]> {
  const carried = new Map<string, string[]>();
  const add = (place: { readonly device: string; readonly name: string } | undefined, id: string) => {
    if (place?.device === deviceId) carried.set(place.name, [...(carried.get(place.name) ?? []), id]);
  };
  for (const { id, interface: place } of links.values()) add(place, id);
  for (const { id, attachedTo } of devices.values()) add(attachedTo, id);
  return carried;
}
