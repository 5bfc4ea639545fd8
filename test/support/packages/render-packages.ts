import { licenceOf, termsOf, whyReadByHand } from './licences.ts';
import { type LockedPackage, productionOf } from './read-lock.ts';

/** `docs/packages.md`: every package that runs where camwatch does, with its licence. */
export function renderPackages(packages: readonly LockedPackage[]): string {
  const production = dedupe(productionOf(packages));
  const asked = new Set(packages.find(({ place }) => place === '')?.asksFor);
  const rows = production.map(
    (found) =>
      `| ${asked.has(found.name) ? `**\`${found.name}\`**` : `\`${found.name}\``} | ${found.version} | ${licenceOf(found) ?? 'none'} |`,
  );
  return `# Packages

What runs in production: ${production.length} packages of npm, each with its hash in \`package-lock.json\`. Those that \`package.json\` asks for are in bold;
of Node (\`node-linux-…\`) and what else is there for several systems, the one for the machine is installed. Generated from \`package-lock.json\` by \`npm run generate\`, and held
to it by \`npm run check\`: do not edit. \`npm run sbom\` writes the same as CycloneDX, with hashes and who needs whom (ADR 70).

| licence | packages |
|---|---|
${countByTerm(production).join('\n')}

A package with more than one licence counts for each that has to be kept to; of a choice, the permissive one is taken.${describeReadByHand(production)}

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`;
}

/** Every licence id that has to be kept to, in order. */
export function licencesInUse(packages: readonly LockedPackage[]): readonly string[] {
  return [...new Set(productionOf(packages).flatMap((found) => termsOf(licenceOf(found) ?? 'none')))].sort();
}

/** One of each name and version, in the order of names. */
export function dedupe(packages: readonly LockedPackage[]): readonly LockedPackage[] {
  const byId = new Map(packages.map((found) => [`${found.name} ${found.version}`, found]));
  return [...byId.keys()].sort().flatMap((id) => byId.get(id) ?? []);
}

function countByTerm(packages: readonly LockedPackage[]): readonly string[] {
  const terms = packages.flatMap((found) => [...new Set(termsOf(licenceOf(found) ?? 'none'))]);
  return licencesInUse(packages).map(
    (licence) => `| ${licence} | ${terms.filter((term) => term === licence).length} |`,
  );
}

function describeReadByHand(packages: readonly LockedPackage[]): string {
  return packages
    .flatMap((found) => {
      const why = whyReadByHand(found);
      return why === undefined ? [] : [`\nRead by a person: \`${found.name}\` ${found.version} (${why}).`];
    })
    .join('');
}
