import type { VirtualDevice } from '../../device/virtual-device.ts';

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
    case 'Hanwha Vision':
      return { description: `${maker} ${model}`, objectIdentifier: `${ENTERPRISES}.36849` };
    case 'APC':
      return {
        description: `APC Web/SNMP Management Card (${model})`,
        objectIdentifier: `${ENTERPRISES}.318.1.3`,
      };
    default:
      return { description: `Linux ${device.name}`, objectIdentifier: NET_SNMP_LINUX };
  }
}
