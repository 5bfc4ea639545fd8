import type { MakerProfile } from './maker-schema.ts';

/** The profile of the maker that an inventory or a device names, in whatever case it writes the name. */
export function findMaker(
  makers: readonly MakerProfile[],
  name: string | undefined,
): MakerProfile | undefined {
  const wanted = name?.trim().toLowerCase();
  if (wanted === undefined || wanted === '') return undefined;
  const byName = byNames.get(makers) ?? indexByName(makers);
  byNames.set(makers, byName);
  return byName.get(wanted);
}

/** Every probe of a camera asks for its maker. */
const byNames = new WeakMap<readonly MakerProfile[], ReadonlyMap<string, MakerProfile>>();

/** The first that has a name keeps it. */
function indexByName(makers: readonly MakerProfile[]): ReadonlyMap<string, MakerProfile> {
  return new Map(
    makers
      .toReversed()
      .flatMap((maker) => [maker.id, maker.name, ...maker.names].map((name) => [name.toLowerCase(), maker])),
  );
}
