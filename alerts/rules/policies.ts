import type { NotificationPolicy } from '@grafana/grafana-foundation-sdk/alerting';
import type { MuteTiming } from '../../grafana/content.ts';
import type { AlertedCity } from './alerted-city.ts';
import { OPERATORS, receiverOf } from './contact-points.ts';
import type { PlaceMute } from './maintenance-mutes.ts';
import { placesOf } from './places.ts';

/** Grafana has no contact point that sends nothing, and shows an alert whose policy is muted all the same. */
export const SHOWN_ONLY: MuteTiming = {
  name: 'camwatch-shown-only',
  time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }], location: 'UTC' }],
};

/**
 * One tree: what only Grafana can tell goes to the operators; the rest goes by agency, then district, and is shown
 * without being sent, unless the settings want every message a second time. A mute is not inherited, so each policy names
 * all of its own.
 */
export function buildPolicies(city: AlertedCity, mutes: readonly PlaceMute[]): NotificationPolicy {
  const sendsAll = city.settings.grafana?.messages === 'everything';
  const always = sendsAll ? [] : [SHOWN_ONLY.name];
  const byAgency = [...placesOf(city.inventory)].map(([agency, districts]) =>
    agencyPolicy(agency, districts, { city, mutes, always }),
  );
  return {
    receiver: OPERATORS,
    group_by: ['alertname', 'agency', 'district'],
    group_wait: '30s',
    group_interval: '5m',
    repeat_interval: '12h',
    routes: sendsAll
      ? byAgency
      : [
          {
            receiver: OPERATORS,
            object_matchers: [['notify', '=', 'none']],
            ...mutedBy(always),
            routes: byAgency,
          },
        ],
  };
}

interface PolicyContext {
  readonly city: AlertedCity;
  readonly mutes: readonly PlaceMute[];
  /** Mutes that hold for every policy. */
  readonly always: readonly string[];
}

function agencyPolicy(
  agency: string,
  districts: readonly string[],
  { city, mutes, always }: PolicyContext,
): NotificationPolicy {
  const receivers = new Set(Object.values(city.settings.grafana?.contactPoints ?? {}).map(receiverOf));
  const known = (name: string, otherwise: string) => (receivers.has(name) ? name : otherwise);
  const ofAgency = known(receiverOf({ agency }), OPERATORS);
  const whole = mutes.filter(({ isOf }) => districts.every((district) => isOf({ agency, district })));
  return {
    receiver: ofAgency,
    object_matchers: [['agency', '=', agency]],
    ...mutedBy([...always, ...whole.map(({ timing }) => timing.name)]),
    routes: districts.map((district) => ({
      receiver: known(receiverOf({ agency, district }), ofAgency),
      object_matchers: [['district', '=', district]],
      ...mutedBy([
        ...always,
        ...mutes.filter(({ isOf }) => isOf({ agency, district })).map(({ timing }) => timing.name),
      ]),
    })),
  };
}

const mutedBy = (names: readonly string[]): Pick<NotificationPolicy, 'mute_time_intervals'> =>
  names.length > 0 ? { mute_time_intervals: [...names] } : {};
