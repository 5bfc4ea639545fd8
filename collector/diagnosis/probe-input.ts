import { z } from 'zod';
import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { countFrom, durationFrom } from '../../core/input/fields.ts';
import { hours, seconds } from '../../core/time/units.ts';
import { AD_HOC_PROBERS } from './plan-address.ts';

const PROBERS = AD_HOC_PROBERS.join(', ');
const Probers = z
  .array(z.enum(AD_HOC_PROBERS).meta({ expected: { en: `expected ${PROBERS}`, vi: `cần ${PROBERS}` } }))
  .optional()
  .meta({ split: 'commas' });

const EVERY = {
  en: 'expected a duration up to 1h, such as 5s',
  vi: 'cần khoảng thời gian tối đa 1h, như 5s',
};

/** Whom to ask and what: a device of the inventory, or an address with all that no inventory says of it. */
export const Probe = z.object({
  device: z.string().optional().describe('id of a device of the inventory'),
  only: Probers.meta({ value: 'probers' }).describe('only the checks by these, such as snmp or icmp,rtsp'),
  times: countFrom(1, 100).default(1).describe('how often to ask'),
  everyMs: durationFrom(0, hours(1), EVERY)
    .default(seconds(5))
    .describe('how long from one time to the next'),
  address: z.string().optional().describe('ask this address instead of a device of the inventory'),
  port: countFrom(1, 65_535).optional().meta({ value: 'port' }).describe('port of that address'),
  as: Probers.meta({ value: 'prober' }).describe(`what to ask that address: ${PROBERS}; may be repeated`),
  credentials: z
    .string()
    .optional()
    .meta({ value: 'reference' })
    .describe('what opens it: env:NAME, file:/path or credential:NAME'),
  path: z
    .string()
    .regex(/^\/[!-~]*$/)
    .meta({ expected: { en: 'expected a path such as /stream1', vi: 'cần đường dẫn như /stream1' } })
    .optional()
    .describe('path of the RTSP stream or the ONVIF service'),
  tls: z.boolean().default(false).describe('speak TLS'),
  kind: z
    .enum(DEVICE_KINDS)
    .optional()
    .describe(
      'what to take that address for: other things are asked of a recorder (nvr) than of a ups (default: switch)',
    ),
});
export type ProbeInput = z.output<typeof Probe>;

const OBJECT = {
  en: 'expected an object such as 1.3.6.1.2.1.1',
  vi: 'cần đối tượng như 1.3.6.1.2.1.1',
};

/** A list of what a device offers by SNMP. */
export const Walk = Probe.extend({
  /** Everything, where it is `true`. */
  walk: z
    .union([
      z.literal(true),
      z
        .string()
        .regex(/^\.?\d+(?:\.\d+)+$/)
        .transform((text) => text.replace(/^\./, '')),
    ])
    .meta({ value: 'oid', isBare: true, expected: OBJECT })
    .describe('list what the device offers by SNMP, below this object'),
  maxRows: countFrom(1, 1_000_000).default(5_000).describe('most lines of a walk'),
});
export type WalkInput = z.output<typeof Walk>;
