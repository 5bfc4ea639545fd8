import { createTextPacker, type PackedTexts } from './packed-texts.ts';

interface Key {
  readonly json: string;
  seen: number;
  /** Once and for all: a text of its own that is told apart is looked up by itself. */
  isOfMany: boolean;
  readonly places: Map<unknown, number>;
  /** Of lists and objects, by their JSON. */
  readonly placesByJson: Map<string, number>;
  /** Of lists and objects that are the same one in many. */
  readonly placesOfSame: Map<object, number>;
}

/** So many are looked at before a key counts as one whose values differ. */
const FEW = 256;

/** Members of objects that are told once for all that have them: of keys of which at least every second value was seen before. */
export function createSharedMembers() {
  const texts = createTextPacker();
  const keys = new Map<string, Key>();
  return {
    /** Where a member is; its JSON where it is not to be shared. */
    placeOf: (key: string, value: unknown): number | string => {
      const known = keys.get(key) ?? newKey(key);
      keys.set(key, known);
      known.seen++;
      if (typeof value !== 'object' || value === null)
        return placeIn(known.places, value, known, () => JSON.stringify(value));
      const same = known.placesOfSame.get(value);
      if (same !== undefined) return same;
      const json = JSON.stringify(value);
      const place = placeIn(known.placesByJson, json, known, () => json);
      if (typeof place === 'number') known.placesOfSame.set(value, place);
      return place;
    },
    finish: (): PackedTexts => texts.finish(),
  };

  function placeIn<Name>(
    places: Map<Name, number>,
    name: Name,
    key: Key,
    toJson: () => string,
  ): number | string {
    const place = places.get(name);
    if (place !== undefined) return place;
    const text = `${key.json}:${toJson()}`;
    key.isOfMany ||= key.places.size + key.placesByJson.size >= FEW + key.seen / 2;
    if (key.isOfMany) return text;
    const added = texts.add(text);
    places.set(name, added);
    return added;
  }
}

const newKey = (key: string): Key => ({
  ...{ json: JSON.stringify(key), seen: 0, isOfMany: false },
  ...{ places: new Map(), placesByJson: new Map(), placesOfSame: new Map() },
});
