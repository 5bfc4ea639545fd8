import { createHash } from 'node:crypto';
import { licenceOf } from './licences.ts';
import { findAskedFor, type LockedPackage, productionOf } from './read-lock.ts';
import { dedupe } from './render-packages.ts';

/** What Node carries inside it, by the names under which weaknesses of it are published. */
const INSIDE_NODE = [
  'ares',
  'brotli',
  'icu',
  'llhttp',
  'nghttp2',
  'openssl',
  'sqlite',
  'undici',
  'uv',
  'v8',
  'zlib',
  'zstd',
];

/**
 * A CycloneDX 1.6 bill of materials of what runs in production: every package of npm with hash and licence, who needs
 * whom, and Node with what it carries. The same lock file gives the same bytes: no time, and a serial number made of
 * the contents.
 *
 * Not by `npm sbom --omit=dev`: npm 11.19 leaves out what a tool of development needs as well (13 of 228, zod and yaml
 * among them).
 */
export function buildSbom(
  packages: readonly LockedPackage[],
  inNode: Readonly<Record<string, string | undefined>>,
) {
  const root = packages.find(({ place }) => place === '');
  if (root === undefined)
    throw new Error('package-lock.json: expected an entry of the project itself, got none');
  const production = productionOf(packages);
  const contents = {
    metadata: { component: { ...identify(root), type: 'application', licenses: licensesOf(root) } },
    components: [...dedupe(production).map(describePackage), describeNode(inNode)],
    dependencies: [...describeNeeds([root, ...production], packages)],
  };
  const serial = createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${toUuid(serial)}`,
    version: 1,
    ...contents,
  };
}

function describePackage(found: LockedPackage) {
  return {
    ...identify(found),
    type: 'library',
    scope: found.isOptional ? 'optional' : 'required',
    hashes: [{ alg: 'SHA-512', content: hexOf(found) }],
    licenses: licensesOf(found),
  };
}

/** The program itself, which scanners know by its CPE and not as a package of npm. */
function describeNode(inNode: Readonly<Record<string, string | undefined>>) {
  const version = inNode.node ?? '';
  return {
    'bom-ref': `node@${version}`,
    type: 'platform',
    name: 'node',
    version,
    cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
    licenses: [{ license: { id: 'MIT' } }],
    components: INSIDE_NODE.flatMap((name) => {
      const inside = inNode[name];
      return inside ? [{ 'bom-ref': `node@${version}/${name}`, type: 'library', name, version: inside }] : [];
    }),
  };
}

function describeNeeds(needing: readonly LockedPackage[], packages: readonly LockedPackage[]) {
  const byPlace = new Map(packages.map((found) => [found.place, found]));
  const needs = new Map<string, Set<string>>();
  for (const found of needing) {
    const refs = needs.get(refOf(found)) ?? new Set();
    for (const name of found.asksFor) {
      const other = findAskedFor(byPlace, found.place, name);
      if (other !== undefined && !other.isDev) refs.add(refOf(other));
    }
    needs.set(refOf(found), refs);
  }
  return [...needs.keys()].sort().map((ref) => ({ ref, dependsOn: [...(needs.get(ref) ?? [])].sort() }));
}

function identify(found: LockedPackage) {
  const { name, version } = found;
  return { 'bom-ref': refOf(found), name, version, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` };
}

function licensesOf(found: LockedPackage) {
  const licence = licenceOf(found) ?? 'NOASSERTION';
  return /\s/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}

function hexOf({ integrity = '' }: LockedPackage): string {
  return Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
}

function refOf({ name, version }: LockedPackage): string {
  return `${name}@${version}`;
}

/** Version 8 of RFC 9562: made of whatever its maker likes, here of a hash. */
function toUuid(hex: string): string {
  return hex.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5');
}
