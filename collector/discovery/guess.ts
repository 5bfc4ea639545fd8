import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { DeviceKind } from '../../core/domain/inventory.ts';
import type { FoundDevice } from './found-device.ts';

/** Names and models of recorders, as makers have them. */
const RECORDER = /\b(?:[NDXH]VR|recorder)\b|^DS-[789]\d|^(?:DHI-)?(?:NVR|XVR|HCVR)/i;
const SWITCH = /switch|\bPoE\b/i;
const ROUTER = /router|gateway|RouterOS|firewall/i;
const UPS = /\bUPS\b/i;
/** More ports than a camera or a server has. */
const LEAST_SWITCH_INTERFACES = 6;

/** What a found device is, as far as it shows; `undefined` where it does not: a person must look. */
export function guessKind(found: FoundDevice): DeviceKind | undefined {
  const { identity, onvifTypes, interfaceCount = 0 } = found;
  const words = [found.name, found.hardware, identity?.model, identity?.description, identity?.name]
    .filter((text) => text !== undefined)
    .map((text) => text.trim());
  const says = (pattern: RegExp) => words.some((text) => pattern.test(text));
  if (onvifTypes.includes('NetworkVideoStorage') || says(RECORDER)) return 'nvr';
  if (found.speaksOnvif || found.rtspServer !== undefined || found.openPorts.includes(554)) return 'camera';
  if (says(UPS)) return 'ups';
  if (says(ROUTER)) return 'router';
  if (says(SWITCH) || interfaceCount >= LEAST_SWITCH_INTERFACES) return 'switch';
  return undefined;
}

/** Ports that only the devices of one maker listen on by default. */
const MAKER_PORTS: ReadonlyMap<number, string> = new Map([
  [37_777, 'dahua'],
  [8_000, 'hikvision'],
]);

/** The maker: as SNMP recognised it, else by its name in what the device says, else by a port of its own. */
export function guessMaker(found: FoundDevice, makers: readonly MakerProfile[]): string | undefined {
  if (found.identity?.maker !== undefined) return found.identity.maker;
  const said = [found.name, found.hardware, found.rtspServer].join(' ').toLowerCase();
  const named = makers.find(({ name, names }) =>
    [name, ...names].some((known) => known.length > 2 && said.includes(known.toLowerCase())),
  );
  if (named) return named.name;
  const isVideo = found.speaksOnvif || found.openPorts.includes(554);
  const id =
    isVideo && found.openPorts.map((port) => MAKER_PORTS.get(port)).find((maker) => maker !== undefined);
  return makers.find((maker) => maker.id === id)?.name;
}
