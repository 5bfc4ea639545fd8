import { createTrafficPlan, type InterfaceRate } from './device/traffic-plan.ts';
import type { VirtualDevice } from './device/virtual-device.ts';
import type { VirtualDevices } from './device/virtual-devices.ts';
import { faultKey, type VirtualFault } from './device/virtual-fault.ts';
import { createWorkerClient, VirtualDeviceError, type WorkerClient } from './worker-client.ts';

export interface VirtualDevicesOptions {
  /** Threads; by default one, or two for a large city. */
  readonly workers?: number;
}

const MANY_DEVICES = 400;

/**
 * Brings planned devices to life in threads of their own. Settles when every socket listens.
 * @throws a {@link VirtualDeviceError} when one cannot; nothing is left open then.
 */
export async function createVirtualDevices(
  plan: readonly VirtualDevice[],
  { workers = plan.length > MANY_DEVICES ? 2 : 1 }: VirtualDevicesOptions = {},
): Promise<VirtualDevices> {
  const clients = Array.from({ length: workers }, createWorkerClient);
  const close = async () => {
    await Promise.all(clients.map((client) => client.close()));
  };
  const homes = new Map<string, WorkerClient>();
  for (const [place, { id }] of plan.entries()) {
    const client = clients[place % clients.length];
    if (client) homes.set(id, client);
  }
  const homeOf = (deviceId: string) => {
    const home = homes.get(deviceId);
    if (home === undefined) throw new VirtualDeviceError(`there is no virtual device ${deviceId}`);
    return home;
  };
  const faults = new Map<string, Map<string, VirtualFault>>();
  const faultsOf = (deviceId: string) => faults.get(deviceId)?.values() ?? [];
  const traffic = createTrafficPlan(plan);
  const tellRates = async (rates: readonly InterfaceRate[]) => {
    const byHome = Map.groupBy(rates, ({ device }) => homeOf(device));
    await Promise.all([...byHome].map(([home, those]) => home.ask({ act: 'rates', rates: those })));
  };

  const open = async () => {
    const opened = await Promise.all(
      clients.map((client) =>
        client.ask({ act: 'open', devices: plan.filter(({ id }) => homes.get(id) === client) }),
      ),
    );
    await tellRates(traffic.all(faultsOf));
    return new Map(opened.flatMap(({ endpoints = [] }) => endpoints));
  };
  try {
    const endpoints = await open();
    return {
      endpoints,
      set: async (deviceId, fault) => {
        const home = homeOf(deviceId);
        faults.set(deviceId, (faults.get(deviceId) ?? new Map()).set(faultKey(fault), fault));
        await home.ask({ act: 'set', device: deviceId, fault });
        await tellRates(traffic.around(deviceId, faultsOf));
      },
      clear: async (deviceId, fault) => {
        const home = homeOf(deviceId);
        faults.get(deviceId)?.delete(faultKey(fault));
        await home.ask({ act: 'clear', device: deviceId, fault });
        await tellRates(traffic.around(deviceId, faultsOf));
      },
      counters: async (deviceId) => {
        const { counters } = await homeOf(deviceId).ask({ act: 'counters', device: deviceId });
        if (counters === undefined) throw new VirtualDeviceError(`there is no virtual device ${deviceId}`);
        return counters;
      },
      cpuMs: async () => {
        const each = await Promise.all(clients.map((client) => client.cpuMs()));
        return each.reduce((sum, one) => sum + one, 0);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
