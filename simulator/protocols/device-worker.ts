import { parentPort } from 'node:worker_threads';
import type { InterfaceRate } from './device/traffic-plan.ts';
import type { VirtualDevice, VirtualEndpoints } from './device/virtual-device.ts';
import type { VirtualCounters } from './device/virtual-devices.ts';
import type { VirtualFault } from './device/virtual-fault.ts';
import { type DevicePool, type OpenDevice, openDevice } from './open-device.ts';

/** What the thread is asked to do. */
export type DeviceRequest =
  | { readonly act: 'open'; readonly devices: readonly VirtualDevice[] }
  | { readonly act: 'set' | 'clear'; readonly device: string; readonly fault: VirtualFault }
  | { readonly act: 'rates'; readonly rates: readonly InterfaceRate[] }
  | { readonly act: 'counters'; readonly device: string }
  | { readonly act: 'close' };

export interface NumberedRequest {
  readonly id: number;
  readonly request: DeviceRequest;
}

/** Its answer: what was asked for, or an error text. */
export interface DeviceAnswer {
  readonly id: number;
  readonly error?: string;
  readonly endpoints?: readonly (readonly [string, VirtualEndpoints])[];
  readonly counters?: VirtualCounters;
}

/** The same clock in every thread, and never set back. */
const nowMs = (): number => performance.timeOrigin + performance.now();

const devices = new Map<string, OpenDevice>();
const pool: DevicePool = { oids: new Map(), digests: new Map(), pictures: new Map() };
let working = Promise.resolve();

parentPort?.on('message', ({ id, request }: NumberedRequest) => {
  // One after the other: a port that is being closed must be free before it is opened again.
  working = working
    .then(() => carryOut(request))
    .then(
      (answer) => parentPort?.postMessage({ id, ...answer } satisfies DeviceAnswer),
      (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies DeviceAnswer),
    );
});

async function carryOut(request: DeviceRequest): Promise<Omit<DeviceAnswer, 'id'>> {
  switch (request.act) {
    case 'open':
      for (const device of request.devices) devices.set(device.id, await openDevice(device, pool, nowMs));
      return { endpoints: [...devices].map(([id, device]) => [id, device.endpoints()]) };
    case 'set':
      await devices.get(request.device)?.set(request.fault);
      return {};
    case 'clear':
      await devices.get(request.device)?.clear(request.fault);
      return {};
    case 'rates':
      for (const rate of request.rates) devices.get(rate.device)?.state.setRate(rate);
      return {};
    case 'counters':
      return readCounters(request.device);
    case 'close':
      await Promise.all([...devices.values()].map((device) => device.close()));
      return {};
  }
}

function readCounters(id: string): Omit<DeviceAnswer, 'id'> {
  const state = devices.get(id)?.state;
  if (state === undefined) return {};
  const atMs = nowMs();
  return { counters: { atMs, uptimeMs: state.uptimeMs(atMs), interfaces: state.truth(atMs) } };
}
