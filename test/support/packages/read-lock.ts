import { z } from 'zod';

const MAP = z.record(z.string(), z.string()).default({});
const ENTRY = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().default(false),
  dev: z.boolean().default(false),
  optional: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies: MAP,
  optionalDependencies: MAP,
  peerDependencies: MAP,
});
const LOCK = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), ENTRY) });

/** One package at one place in node_modules: a version that is there twice is two of them. */
export interface LockedPackage {
  /** `node_modules/…`; '' is the project itself. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
  /** As package.json declares it, unread. */
  readonly license: string | undefined;
  readonly integrity: string | undefined;
  /** An address that the lock file binds the package to. */
  readonly resolved: string | undefined;
  readonly isLink: boolean;
  readonly isDev: boolean;
  readonly isOptional: boolean;
  readonly hasInstallScript: boolean;
  /** What it asks for by name, whether or not it is there. */
  readonly asksFor: readonly string[];
}

/** Reads a package-lock.json of version 3. @throws where it is of another. */
export function parseLock(text: string): readonly LockedPackage[] {
  return Object.entries(LOCK.parse(JSON.parse(text)).packages).map(([place, entry]) => ({
    place,
    name: entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: entry.version ?? '',
    license: entry.license,
    integrity: entry.integrity,
    resolved: entry.resolved,
    isLink: entry.link,
    isDev: entry.dev,
    isOptional: entry.optional,
    hasInstallScript: entry.hasInstallScript,
    asksFor: Object.keys({
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...entry.peerDependencies,
    }),
  }));
}

/** What runs where camwatch is installed without its tools; the project itself left out. */
export function productionOf(packages: readonly LockedPackage[]): readonly LockedPackage[] {
  return packages.filter(({ place, isDev }) => place !== '' && !isDev);
}

/** The package that Node finds when the one at `place` asks for `name`: the nearest on the way up. */
export function findAskedFor(
  packages: ReadonlyMap<string, LockedPackage>,
  place: string,
  name: string,
): LockedPackage | undefined {
  const found = packages.get(`${place === '' ? '' : `${place}/`}node_modules/${name}`);
  if (found !== undefined || place === '') return found;
  const above = place.lastIndexOf('/node_modules/');
  return findAskedFor(packages, above === -1 ? '' : place.slice(0, above), name);
}
