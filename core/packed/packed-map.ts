import { createIndexedMap, type IndexedMap } from './indexed-map.ts';
import { findPackedId, type PackedIds, packIds, readPackedId } from './packed-ids.ts';
import { createTextPacker, type PackedTexts, readPackedText } from './packed-texts.ts';
import { createSharedMembers } from './shared-members.ts';

/**
 * A map of objects in shared memory: a message to another thread carries it without a copy. Nobody writes to it any more.
 * A member that many values have alike is there once.
 */
export interface PackedMap {
  readonly size: number;
  readonly ids: PackedIds;
  /** By index, the JSON of the members that a value has for itself: `"id":"cam-1","name":"…"`. */
  readonly own: PackedTexts;
  /** JSON of members that several values have. */
  readonly shared: PackedTexts;
  /** Which of these a value has, from where `firsts` says for its index to where it says for the next. */
  readonly members: Uint32Array<SharedArrayBuffer>;
  readonly firsts: Uint32Array<SharedArrayBuffer>;
}

/** Packs objects of what JSON can hold, in their order. */
export function packMap(map: ReadonlyMap<string, object>): PackedMap {
  const own = createTextPacker();
  const shared = createSharedMembers();
  const members: number[] = [];
  const firsts = shareNumbers(map.size + 1);
  let index = 0;
  for (const value of map.values()) {
    const alone: string[] = [];
    for (const [key, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const place = shared.placeOf(key, member);
      if (typeof place === 'string') alone.push(place);
      else members.push(place);
    }
    own.add(alone.join(','));
    firsts[++index] = members.length;
  }
  return {
    ...{ size: map.size, ids: packIds([...map.keys()]), own: own.finish(), shared: shared.finish(), firsts },
    members: shareNumbers(members.length, members),
  };
}

function shareNumbers(length: number, numbers: readonly number[] = []): Uint32Array<SharedArrayBuffer> {
  const shared = new Uint32Array(new SharedArrayBuffer(4 * length));
  shared.set(numbers);
  return shared;
}

/**
 * Values that were asked for last are kept decoded: those of one page or one poll. Who asks for every device in turn gains
 * nothing from less than all of them, which would be 120 MB for 100,000.
 */
const KEPT_VALUES = 4_096;
/** What most values have stands among the first. */
const KEPT_TEXTS = 16_384;

/**
 * Opens what {@link packMap} packed, in any thread. A value is decoded when it is asked for, and frozen: it is equal to
 * the one before, and mostly not the same object. Its own members come first. An iteration keeps none.
 */
export function openPackedMap<Value extends object>(
  packed: PackedMap,
  keptCount = KEPT_VALUES,
): IndexedMap<Value> {
  const { size, ids, own, shared, members, firsts } = packed;
  const kept: { readonly index: number; readonly value: Value }[] = [];
  const texts: string[] = [];
  return createIndexedMap({
    size,
    indexOf: (id) => findPackedId(ids, id),
    idAt: (index) => (isPlace(index) ? readPackedId(ids, index) : undefined),
    at,
    memberAt,
    *all() {
      for (let index = 0; index < size; index++) yield known(index) ?? decode(index);
    },
  });

  function isPlace(index: number): boolean {
    return index >= 0 && index < size;
  }

  function at(index: number): Value | undefined {
    if (!isPlace(index)) return undefined;
    const value = known(index) ?? decode(index);
    kept[index % keptCount] = { index, value };
    return value;
  }

  /** Each text begins with the name of its member. */
  function memberAt<Name extends keyof Value>(index: number, name: Name): Value[Name] | undefined {
    if (!isPlace(index)) return undefined;
    const value = known(index);
    if (value) return value[name];
    const opening = `${JSON.stringify(name)}:`;
    for (let at = firsts[index] ?? 0; at < (firsts[index + 1] ?? 0); at++) {
      const text = sharedText(members[at] ?? 0);
      if (text.startsWith(opening)) return JSON.parse(text.slice(opening.length));
    }
    const alone: Partial<Value> = JSON.parse(`{${readPackedText(own, index)}}`);
    return alone[name];
  }

  function known(index: number): Value | undefined {
    const last = kept[index % keptCount];
    return last?.index === index ? last.value : undefined;
  }

  function decode(index: number): Value {
    let text = readPackedText(own, index);
    for (let at = firsts[index] ?? 0; at < (firsts[index + 1] ?? 0); at++) {
      text += `${text === '' ? '' : ','}${sharedText(members[at] ?? 0)}`;
    }
    const value: Value = JSON.parse(`{${text}}`);
    return Object.freeze(value);
  }

  function sharedText(place: number): string {
    const text = texts[place] ?? readPackedText(shared, place);
    if (place < KEPT_TEXTS) texts[place] = text;
    return text;
  }
}
