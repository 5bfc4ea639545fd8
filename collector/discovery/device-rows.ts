import { DEVICE_COLUMNS } from '../../config/inventory/device-table.ts';
import { type RenderedRow, renderCsv } from '../../config/inventory/render-fields.ts';
import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Device, DeviceKind } from '../../core/domain/inventory.ts';
import { toSlug } from '../../core/text/to-slug.ts';
import type { FoundDevice } from './found-device.ts';
import { guessKind, guessMaker } from './guess.ts';

/** Stands where only a person knows the answer: `check` refuses it, so that nobody forgets. */
export const TO_BE_NAMED = 'to-be-named';

export interface Proposal {
  readonly id: string;
  readonly name: string;
  readonly kind: DeviceKind | undefined;
  readonly profile: string;
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly address: string;
  readonly credentials?: string;
}

export interface ProposeOptions {
  readonly devices: ReadonlyMap<string, Device>;
  readonly settings: Settings;
  readonly makers: readonly MakerProfile[];
  /** The reference that SNMP was asked with. */
  readonly credentials: string | undefined;
}

/** What the inventory could say of a device that was found; ids are new to it. */
export function proposeDevices(found: readonly FoundDevice[], options: ProposeOptions): readonly Proposal[] {
  const taken = new Set(options.devices.keys());
  return found.map((one) => {
    const kind = guessKind(one);
    const maker = guessMaker(one, options.makers);
    const model = one.identity?.model ?? one.hardware;
    const serial = one.identity?.serial;
    const id = newId(`${kind ?? 'device'}-${one.address}`, taken);
    taken.add(id);
    const isAskedBySnmp = one.identity !== undefined && options.credentials !== undefined;
    return {
      id,
      name: safeText(one.identity?.name ?? one.name ?? `${model ?? kind ?? 'Device'} ${one.address}`),
      kind,
      profile: guessProfile(kind, options),
      address: one.address,
      ...(maker !== undefined && { maker: safeText(maker) }),
      ...(model !== undefined && { model: safeText(model) }),
      ...(serial !== undefined && { serial: safeText(serial) }),
      ...(isAskedBySnmp && { credentials: options.credentials }),
    };
  });
}

/** Rows of devices.csv, with every column, so that they can be put behind those that are there. */
export function renderProposals(proposals: readonly Proposal[]): string {
  const rows = proposals.map(
    ({ kind, ...proposal }): RenderedRow => ({ ...proposal, kind: kind ?? TO_BE_NAMED, site: TO_BE_NAMED }),
  );
  return renderCsv(Object.keys(DEVICE_COLUMNS), rows);
}

function newId(text: string, taken: ReadonlySet<string>): string {
  const slug = toSlug(text);
  if (!taken.has(slug)) return slug;
  let count = 2;
  while (taken.has(`${slug}-${count}`)) count++;
  return `${slug}-${count}`;
}

/** The profile that most devices of this kind have; a profile of its name where there is none yet. */
function guessProfile(kind: DeviceKind | undefined, { devices, settings }: ProposeOptions): string {
  const counts = new Map<string, number>();
  for (const device of devices.values()) {
    if (device.kind === kind) counts.set(device.profile, (counts.get(device.profile) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (most) return most[0];
  const named = Object.keys(settings.profiles).find((name) => kind !== undefined && name.startsWith(kind));
  return named ?? TO_BE_NAMED;
}

/** Devices choose their names: none may begin as a formula does where the file is opened in a spreadsheet. */
function safeText(text: string): string {
  return text.replace(/^[=+\-@\s]+/, '') || '?';
}
