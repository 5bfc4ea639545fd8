import { z } from 'zod';
import { createSecret } from '../../core/domain/secret.ts';
import { slug } from '../files/values.ts';
import { ALIKE, areAlike, numberSource, oid, pattern, stateSource, textSource } from './maker-values.ts';

const Disks = z
  .strictObject({
    name: textSource.optional(),
    state: stateSource(['ok', 'full', 'failed', 'missing', 'unknown']).optional(),
    size: numberSource.optional(),
    free: numberSource.optional(),
  })
  .refine(areAlike, ALIKE);
export type DiskSource = z.output<typeof Disks>;

const Channels = z
  .strictObject({
    name: textSource.optional(),
    video: stateSource(['present', 'lost', 'unknown']).optional(),
    recording: stateSource(['on', 'off', 'unknown']).optional(),
  })
  .refine(areAlike, ALIKE);
export type ChannelSource = z.output<typeof Channels>;

const QUANTITIES = ['celsius', 'volts', 'amperes', 'watts', 'percent', 'rpm', 'dbm', 'hertz'] as const;

const Sensor = z.strictObject({
  name: z.string({ error: 'expected a name such as temperature' }).min(1, 'expected a name'),
  quantity: z.enum(QUANTITIES, { error: `expected one of ${QUANTITIES.join(', ')}` }),
  value: numberSource,
});
export type SensorSource = z.output<typeof Sensor>;

const texts = z
  .union([textSource.transform((one) => [one]), z.array(textSource)], {
    error: 'expected an OID in digits, keys with oid, or a list of them',
  })
  .default([]);

const FORMATS = ['epoch-seconds', 'date-and-time'] as const;

const Path = z
  .string({ error: 'expected a path such as /stream1' })
  .regex(/^\/[!-~]*$/, 'expected a path such as /stream1');

/** A login that a manual prints is no secret, and is handled as one all the same. */
const DefaultLogin = z
  .strictObject({ user: z.string(), password: z.string() })
  .transform(({ user, password }) => ({ user, password: createSecret(password) }));

/**
 * What is known of a maker's devices: how to recognise one, and where it keeps what camwatch asks for. One file of
 * `config/makers/` holds one; docs/makers.md says how to write it.
 */
export const MakerProfile = z
  .strictObject({
    id: slug,
    name: z.string({ error: 'expected the name of the maker' }).min(1, 'expected the name of the maker'),
    /** Other ways in which inventories and devices write the name. */
    names: z.array(z.string()).default([]),
    recognise: z
      .strictObject({
        object_ids: z.array(oid).default([]),
        objects: z.array(oid).default([]),
        descriptions: z.array(pattern).default([]),
      })
      .prefault({})
      .transform(({ object_ids, ...recognise }) => ({ ...recognise, objectIds: object_ids })),
    /** Of each the best place first. */
    identity: z.strictObject({ model: texts, serial: texts, firmware: texts, name: texts }).prefault({}),
    disks: z.array(Disks).default([]),
    channels: z.array(Channels).default([]),
    sensors: z.array(Sensor).default([]),
    oldest_recording: z.strictObject({ oid, format: z.enum(FORMATS) }).optional(),
    /** By the last number of the index of POWER-ETHERNET-MIB: the power that a port gives, in watts. */
    poe_ports: numberSource.optional(),
    rtsp: z.strictObject({ path: Path }).optional(),
    onvif: z.strictObject({ path: Path }).optional(),
    /** What the maker's manuals print: tried only where somebody asked for it. */
    logins: z.array(DefaultLogin).default([]),
  })
  .transform(({ oldest_recording, poe_ports, rtsp, onvif, ...profile }) => ({
    ...profile,
    oldestRecording: oldest_recording,
    poePorts: poe_ports,
    /** Path of the main stream. */
    rtspPath: rtsp?.path,
    /** Path of the device service, where it is not the usual one. */
    onvifPath: onvif?.path,
  }))
  .readonly();

export type MakerProfile = z.output<typeof MakerProfile>;
