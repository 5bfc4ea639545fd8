import { z } from 'zod';
import { FINDING_CODES } from '../../../core/domain/findings.ts';
import { DEVICE_KINDS, SECRECIES, SITE_KINDS, STAGES } from '../../../core/domain/inventory.ts';
import { INDICATORS, STATES } from '../../../core/domain/state.ts';
import { SHOWN_STATES } from '../../city/count-traits.ts';
import { SITE_STATES } from '../../city/site-states.ts';
import { Count, Instant, named, Place, pageOf, Text } from './named.ts';

const WhenKnown = Instant.nullable();
export const Sight = z.enum(['starting', 'seeing', 'blind']);

export const Rung = named(
  'Rung',
  z.object({
    indicator: z.enum(INDICATORS),
    state: z.enum(STATES),
    reason: Text,
    since: WhenKnown,
    after: WhenKnown.describe('the last probe that said otherwise'),
    last_probe: WhenKnown,
    flap_ratio: z.number().nullable(),
    measurements: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
    measured: WhenKnown,
  }),
  'What one check of a device or link says.',
);

const SITE = {
  id: z.string(),
  name: Text.describe('null where it is restricted'),
  secrecy: z.enum(SECRECIES),
  kind: z.enum(SITE_KINDS),
  purpose: z.string(),
  address: Text,
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
};
const Site = named('Site', z.object(SITE));
const CountedSite = named(
  'CountedSite',
  z.object({
    ...SITE,
    ...{ state: z.enum(SITE_STATES), devices: Count, down: Count, degraded: Count },
    ...{ area: Place, district: Place },
  }),
  'A site, with how many of its devices there are, and are lost.',
);

const DEVICE = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(DEVICE_KINDS),
  state: z.enum(SHOWN_STATES),
  reason: Text,
  indicator: z.enum(INDICATORS).nullable(),
  since: WhenKnown,
  after: WhenKnown,
  stage: z.enum(STAGES).nullable(),
  agency: Text,
  contractor: Text,
  programme: Text,
  district: Place,
  area: Place,
  site: Site,
  indicators: z.array(Rung),
};
const Device = named('Device', z.object(DEVICE));

export const Finding = named(
  'Finding',
  z.object({
    entity: z.string(),
    name: Text,
    code: z.enum(FINDING_CODES),
    subject: z.string(),
    open: z.boolean(),
    first_seen: Instant,
    last_seen: Instant,
    gone: WhenKnown,
    values: z.record(z.string(), z.union([z.string(), z.number()])),
    agency: Text,
    district: Text,
    area: Text,
  }),
);

const size = z.number().nullable();

const Facts = named(
  'Facts',
  z.object({
    observed: WhenKnown,
    identity: z
      .object({
        ...{ observed: WhenKnown, maker: Text, model: Text, serial: Text, firmware: Text, name: Text },
        maker_profile: Text,
      })
      .nullable(),
    streams: z.array(
      z.object({
        ...{ observed: WhenKnown, id: z.string(), name: Text, codec: Text, width: size, height: size },
        ...{ frames_per_second: size, bits_per_second: size },
      }),
    ),
    disks: z.array(
      z.object({
        ...{ observed: WhenKnown, name: z.string(), state: z.string() },
        ...{ size_bytes: size, free_bytes: size },
      }),
    ),
    network_time: z.object({ observed: WhenKnown, source: z.string(), servers: Count }).nullable(),
    certificate: z
      .object({
        ...{ observed: WhenKnown, subject: z.string(), self_signed: z.boolean() },
        ...{ valid_to: WhenKnown, sha256: z.string() },
      })
      .nullable(),
    oldest_recording: WhenKnown,
  }),
  'What a device said of itself, and when.',
);

export const WholeDevice = named(
  'WholeDevice',
  z.object({
    ...DEVICE,
    maker: Text,
    model: Text,
    upstreams: z
      .array(z.array(z.object({ entity: z.string(), state: z.string() }).nullable()))
      .describe('the ways to it; null stands for steps that are withheld'),
    learnt: Facts.nullable(),
    findings: z.array(Finding),
  }),
);

export const DevicePage = named('DevicePage', pageOf(Device, { sight: Sight }));
export const FindingPage = named('FindingPage', pageOf(Finding, {}));
export const SitePage = named('SitePage', pageOf(CountedSite, {}));
