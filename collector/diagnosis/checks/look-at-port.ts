import { setTimeout as wait } from 'node:timers/promises';
import type { InterfaceSample } from '../../../core/domain/device-report.ts';
import type { Device } from '../../../core/domain/inventory.ts';
import { probeBatch, type Task } from '../../scheduler/probe-batch.ts';
import { isScheduled, type ScheduledWatch } from '../../scheduler/watch-list.ts';
import type { Asking } from './asking.ts';
import { plainDetail } from './check-run.ts';
import type { City } from './city.ts';
import { type InterfacePoll, measureRate } from './measure-rate.ts';
import type { PortLook } from './surroundings.ts';

/** Asks the switch about the port that a device hangs on, twice, so that what flows can be told. */
export async function lookAtPort(
  { device, name }: NonNullable<Device['attachedTo']>,
  { watches }: Pick<City, 'watches'>,
  asking: Asking,
): Promise<PortLook> {
  const watch = watches.find(
    (one): one is ScheduledWatch =>
      isScheduled(one) && one.device.id === device && one.check.prober === 'snmp',
  );
  if (watch === undefined) return { device, name, failure: 'it has no check by snmp' };
  const task: Task = { watch: { ...watch, interfaces: [name] }, depth: 'health' };
  const first = await poll(task, asking);
  if (!first.outcome.ok) {
    return { device, name, failure: plainDetail(first.outcome.detail) };
  }
  await wait(asking.pollsApartMs, undefined, { signal: asking.stop });
  const second = await poll(task, asking);
  const before = interfaceOf(first, name);
  const after = interfaceOf(second, name) ?? before;
  if (after === undefined) return { device, name, failure: `it has no interface ${name}` };
  const rate = measureRate(first, second, after.index);
  const poe = (second.outcome.report ?? first.outcome.report)?.poePorts?.find(
    (port) => port.interface === name,
  );
  return {
    device,
    name,
    sample: after,
    ...(poe && { poe }),
    ...(rate?.ok && {
      fromDeviceBitsPerSecond: rate.inBitsPerSecond,
      toDeviceBitsPerSecond: rate.outBitsPerSecond,
    }),
  };
}

async function poll(task: Task, asking: Asking): Promise<InterfacePoll> {
  const { outcomes, sentMs } = await probeBatch(asking.engines.snmp, [task], asking);
  return { sentMs, outcome: outcomes[0] ?? { ok: false, reason: 'internal', detail: 'no outcome' } };
}

const interfaceOf = ({ outcome }: InterfacePoll, name: string): InterfaceSample | undefined =>
  outcome.report?.interfaces?.find((one) => one.name === name);
