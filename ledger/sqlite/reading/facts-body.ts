import { z } from 'zod';
import type { Json } from '../../../core/text/canonical-json.ts';
import { parseJson } from '../../../core/text/parse-json.ts';
import type { RecordedFacts } from '../../record/devices.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** The columns of `device_facts`, but for the device and the time. */
export function buildFactsBody(facts: RecordedFacts): { readonly [key: string]: Json | undefined } {
  const { deviceId: _device, observedMs: _observed, identity, streams, disks, networkTime, ...rest } = facts;
  return {
    observedMsByPart: { ...rest.observedMsByPart },
    observedMsByStream: { ...rest.observedMsByStream },
    identity: identity && { ...identity },
    streams: streams?.map((stream) => ({ ...stream })),
    disks: disks?.map((disk) => ({ ...disk })),
    networkTime: networkTime && { ...networkTime },
    certificate: rest.certificate && { ...rest.certificate },
    oldestRecordingMs: rest.oldestRecordingMs,
  };
}

/** @throws LEDGER_CORRUPT where the row is none that this program writes. */
export function parseFactsRow(row: SqlRow): RecordedFacts {
  const deviceId = textOf(row, 'device');
  const body = FactsBody.safeParse(parseJson(textOf(row, 'body')));
  if (body.success) return { deviceId, observedMs: integerOf(row, 'observed_ms'), ...body.data };
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: expected what is known of ${deviceId} as JSON, got ${textOf(row, 'body').slice(0, 200)}`,
  );
}

const text = z.string().exactOptional();
const number = z.number().exactOptional();

const FactsBody = z.object({
  observedMsByPart: z.object({
    identity: number,
    streams: number,
    disks: number,
    networkTime: number,
    certificate: number,
    oldestRecordingMs: number,
  }),
  observedMsByStream: z.record(z.string(), z.number()),
  identity: z
    .object({
      maker: text,
      model: text,
      serial: text,
      firmware: text,
      name: text,
      description: text,
      location: text,
      makerProfile: text,
    })
    .exactOptional(),
  streams: z
    .array(
      z.object({
        id: z.string(),
        name: text,
        codec: text,
        width: number,
        height: number,
        framesPerSecond: number,
        bitsPerSecond: number,
        streamAddress: text,
        snapshotAddress: text,
      }),
    )
    .exactOptional(),
  disks: z
    .array(
      z.object({
        name: z.string(),
        state: z.enum(['ok', 'full', 'failed', 'missing', 'unknown']),
        sizeBytes: number,
        freeBytes: number,
      }),
    )
    .exactOptional(),
  networkTime: z.object({ source: z.enum(['ntp', 'manual']), servers: z.array(z.string()) }).exactOptional(),
  certificate: z
    .object({
      subject: z.string(),
      isSelfSigned: z.boolean(),
      validToMs: z.number(),
      sha256: z.string(),
    })
    .exactOptional(),
  oldestRecordingMs: number,
});
