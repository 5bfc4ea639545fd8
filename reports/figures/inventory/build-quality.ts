import { clip } from '../../../core/time/intervals.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import { QUALITY_CODES, type QualityCode, type QualityFigures } from '../document/inventory-figures.ts';
import { isInScope, isSecret, type PlacedDevice } from '../document/placed-devices.ts';
import { readDeviceNames } from '../measured/device-names.ts';
import type { LastStates } from './last-states.ts';

type Input = Pick<FiguresInput, 'inventory' | 'window' | 'scope' | 'given' | 'reader' | 'recordedBeforeMs'>;

/** What the inventory does not say of devices that are there at the end, and what camwatch never measured. */
export function buildQuality(
  input: Input,
  placed: readonly PlacedDevice[],
  states: LastStates,
): QualityFigures {
  const lacking = new Map<QualityCode, { devices: number; readonly examples: string[] }>(
    QUALITY_CODES.map((code) => [code, { devices: 0, examples: [] }]),
  );
  const note = (code: QualityCode, id: string, canName: boolean) => {
    const row = lacking.get(code);
    if (!row) return;
    row.devices++;
    if (canName && row.examples.length < input.given.mostListed) row.examples.push(id);
  };
  for (const one of placed) {
    const canName = input.given.secretSites === 'include' || !isSecret(one);
    for (const code of lacksOf(one, input)) note(code, one.device.id, canName);
    if (wasInService(one, input) && !states.has(one.device.id))
      note('never-measured', one.device.id, canName);
  }
  for (const { id, canName } of undatedDevices(input)) note('undated', id, canName);
  return {
    devices: placed.length,
    rows: [...lacking].map(([id, row]) => ({ id, ...row, ...(id === 'no-agency' && withNames(row, input)) })),
  };
}

/** Whose a device is can be asked only of one that is named. */
function withNames(
  { devices, examples }: { readonly devices: number; readonly examples: readonly string[] },
  { reader, recordedBeforeMs }: Input,
) {
  if (devices === 0) return {};
  const names = readDeviceNames(reader, examples, recordedBeforeMs);
  return {
    named: examples.map((id) => ({ id, name: names.get(id) ?? id })),
    notNamed: devices - examples.length,
  };
}

function* lacksOf({ entry, site, area }: PlacedDevice, { inventory, window }: Input): Generator<QualityCode> {
  const atMs = window.toMs - 1;
  const hasEnded = (validToMs: number | undefined) => validToMs !== undefined && validToMs <= atMs;
  if (entry.agency === undefined) yield 'no-agency';
  else if (hasEnded(valueAt(inventory.agencies.get(entry.agency), atMs)?.validToMs)) yield 'agency-ended';
  if (!area) yield 'no-area';
  else if (hasEnded(area.validToMs)) yield 'area-ended';
  if (site?.longitude === undefined || site.latitude === undefined) yield 'no-coordinates';
  if (entry.contracts.length === 0) yield 'no-contract';
  if (!entry.certificate) yield 'no-certificate';
  if (entry.programme === undefined) yield 'no-programme';
  if (!entry.hasSerial) yield 'no-serial';
  if (entry.kind === 'camera' && entry.cameraClass === undefined) yield 'no-class';
}

const wasInService = ({ device }: PlacedDevice, { window }: Input): boolean =>
  clip(device.service, window).length > 0;

interface Undated {
  readonly id: string;
  readonly canName: boolean;
}

/** On the list, and no step of their life has a date that has come: they are not there, whatever hangs on the pole. */
function undatedDevices({ inventory, window, scope, given }: Input): readonly Undated[] {
  const atMs = window.toMs - 1;
  const undated: Undated[] = [];
  for (const { id, versions, lifecycle } of inventory.devices.values()) {
    const entry = valueAt(versions, atMs);
    if (!entry || !isInScope(entry, scope) || lifecycle.some((step) => step.atMs <= atMs)) continue;
    const site = valueAt(inventory.sites.get(entry.site), atMs);
    undated.push({ id, canName: given.secretSites === 'include' || site?.secrecy !== 'secret' });
  }
  return undated.sort((a, b) => (a.id < b.id ? -1 : 1));
}
