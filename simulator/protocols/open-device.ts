import { createDeviceState, type DeviceState } from './device/device-state.ts';
import type { Listener } from './device/listener.ts';
import { createLoginLock } from './device/login-lock.ts';
import type { VirtualDevice, VirtualEndpoint, VirtualEndpoints } from './device/virtual-device.ts';
import type { VirtualFault } from './device/virtual-fault.ts';
import { listenDiscovery } from './onvif/listen-discovery.ts';
import { listenOnvif } from './onvif/listen-onvif.ts';
import { createOnvifService } from './onvif/onvif-service.ts';
import { listenRtsp } from './rtsp/listen-rtsp.ts';
import type { PicturePool } from './rtsp/player.ts';
import { createRtspService } from './rtsp/rtsp-service.ts';
import { type AgentPool, createAgent } from './snmp/agent.ts';
import { listenSnmp } from './snmp/listen-snmp.ts';

/** A device that listens. */
export interface OpenDevice {
  readonly state: DeviceState;
  readonly endpoints: () => VirtualEndpoints;
  readonly set: (fault: VirtualFault) => Promise<void>;
  readonly clear: (fault: VirtualFault) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Protocol = keyof VirtualEndpoints;

/** What the devices of a thread share. */
export interface DevicePool extends AgentPool {
  readonly pictures: PicturePool;
}

/** Opens every port of a device; a port 0 is settled here, and stays the same when the device is silent for a while. */
export async function openDevice(
  planned: VirtualDevice,
  pool: DevicePool,
  nowMs: () => number,
): Promise<OpenDevice> {
  let endpoints = planned.endpoints;
  const device: VirtualDevice = {
    ...planned,
    get endpoints() {
      return endpoints;
    },
  };
  const state = createDeviceState(device, nowMs);
  const { lockAfter, lockForMs } = device.onvif ?? {};
  const lock = createLoginLock({ lockAfter, lockForMs, nowMs });
  const agent = createAgent(state, pool);
  const onvif = createOnvifService(state, lock);
  const rtsp = createRtspService(state, lock, pool.pictures);
  const opening: Readonly<Record<Protocol, (endpoint: VirtualEndpoint) => Promise<Listener>>> = {
    snmp: (endpoint) => listenSnmp(endpoint, agent),
    onvif: (endpoint) => listenOnvif(endpoint, onvif),
    rtsp: (endpoint) => listenRtsp(endpoint, rtsp),
    discovery: (endpoint) => listenDiscovery(endpoint, state),
  };
  const listeners = new Map<Protocol, Listener>();
  const open = async () => {
    for (const protocol of PROTOCOLS) {
      const endpoint = endpoints[protocol];
      if (endpoint === undefined || listeners.has(protocol)) continue;
      const listener = await opening[protocol](endpoint);
      listeners.set(protocol, listener);
      endpoints = { ...endpoints, [protocol]: { ...endpoint, port: listener.port } };
    }
  };
  const close = async () => {
    const closing = [...listeners.values()].map((listener) => listener.close());
    listeners.clear();
    await Promise.all(closing);
  };
  await open();
  return {
    state,
    endpoints: () => endpoints,
    set: async (fault) => {
      state.set(fault);
      if (fault.kind === 'silent') await close();
    },
    clear: async (fault) => {
      state.clear(fault);
      if (fault.kind === 'silent') await open();
    },
    close,
  };
}

const PROTOCOLS: readonly Protocol[] = ['snmp', 'onvif', 'rtsp', 'discovery'];
