import type {
  ChannelSource,
  DiskSource,
  MakerProfile,
  SensorSource,
} from '../../config/makers/maker-schema.ts';
import type { TextSource } from '../../config/makers/maker-values.ts';
import type { Channel, Disk, Identity, Sensor } from '../../core/domain/device-report.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { parseQuantity } from './parse-quantity.ts';
import { readRows } from './read-rows.ts';
import { textOf } from './read-value.ts';
import type { Agent } from './session/create-agent.ts';
import type { SnmpValue } from './session/snmp-value.ts';

/** Reads model, serial number, firmware and name where the profiles say they are: what the first leaves open, the next fills. */
export async function readIdentity(agent: Agent, profiles: readonly MakerProfile[]): Promise<Identity> {
  const fields = ['model', 'serial', 'firmware', 'name'] as const;
  const places = profiles.flatMap(({ identity }) => fields.flatMap((field) => identity[field]));
  const scalars = places.filter(({ oid }) => !oid.includes('*')).map(({ oid }) => oid);
  const values = new Map(await agent.get([...new Set(scalars)], 'identity'));
  for (const { oid } of places.filter((place) => place.oid.includes('*'))) {
    // The first row will do: a device has one model.
    const [row] = (await readRows(agent, { text: oid }, 'identity')).values();
    const value = row?.get('text');
    if (value) values.set(oid, value);
  }
  const find = (field: (typeof fields)[number]) =>
    firstText(
      profiles.flatMap(({ identity }) => identity[field]),
      values,
    );
  return omitUndefined({
    model: find('model'),
    serial: find('serial'),
    firmware: find('firmware'),
    name: find('name'),
  });
}

function firstText(
  places: readonly TextSource[],
  values: ReadonlyMap<string, SnmpValue>,
): string | undefined {
  for (const place of places) {
    const text = placedText(place, values.get(place.oid));
    if (text !== undefined) return text;
  }
  return undefined;
}

function placedText({ pattern }: TextSource, value: SnmpValue | undefined): string | undefined {
  const text = textOf(value);
  if (text === undefined || pattern === undefined) return text;
  return pattern.exec(text)?.[1]?.trim() || undefined;
}

export async function readDisks(agent: Agent, sources: readonly DiskSource[]): Promise<Disk[]> {
  const disks: Disk[] = [];
  for (const source of sources) {
    const { name, state, size, free } = source;
    const rows = await readRows(agent, oidsOf({ name, state, size, free }), 'disks');
    for (const [index, row] of rows) {
      const sizeBytes = size && parseQuantity(row.get('size'), 'bytes', size);
      // A slot of a card without a card.
      if (state === undefined && (sizeBytes === undefined || sizeBytes === 0)) continue;
      disks.push(
        omitUndefined({
          name: (name && placedText(name, row.get('name'))) ?? `disk ${shortIndex(index)}`.trim(),
          state: (state && stateOf(state.map, row.get('state'))) ?? 'unknown',
          sizeBytes,
          freeBytes: free && parseQuantity(row.get('free'), 'bytes', free),
        }),
      );
    }
  }
  return disks;
}

export async function readChannels(agent: Agent, sources: readonly ChannelSource[]): Promise<Channel[]> {
  const channels: Channel[] = [];
  for (const { name, video, recording } of sources) {
    const rows = await readRows(agent, oidsOf({ name, video, recording }), 'channels');
    for (const [index, row] of rows) {
      const number = Number(shortIndex(index));
      if (!Number.isSafeInteger(number)) continue;
      channels.push(
        omitUndefined({
          number,
          name: name && placedText(name, row.get('name')),
          video: (video && stateOf(video.map, row.get('video'))) ?? 'unknown',
          recording: (recording && stateOf(recording.map, row.get('recording'))) ?? 'unknown',
        }),
      );
    }
  }
  return channels;
}

export async function readMakerSensors(agent: Agent, sources: readonly SensorSource[]): Promise<Sensor[]> {
  const sensors: Sensor[] = [];
  for (const { name, quantity, value } of sources) {
    const rows = await readRows(agent, { value: value.oid }, name);
    for (const [index, row] of rows) {
      const number = parseQuantity(row.get('value'), quantity, value);
      const label = rows.size > 1 ? `${name} ${shortIndex(index)}` : name;
      if (number !== undefined) sensors.push({ name: label, quantity, value: number });
    }
  }
  return sensors;
}

function oidsOf<Name extends string>(
  places: Readonly<Record<Name, { readonly oid: string } | undefined>>,
): Partial<Record<Name, string>> {
  const oids: Partial<Record<Name, string>> = {};
  for (const name in places) {
    const oid = places[name]?.oid;
    if (oid !== undefined) oids[name] = oid;
  }
  return oids;
}

function stateOf<State>(map: ReadonlyMap<string, State>, value: SnmpValue | undefined): State | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : map.get(text);
}

/** Some agents end even the objects of rows with .0, as if they were scalars. */
function shortIndex(index: string): string {
  return index.replace(/\.0$/, '');
}
