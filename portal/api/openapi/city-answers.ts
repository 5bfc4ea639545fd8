import { z } from 'zod';
import { DEVICE_KINDS, SITE_KINDS } from '../../../core/domain/inventory.ts';
import { INDICATORS } from '../../../core/domain/state.ts';
import { DUTY_STATES } from '../../../ledger/decisions/incident-duty.ts';
import { BLIND_PLACES, BLIND_STATES } from '../../city/blind-spots.ts';
import { SHOWN_STATES } from '../../city/count-traits.ts';
import { LINK_STATES } from '../../city/link-figures.ts';
import { Finding, Rung, Sight } from './device-answers.ts';
import { Incident } from './incident-answers.ts';
import { Count, Instant, named, Place, pageOf, Text } from './named.ts';

const Counts = named(
  'Counts',
  z.object({ total: Count, up: Count, degraded: Count, down: Count, unknown: Count }),
  'How many by state; the states add up to the total.',
);
const COUNTED = {
  devices: Counts,
  by_kind: z.object(Object.fromEntries(DEVICE_KINDS.map((kind) => [kind, Counts]))),
  links: Counts,
};
const Mode = z.enum(['off', 'elsewhere', 'writing', 'queueing']);

export const Summary = named(
  'Summary',
  z.object({
    at: Instant,
    city: z.string(),
    collector: z.object({
      ...{ id: z.string(), sight: Sight, since: Instant, covered_until: Instant.nullable() },
      ...{ lateness_ms: z.number().nullable(), shortfall: Count.nullable(), reach_engine: Text },
    }),
    measurements: z.object({
      ...{ mode: Mode, since: Instant, queued_points: Count, queued_bytes: Count },
      ...{ dropped_points: Count, set_aside_points: Count },
    }),
    totals: z.object(COUNTED),
    out_of_service: Count,
    causes: Count.describe('incidents that are not resolved and have something lost'),
    largest_causes: z.array(
      z.object({
        ...{ origin: z.string(), incident: z.string(), since: Instant, after: Instant.nullable() },
        devices: Count,
      }),
    ),
    withheld_cause: z.object({ devices: Count }),
    unassigned: z.object({ devices: Count, links: Count }),
    districts: z.array(z.object({ id: z.string(), name: z.string(), ...COUNTED })),
    areas: z.array(z.object({ id: z.string(), name: z.string(), district: z.string(), devices: Counts })),
  }),
  'The city in one answer of bounded size.',
);

const rate = z.number().nullable();
export const Link = named(
  'Link',
  z.object({
    id: z.string(),
    name: z.string(),
    state: z.enum(LINK_STATES),
    reason: Text,
    since: Instant.nullable(),
    after: Instant.nullable(),
    near: z.string(),
    far: z.string(),
    medium: z.string(),
    carrier: Text,
    circuit: Text,
    capacity_bits_per_second: rate,
    interface: z.object({ device: z.string(), name: Text }).nullable(),
    district: Place,
    area: Place,
    indicators: z.array(Rung),
    traffic: z
      .object({
        ...{
          at: Instant,
          interval_ms: z.number(),
          in_bits_per_second: z.int(),
          out_bits_per_second: z.int(),
        },
        ...{ used_ratio: rate, in_errors: rate, out_errors: rate, in_discards: rate, out_discards: rate },
      })
      .nullable(),
    today: z.array(
      z.object({
        ...{ direction: z.enum(['in', 'out']), samples: Count, octets: z.number() },
        ...{ capacity_bits_per_second: z.number(), p95_bits_per_second: z.int() },
        ...{ p95_bound: z.enum(['within', 'at-least']), p95_error_bits_per_second: z.int() },
      }),
    ),
  }),
);
export const LinkPage = named('LinkPage', pageOf(Link, { sight: Sight }));

const BlindSpot = named(
  'BlindSpot',
  z.object({
    ...{ place: z.enum(BLIND_PLACES), id: z.string(), name: Text, kind: z.enum(SITE_KINDS).nullable() },
    state: z
      .enum(BLIND_STATES)
      .describe('lost: all of its cameras; unknown: none is known to work, and of some nothing is known'),
    cameras: Count.describe('in service: down and unknown together'),
    ...{ down: Count, unknown: Count, out_of_service: Count },
    since: Instant.nullable().describe('when the last of them was lost or not known any more'),
    ...{ area: Place, district: Place },
    agencies: z.array(z.object({ id: z.string(), name: Text })),
    incidents: z.array(
      z.object({
        ...{ id: z.string(), number: Text, state: z.enum(DUTY_STATES) },
        held_by: Text.describe('who has taken it: an organisation, never a person'),
      }),
    ),
    cause_withheld: z.boolean(),
    planned_work: z.array(z.object({ id: z.string(), from: Instant, to: Instant })),
  }),
  'A ward or site where no camera is known to work, of those that whoever asks may see.',
);
export const BlindSpotPage = named('BlindSpotPage', pageOf(BlindSpot, { sight: Sight }));

const Outage = named(
  'Outage',
  z.object({
    entity: z.string(),
    name: Text,
    indicator: z.enum(INDICATORS),
    from: Instant,
    after: Instant.nullable(),
    to: Instant.nullable(),
    until_after: Instant.nullable(),
    open: z.boolean(),
    duration_ms: Count,
    reason: Text,
    recorded: Instant.nullable(),
    evidence: z.record(z.string(), z.union([z.number(), z.boolean(), z.enum(INDICATORS)])),
    district: Text,
    area: Text,
  }),
);
export const OutagePage = named('OutagePage', pageOf(Outage, { from: Instant, to: Instant }));

const foundOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    total: Count,
    total_is_exact: z.boolean().describe('otherwise there are at least as many'),
    items: z.array(item),
  });
const ShownState = z.enum(SHOWN_STATES);

export const Found = named(
  'Found',
  z.object({
    at: Instant,
    incidents: foundOf(Incident),
    districts: foundOf(Place),
    areas: foundOf(Place),
    agencies: foundOf(Place),
    contracts: foundOf(
      z.object({ id: z.string(), name: z.string(), contractor: z.string(), number: Text, agency: Text }),
    ),
    sites: foundOf(z.object({ id: z.string(), name: Text, area: z.string() })),
    links: foundOf(z.object({ id: z.string(), name: z.string(), state: ShownState, area: z.string() })),
    devices: foundOf(
      z.object({
        ...{ id: z.string(), name: z.string(), kind: z.enum(DEVICE_KINDS), state: ShownState },
        ...{ site: Text, area: z.string() },
      }),
    ),
    findings: foundOf(Finding).describe('what stands, the latest first'),
  }),
  'The best of each kind by what was typed, with how much there is.',
);

export const Alive = named('Alive', z.object({ alive: z.literal(true), at: Instant }));

const check = { ok: z.boolean(), reason: Text };
export const Ready = named(
  'Ready',
  z.object({
    ready: z.boolean(),
    checks: z.object({
      ledger: z.object(check),
      collector: z.object({ ...check, since: Instant }),
      clock: z.object({ ...check, off_seconds: z.int().nullable(), record_reaches: Instant.nullable() }),
    }),
    measurements: z.object({ mode: Mode, queued_points: Count, set_aside_points: Count, reason: Text }),
    checkpoints: z.object(check),
  }),
);
