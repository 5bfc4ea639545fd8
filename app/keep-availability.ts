import type { MeasurementWriter } from '../collector/influx/create-influx.ts';
import type { Config } from '../config/load-config.ts';
import type { Device } from '../core/inventory.ts';
import type { ChangeBatch } from '../core/sinks.ts';
import { deviceEntity, INDICATORS, type Indicator } from '../core/state.ts';
import { minutes } from '../core/units.ts';
import type { LedgerReader } from '../ledger/read-ledger.ts';
import { computeAvailability } from '../settlement/availability.ts';
import { createTouchedHours } from '../settlement/touched-hours.ts';

/** Copies hourly figures from the ledger to InfluxDB: the hours that grew, and those that a backdated change touched. */
export interface AvailabilityKeeper {
  /** To be told of every batch once it is in the ledger. */
  readonly note: (batch: ChangeBatch) => void;
  readonly update: () => void;
}

export interface AvailabilityKeeperOptions {
  readonly reader: LedgerReader;
  readonly writer: Pick<MeasurementWriter, 'writeAvailability'>;
  readonly config: () => Pick<Config, 'settings' | 'inventory'>;
}

const SMALL_FLEET = 20_000;

/** How often the figures are brought up to date: a large fleet's hour takes a noticeable part of a second to add up. */
export const availabilityEveryMs = (deviceCount: number): number =>
  deviceCount <= SMALL_FLEET ? minutes(1) : minutes(10);

export function createAvailabilityKeeper({
  reader,
  writer,
  config,
}: AvailabilityKeeperOptions): AvailabilityKeeper {
  const touched = createTouchedHours();
  return {
    note: touched.add,
    update: () => {
      const { settings, inventory } = config();
      const { everybody, fromMsByEntity } = touched.take();
      if (everybody === undefined) return;
      const indicators = (device: Device): readonly Indicator[] =>
        INDICATORS.filter((indicator) => settings.profiles[device.profile]?.[indicator] !== undefined);
      const write = (fromMs: number, devices: readonly Device[]) => {
        const period = { fromMs, toMs: everybody.toMs };
        // The record ends with the coverage: what comes after it is not yet unknown, only not yet seen.
        writer.writeAvailability(
          computeAvailability(reader, { period, untilMs: everybody.toMs, devices, indicators }),
        );
      };
      const measured = [...inventory.devices.values()].filter(({ address }) => address !== undefined);
      write(everybody.fromMs, measured);
      const earlier = measured.filter(
        ({ id }) => (fromMsByEntity.get(deviceEntity(id)) ?? everybody.fromMs) < everybody.fromMs,
      );
      const byHour = Map.groupBy(
        earlier,
        ({ id }) => fromMsByEntity.get(deviceEntity(id)) ?? everybody.fromMs,
      );
      for (const [fromMs, devices] of byHour) write(fromMs, devices);
    },
  };
}
