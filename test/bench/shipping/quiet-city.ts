import { setTimeout as delay } from 'node:timers/promises';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { trafficDay } from '../../support/traffic-day.ts';

const LOOKED_AT_EVERY_MS = 3_600_000;
const DEVICES_OF_LINK = 10;
const DEVICES_OF_FINDING = 20;
/** As in a made-up year: 5,186,672 changes of 100,000 devices. */
const CHANGES_OF_DEVICE_A_SECOND = 5_186_672 / 100_000 / 365 / 86_400;

/**
 * What the collector of a quiet city writes beside, until `stop`: coverage every five seconds; every minute the day of each line (one for ten
 * devices), the findings that stand (one for twenty) and what was learnt of a sixtieth of the devices; now and then a change.
 */
export async function writeQuietCity(
  path: string,
  {
    collector,
    devices,
    stop,
  }: { readonly collector: string; readonly devices: number; readonly stop: AbortSignal },
): Promise<void> {
  const database = openStore(path, { nowMs: Date.now });
  const writer = createLedgerWriter(database, { collector, run: 'run-1' });
  const [fromMs, perMinute] = [Date.now(), Math.ceil((devices * 60_000) / LOOKED_AT_EVERY_MS)];
  const names = (every: number) =>
    Array.from({ length: Math.ceil(devices / every) }, (_, index) => `${collector}-cam-${index * every}`);
  let [owed, minute] = [0, 0];
  for (let look = 0; !stop.aborted; look++) {
    const atMs = Date.now();
    owed += devices * CHANGES_OF_DEVICE_A_SECOND * 5;
    const entity = `device:${collector}-cam-${look % devices}` as const;
    const changes =
      owed < 1 ? [] : [{ entity, indicator: 'reach' as const, state: 'up' as const, afterMs: atMs, atMs }];
    owed -= changes.length;
    const batch = { changes, coverage: [{ intervalMs: 60_000, fromMs, toMs: atMs }] };
    writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs: atMs }]);
    if (look % 12 === 0) {
      const date = new Date(atMs).toISOString().slice(0, 10);
      const rates = Array.from({ length: 1 + minute }, (_, index) => 1e6 * (index % 90));
      const open = names(DEVICES_OF_LINK).flatMap((linkId) =>
        (['in', 'out'] as const).map((direction) => trafficDay(rates, { linkId, direction, date })),
      );
      writer.recordTraffic({ open, closed: [] }, atMs);
      writer.noteFindings(
        names(DEVICES_OF_FINDING).map((id) => ({
          ...{ entity: `device:${id}` as const, code: 'firmware-old' as const, subject: '', isPresent: true },
          ...{ atMs, values: { expected: '2.840', found: '2.800' } },
        })),
      );
      const learnt = names(1)
        .slice((minute * perMinute) % devices)
        .slice(0, perMinute);
      writer.learnFacts(
        learnt.map((deviceId) => ({
          ...{ deviceId, observedMs: atMs },
          identity: { maker: 'Hanwha', model: 'QNV-6012R', firmware: '2.800', serial: deviceId },
        })),
      );
      minute += 1;
    }
    await delay(5_000, undefined, { signal: stop }).catch(() => undefined);
  }
  database.close();
}
