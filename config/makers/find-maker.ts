import type { MakerProfile } from './maker-schema.ts';

/** The profile of the maker that an inventory or a device names, in whatever case it writes the name. */
export function findMaker(
  makers: readonly MakerProfile[],
  name: string | undefined,
): MakerProfile | undefined {
  const wanted = name?.trim().toLowerCase();
  if (wanted === undefined || wanted === '') return undefined;
  return makers.find(({ id, name: own, names }) =>
    [id, own, ...names].some((known) => known.toLowerCase() === wanted),
  );
}
