import { z } from 'zod';
import { FINDING_CODES } from '../../core/domain/findings.ts';
import { TRAFFIC_BINS } from '../../core/domain/traffic.ts';
import { CalendarInstant } from '../../core/input/calendar-instant.ts';
import { HeadAnswer } from './protocol.ts';

// PostgreSQL has no text with a NUL.
const Name = z.string().regex(/^[^\0]{1,500}$/);
const Text = z.string().regex(/^[^\0]*$/);
const Entity = z.union([z.templateLiteral(['device:', Name]), z.templateLiteral(['link:', Name])]);
const text = Text.exactOptional();
const number = z.number().exactOptional();

const Coverage = z.strictObject({
  run: Name,
  intervalMs: z.int().positive().exactOptional(),
  fromMs: CalendarInstant,
  toMs: CalendarInstant,
});

const Traffic = z.strictObject({
  linkId: Name,
  date: z.iso.date(),
  direction: z.enum(['in', 'out']),
  capacityBitsPerSecond: z.number().positive(),
  samples: z.int().nonnegative(),
  histogram: z.array(z.int().nonnegative()).length(TRAFFIC_BINS),
  octets: z.number().nonnegative(),
});

const Finding = z.strictObject({
  entity: Entity,
  code: z.enum(FINDING_CODES),
  subject: Text,
  isPresent: z.boolean(),
  atMs: CalendarInstant,
  values: z.record(z.string(), z.union([Text, z.number()])),
});

const Facts = z.strictObject({
  deviceId: Name,
  observedMs: CalendarInstant,
  identity: z
    .object({
      ...{ maker: text, model: text, serial: text, firmware: text, name: text },
      ...{ description: text, location: text, makerProfile: text },
    })
    .exactOptional(),
  streams: z
    .array(
      z.object({
        id: Text,
        ...{ name: text, codec: text, streamAddress: text, snapshotAddress: text },
        ...{ width: number, height: number, framesPerSecond: number, bitsPerSecond: number },
      }),
    )
    .exactOptional(),
  disks: z
    .array(
      z.object({
        name: Text,
        state: z.enum(['ok', 'full', 'failed', 'missing', 'unknown']),
        ...{ sizeBytes: number, freeBytes: number },
      }),
    )
    .exactOptional(),
  networkTime: z.object({ source: z.enum(['ntp', 'manual']), servers: z.array(Text) }).exactOptional(),
  certificate: z
    .object({ subject: Text, isSelfSigned: z.boolean(), validToMs: z.number(), sha256: Text })
    .exactOptional(),
  oldestRecordingMs: number,
});

/** One for each interval that is in use. */
const MOST_COVERAGE = 1_000;

/** What a collector is at, and no row of its chain says yet. Findings and facts: those that changed lately. */
export const Work = z.strictObject({
  asOfSeq: z.int().nonnegative(),
  coveredMs: CalendarInstant.exactOptional(),
  coverage: z.array(Coverage).max(MOST_COVERAGE),
  run: Name.exactOptional(),
  traffic: z.array(Traffic).exactOptional(),
  findings: z.array(Finding).exactOptional(),
  facts: z.array(Facts).exactOptional(),
});
export type Work = z.output<typeof Work>;

export const HeartbeatRequest = z.strictObject({
  said: z.strictObject({
    run: Name,
    version: Text.max(100),
    headSeq: z.int().nonnegative(),
    waitingSinceMs: CalendarInstant.exactOptional(),
    configuration: Text.max(100).exactOptional(),
    trouble: Text.max(500).exactOptional(),
  }),
  work: Work,
});
export type HeartbeatRequest = z.output<typeof HeartbeatRequest>;

/** Who shares the devices of a zone from an instant on. */
const LeaseAnswer = z.object({
  zone: z.string(),
  epoch: z.int().positive(),
  fromMs: CalendarInstant,
  collectors: z.array(z.string()),
  reason: z.string(),
});

export const HeartbeatAnswer = z.object({
  /** By the clock of the hub. */
  nowMs: CalendarInstant,
  head: HeadAnswer,
  /** Names the configuration that is in force; see `GET /configuration`. */
  configuration: z.string().optional(),
  /** Of the zone of the collector, those that were granted last, the one in force at the end. */
  leases: z.array(LeaseAnswer),
  /** How soon the hub wants to hear again: the sooner, the sooner another watches for who is silent. */
  againInMs: z.int().positive().optional(),
  /** Two processes speak under this name. */
  isDoubled: z.boolean(),
});
export type HeartbeatAnswer = z.output<typeof HeartbeatAnswer>;
