import type { MeasuredSubject, MeasuredValue } from '../../core/domain/time-series.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { CityView } from './city-view.ts';
import type { VisibleDevice, VisibleLink } from './visible-fleet.ts';

export type ChartName = 'roundTrip' | 'loss' | 'stream' | 'free' | 'lost' | 'oldest' | 'traffic';
/** In which the values of a chart are told. */
export type Quantity = 'milliseconds' | 'share' | 'bitRate' | 'count' | 'age';

export interface ChartPlan {
  readonly name: ChartName;
  readonly quantity: Quantity;
  /** At most two: the first is drawn in full. */
  readonly values: readonly MeasuredValue[];
}

/** What is asked for at once, and the charts that are drawn of it. */
export interface SubjectPlan {
  readonly subject: MeasuredSubject;
  readonly charts: readonly ChartPlan[];
  /** Whether they are shown though nothing was measured. */
  readonly isExpected: boolean;
}

const CHARTS: Readonly<Record<MeasuredSubject['kind'], readonly ChartPlan[]>> = {
  reach: [
    { name: 'roundTrip', quantity: 'milliseconds', values: ['rttMs', 'rttMaxMs'] },
    { name: 'loss', quantity: 'share', values: ['lossRatio'] },
  ],
  stream: [{ name: 'stream', quantity: 'bitRate', values: ['bitsPerSecond'] }],
  recorder: [
    { name: 'free', quantity: 'share', values: ['freeRatio'] },
    { name: 'lost', quantity: 'count', values: ['channelsLost', 'disksFailed'] },
    { name: 'oldest', quantity: 'age', values: ['oldestAgeMs'] },
  ],
  traffic: [{ name: 'traffic', quantity: 'bitRate', values: ['inBitsPerSecond', 'outBitsPerSecond'] }],
};

/** A switch has dozens: those that lines are measured at first, then those that carry most now. */
const MOST_PORTS = 6;

const planOf = (subject: MeasuredSubject, isExpected = false): SubjectPlan => ({
  ...{ subject, charts: CHARTS[subject.kind], isExpected },
});

export function planDevice(view: CityView, { device: { id, kind } }: VisibleDevice): readonly SubjectPlan[] {
  return [
    planOf({ kind: 'reach', device: id }, true),
    ...(kind === 'camera' ? [planOf({ kind: 'stream', device: id })] : []),
    ...(kind === 'nvr' ? [planOf({ kind: 'recorder', device: id })] : []),
    ...portsOf(view, id).map((port) => planOf(port)),
  ];
}

/** What goes through it, where that is measured. */
export function planLink(view: CityView, visible: VisibleLink): readonly SubjectPlan[] {
  return portOf(view, visible).map((port) => planOf(port, true));
}

type Port = Extract<MeasuredSubject, { readonly kind: 'traffic' }>;

function portsOf(view: CityView, device: string): readonly Port[] {
  // Also of a device that says nothing now.
  const ofLinks = view.fleet.links
    .filter(({ link }) => link.interface?.device === device)
    .flatMap((visible) => portOf(view, visible));
  const known = new Set(ofLinks.map((port) => port.interface));
  const others = view
    .trafficOfDevice(device)
    .filter((sample) => !known.has(sample.interface))
    .toSorted((a, b) => rateOf(b) - rateOf(a))
    .map((sample): Port => {
      const { interface: name, intervalMs: everyMs } = sample;
      return { kind: 'traffic', device, interface: name, everyMs };
    });
  return [...ofLinks, ...others].slice(0, MOST_PORTS);
}

/** Where a line is measured, if it is. */
function portOf(view: CityView, { link }: VisibleLink): readonly Port[] {
  if (link.interface === undefined) return [];
  const { device, name } = link.interface;
  const everyMs = view.trafficOfLink(link.id)?.intervalMs;
  return [{ kind: 'traffic', device, interface: name, link: link.id, everyMs }];
}

const rateOf = ({ inBitsPerSecond, outBitsPerSecond }: TrafficSample): number =>
  inBitsPerSecond + outBitsPerSecond;
