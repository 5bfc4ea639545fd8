import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import type { MeasurementHealth } from '../../../core/domain/sinks.ts';
import { type DeliveryOptions, type LineDelivery, openDelivery } from './open-delivery.ts';

export interface DeliveriesOptions extends Omit<DeliveryOptions, 'onMode'> {
  /** Of the servers in `influx.also`, in their order. */
  readonly alsoPasswords?: readonly (Secret | undefined)[];
}

/**
 * Brings every line to each server of the settings, over a queue of its own: one that is away keeps no other waiting.
 * Receipts are those of the first, which charts are drawn from.
 * @throws InfluxUrlError when an address carries a password.
 */
export function openDeliveries(
  { alsoPasswords = [], password, ...options }: DeliveriesOptions,
  { also, ...first }: NonNullable<Settings['influx']>,
): LineDelivery {
  const away = new Set<string>();
  const open = (target: Omit<NonNullable<Settings['influx']>, 'also'>, secret: Secret | undefined) => {
    const onMode = (isWriting: boolean) => {
      if (isWriting) away.delete(target.queueDir);
      else away.add(target.queueDir);
      options.metrics.camwatch_influx_up.set(away.size === 0 ? 1 : 0);
    };
    return openDelivery({ ...options, onMode, ...(secret && { password: secret }) }, target);
  };
  const one = open(first, password);
  if (also.length === 0) return one;
  const all = [one, ...also.map((target, place) => open({ ...first, ...target }, alsoPasswords[place]))];
  return {
    add: (...line) => {
      for (const { add } of all) add(...line);
    },
    setControlLine: (line) => {
      for (const { setControlLine } of all) setControlLine(line);
    },
    onDropped: one.onDropped,
    openReceipt: one.openReceipt,
    health: () => sumUp(all.map(({ health }) => health())),
    tick: () => {
      for (const { tick } of all) tick();
    },
    close: async () => void (await Promise.all(all.map(({ close }) => close()))),
  };
}

/** Mode, fault and notice are those of the first server that does not take writes, or of the first of all. */
function sumUp(all: readonly MeasurementHealth[]): MeasurementHealth {
  const told = all.find(({ mode }) => mode === 'queueing') ?? all.find(({ notice }) => notice) ?? all[0];
  if (told === undefined) throw new Error('expected a server that measurements go to');
  const sum = (count: (health: MeasurementHealth) => number) =>
    all.reduce((total, one) => total + count(one), 0);
  return {
    ...told,
    queuedBytes: sum(({ queuedBytes }) => queuedBytes),
    queuedPoints: sum(({ queuedPoints }) => queuedPoints),
    droppedPoints: sum(({ droppedPoints }) => droppedPoints),
    setAsidePoints: sum(({ setAsidePoints }) => setAsidePoints),
  };
}
