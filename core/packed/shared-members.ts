import { createTextPacker, type PackedTexts } from './packed-texts.ts';

interface Key {
  seen: number;
  readonly places: Map<string, number>;
}

/** So many are looked at before a key counts as one whose values differ. */
const FEW = 256;

/** Members of objects that are told once for all that have them: of keys of which at least every second value was seen before. */
export function createSharedMembers() {
  const texts = createTextPacker();
  const keys = new Map<string, Key>();
  return {
    /** Where `text` is; `undefined` where it is not to be shared. */
    placeOf: (key: string, text: string): number | undefined => {
      const known = keys.get(key) ?? { seen: 0, places: new Map() };
      keys.set(key, known);
      known.seen++;
      const place = known.places.get(text);
      if (place !== undefined || isOfMany(known)) return place;
      const added = texts.add(text);
      known.places.set(text, added);
      return added;
    },
    finish: (): PackedTexts => texts.finish(),
  };
}

const isOfMany = ({ seen, places }: Key): boolean => places.size >= FEW + seen / 2;
