import { createMeter, type Meter } from './meter.ts';
import type { InterfaceRate } from './traffic-plan.ts';
import type { VirtualAccess, VirtualDevice, VirtualInterface, VirtualSnmpAccess } from './virtual-device.ts';
import type { InterfaceTruth } from './virtual-devices.ts';
import { faultKey, type VirtualFault } from './virtual-fault.ts';

/** One device as it is now: its plan, changed by the faults in force. All its protocols show the same. */
export interface DeviceState {
  readonly device: VirtualDevice;
  readonly has: (kind: VirtualFault['kind']) => boolean;
  readonly serial: () => string;
  /** What opens it now. */
  readonly access: () => VirtualAccess;
  /** What its own clock says (epoch ms). */
  readonly clockMs: () => number;
  readonly uptimeMs: (atMs: number) => number;
  readonly engineBoots: () => number;
  readonly ports: readonly PortState[];
  readonly isChannelLost: (channel: number) => boolean;
  readonly truth: (atMs: number) => InterfaceTruth[];
  readonly nowMs: () => number;
  readonly set: (fault: VirtualFault) => void;
  readonly clear: (fault: VirtualFault) => void;
  readonly setRate: (rate: InterfaceRate) => void;
}

export interface PortState {
  readonly planned: VirtualInterface;
  readonly oper: () => VirtualInterface['oper'];
  /** What the counters show: they begin anew when the agent restarts. */
  readonly inOctets: (atMs: number) => number;
  readonly outOctets: (atMs: number) => number;
  /** `sysUpTime` of the last change of its state. */
  readonly lastChangeMs: () => number;
}

const FIRST_ENGINE_BOOTS = 7;

export function createDeviceState(device: VirtualDevice, nowMs: () => number): DeviceState {
  const faults = new Map<string, VirtualFault>();
  const find = <Kind extends VirtualFault['kind']>(kind: Kind) =>
    faults.values().find((fault): fault is Extract<VirtualFault, { kind: Kind }> => fault.kind === kind);
  const madeMs = nowMs();
  let bootedMs = madeMs - device.uptimeMs;
  let engineBoots = FIRST_ENGINE_BOOTS;
  const uptimeMs = (atMs: number) => Math.max(0, atMs - bootedMs);
  const ports = device.interfaces.map((planned) =>
    createPort(planned, madeMs, () => faults.has(faultKey({ kind: 'port-down', interface: planned.name }))),
  );
  const restart = (boots: 'raised' | 'kept') => {
    bootedMs = nowMs();
    if (boots === 'raised') engineBoots++;
    for (const port of ports) port.restart(bootedMs);
  };
  const noteChange = (fault: VirtualFault) => {
    if (fault.kind !== 'port-down') return;
    const port = ports.find(({ planned }) => planned.name === fault.interface);
    port?.noteChange(uptimeMs(nowMs()));
  };
  return {
    device,
    ports,
    nowMs,
    has: (kind) => find(kind) !== undefined,
    serial: () => find('serial-swapped')?.serial ?? device.serial,
    access: () => (find('wrong-password') ? withOtherSecrets(device.access) : device.access),
    clockMs: () => nowMs() + (find('clock-drift')?.offsetMs ?? 0),
    uptimeMs,
    engineBoots: () => engineBoots,
    isChannelLost: (channel) =>
      faults.has(faultKey({ kind: 'channel-lost', channel })) ||
      device.channels.some(({ number, video }) => number === channel && video === 'lost'),
    truth: (atMs) =>
      ports.map(({ planned, meters }) => ({
        name: planned.name,
        inOctets: meters.in.read(atMs),
        outOctets: meters.out.read(atMs),
      })),
    set: (fault) => {
      if (fault.kind === 'agent-restart') restart(fault.boots);
      faults.set(faultKey(fault), fault);
      noteChange(fault);
    },
    clear: (fault) => {
      if (faults.delete(faultKey(fault))) noteChange(fault);
    },
    setRate: (rate) => {
      const port = ports.find(({ planned }) => planned.name === rate.interface);
      const atMs = nowMs();
      port?.meters.in.setRate(rate.in, atMs);
      port?.meters.out.setRate(rate.out, atMs);
    },
  };
}

interface OwnedPort extends PortState {
  readonly meters: { readonly in: Meter; readonly out: Meter };
  readonly restart: (atMs: number) => void;
  readonly noteChange: (uptimeMs: number) => void;
}

function createPort(planned: VirtualInterface, madeMs: number, isDown: () => boolean): OwnedPort {
  const meters = { in: createMeter(madeMs), out: createMeter(madeMs) };
  let shift = { in: planned.inOctetsAtStart, out: planned.outOctetsAtStart };
  let lastChangeMs = 0;
  return {
    planned,
    meters,
    oper: () => (isDown() ? 'down' : planned.oper),
    inOctets: (atMs) => Math.max(0, meters.in.read(atMs) + shift.in),
    outOctets: (atMs) => Math.max(0, meters.out.read(atMs) + shift.out),
    lastChangeMs: () => lastChangeMs,
    restart: (atMs) => {
      shift = { in: -meters.in.read(atMs), out: -meters.out.read(atMs) };
      lastChangeMs = 0;
    },
    noteChange: (uptimeMs) => {
      lastChangeMs = uptimeMs;
    },
  };
}

/** Somebody changed everything that opens it. */
function withOtherSecrets({ login, snmp }: VirtualAccess): VirtualAccess {
  return {
    ...(login && { login: { ...login, password: otherThan(login.password) } }),
    ...(snmp && { snmp: withOtherSnmpSecrets(snmp) }),
  };
}

function withOtherSnmpSecrets(snmp: VirtualSnmpAccess): VirtualSnmpAccess {
  if (snmp.version !== '3') return { ...snmp, community: otherThan(snmp.community) };
  const { auth, privacy } = snmp;
  return {
    ...snmp,
    ...(auth && { auth: { ...auth, password: otherThan(auth.password) } }),
    ...(privacy && { privacy: { ...privacy, password: otherThan(privacy.password) } }),
  };
}

const otherThan = (secret: string): string => `${secret}-changed`;
