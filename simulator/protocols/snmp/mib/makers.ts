import type { DeviceState } from '../../device-state.ts';
import type { VirtualDevice } from '../../virtual-device.ts';
import { type MibObject, scalar } from '../mib.ts';
import { integer, ipAddress, text } from '../values.ts';

const ENTERPRISES = '1.3.6.1.4.1';
/** What an agent of net-snmp says of itself: many makers leave it so. */
const NET_SNMP_LINUX = `${ENTERPRISES}.8072.3.2.10`;

const HIKVISION_CAMERA = `${ENTERPRISES}.39165.1`;
const HIKVISION_RECORDER = `${ENTERPRISES}.50001`;
const DAHUA = `${ENTERPRISES}.1004849`;

/** sysDescr and sysObjectID, as the makers set them. Numbers of enterprises are those of IANA's list. */
export function describeMaker(device: VirtualDevice): {
  readonly description: string;
  readonly objectIdentifier: string;
} {
  const { maker, model, firmware, kind } = device;
  switch (maker) {
    case 'Hikvision':
      return kind === 'nvr'
        ? { description: 'Hikvision company products', objectIdentifier: HIKVISION_RECORDER }
        : { description: model, objectIdentifier: HIKVISION_CAMERA };
    case 'Dahua':
      return { description: model, objectIdentifier: `${DAHUA}.3.2.10` };
    case 'Axis':
      return {
        description: ` ; AXIS ${model}; Network Camera; ${firmware}; ; `,
        objectIdentifier: `${ENTERPRISES}.368.1.1`,
      };
    case 'Zyxel':
      return { description: model, objectIdentifier: `${ENTERPRISES}.890.1.15` };
    case 'Advantech':
      return { description: 'Switch', objectIdentifier: `${ENTERPRISES}.10297.202` };
    case 'MikroTik':
      return { description: `RouterOS ${model}`, objectIdentifier: `${ENTERPRISES}.14988.1` };
    case 'Juniper':
      return {
        description: `Juniper Networks, Inc. ${model} Ethernet Switch, kernel JUNOS ${firmware}`,
        objectIdentifier: `${ENTERPRISES}.2636.1.1.1`,
      };
    case 'Cisco':
      return {
        description: `Cisco IOS XR Software (${model}), Version ${firmware}`,
        objectIdentifier: `${ENTERPRISES}.9.1`,
      };
    case 'APC':
      return {
        description: `APC Web/SNMP Management Card (${model})`,
        objectIdentifier: `${ENTERPRISES}.318.1.3`,
      };
    default:
      return { description: `Linux ${device.name}`, objectIdentifier: NET_SNMP_LINUX };
  }
}

/** Objects of a maker's own that are known from devices. */
export function makerObjects(state: DeviceState): MibObject[] {
  const { maker, kind } = state.device;
  if (maker === 'Hikvision') return kind === 'nvr' ? hikvisionRecorder(state) : hikvisionCamera(state);
  return maker === 'Dahua' ? dahua(state) : [];
}

function hikvisionCamera({ device }: DeviceState): MibObject[] {
  const codec = device.streams[0]?.codec === 'h265' ? 'H.265' : 'H.264';
  return [
    scalar(`${HIKVISION_CAMERA}.1`, () => text(device.model)),
    scalar(`${HIKVISION_CAMERA}.3`, () => text(device.firmware)),
    scalar(`${HIKVISION_CAMERA}.7`, () => text('15 PERCENT')),
    scalar(`${HIKVISION_CAMERA}.10`, () => text('512 MB')),
    scalar(`${HIKVISION_CAMERA}.11`, () => text('83 PERCENT')),
    scalar(`${HIKVISION_CAMERA}.21`, () => text(codec)),
  ];
}

function hikvisionRecorder({ device, serial }: DeviceState): MibObject[] {
  return [
    scalar(`${HIKVISION_RECORDER}.1.1`, () => ipAddress(device.endpoints.snmp?.address ?? '0.0.0.0')),
    scalar(`${HIKVISION_RECORDER}.1.3`, () => text(serial())),
  ];
}

function dahua({ device, serial }: DeviceState): MibObject[] {
  return [
    scalar(`${DAHUA}.2.1.1.1`, () => text(device.firmware)),
    scalar(`${DAHUA}.2.1.2.4`, () => text(serial())),
    scalar(`${DAHUA}.2.1.2.6`, () => text(device.model)),
    scalar(`${DAHUA}.2.1.2.8`, () => integer(1)),
  ];
}
