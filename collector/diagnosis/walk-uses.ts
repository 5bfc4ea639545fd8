import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import { recogniseMaker } from '../snmp/recognise-maker.ts';
import type { SnmpValue } from '../snmp/session/snmp-value.ts';
import type { WalkRow } from '../snmp/walk-device.ts';
import { nameOfObject } from './walk-names.ts';

/** What a profile reads of a device: `identity.model`, where, and what stands there. */
export interface ProfileUse {
  readonly part: string;
  readonly oid: string;
  readonly found: readonly string[];
}

/** A branch of some maker, and how much is in it: what a new profile may be made of. */
export interface MakerBranch {
  readonly oid: string;
  readonly name: string | undefined;
  readonly objects: number;
}

/** Whose device it seems to be, by what was walked and the name in the inventory. */
export function recogniseWalked(
  rows: readonly WalkRow[],
  makers: readonly MakerProfile[],
  named: string | undefined,
): MakerProfile | undefined {
  const values = new Map(
    rows.map(({ oid, type, text }): [string, SnmpValue] => [
      oid,
      type === 'oid' ? { type, value: text } : { type: 'octets', value: Buffer.from(text) },
    ]),
  );
  return recogniseMaker(makers, values, named);
}

export function usesOf(
  { identity, disks, channels, sensors, oldestRecording, poePorts }: MakerProfile,
  rows: readonly WalkRow[],
): readonly ProfileUse[] {
  const places = {
    identity,
    disks,
    channels,
    sensors,
    oldest_recording: oldestRecording,
    poe_ports: poePorts,
  };
  return [...placesIn(places, '')].map(({ part, oid }) => ({ part, oid, found: textsAt(oid, rows) }));
}

/** Everything in a profile that has an `oid`, by the way to it. */
function* placesIn(value: unknown, part: string): Generator<{ readonly part: string; readonly oid: string }> {
  if (typeof value !== 'object' || value === null || value instanceof Map || value instanceof RegExp) return;
  if ('oid' in value && typeof value.oid === 'string') yield { part, oid: value.oid };
  for (const [name, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${name}]` : part === '' ? name : `.${name}`;
    yield* placesIn(inner, `${part}${step}`);
  }
}

const SHOWN = 4;

function textsAt(place: string, rows: readonly WalkRow[]): readonly string[] {
  const [before = '', after] = place.split('*');
  const isThere = ({ oid }: WalkRow) =>
    after === undefined ? oid === before : oid.startsWith(before) && oid.endsWith(after);
  return rows
    .filter(isThere)
    .slice(0, SHOWN)
    .map(({ text }) => text);
}

const ENTERPRISES = '1.3.6.1.4.1.';

export function makerBranches(rows: readonly WalkRow[]): readonly MakerBranch[] {
  const theirs = rows.filter(({ oid }) => oid.startsWith(ENTERPRISES));
  const byBranch = Map.groupBy(
    theirs,
    ({ oid }) => `${ENTERPRISES}${oid.slice(ENTERPRISES.length).split('.', 1)[0]}`,
  );
  return [...byBranch].map(([oid, { length }]) => ({ oid, name: nameOfObject(oid), objects: length }));
}
