import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildSbom } from '../../../support/packages/build-sbom.ts';
import { lockOf } from '../../../support/packages/lock-of.ts';
import { parseLock, productionOf } from '../../../support/packages/read-lock.ts';

test('the bill of materials has every package of production once, with hash and licence', async () => {
  const packages = parseLock(await readFile('package-lock.json', 'utf8'));
  const sbom = buildSbom(packages, process.versions);
  const libraries = sbom.components.filter(({ type }) => type === 'library');

  expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(sbom.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(libraries.map((component) => component['bom-ref']).sort()).toEqual(
    [...new Set(productionOf(packages).map(({ name, version }) => `${name}@${version}`))].sort(),
  );
  for (const component of libraries) {
    expect(component).toMatchObject({
      purl: `pkg:npm/${component.name.replace('@', '%40')}@${component.version}`,
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    });
    expect(JSON.stringify(component.licenses)).toMatch(
      /^\[\{("license":\{"id":"[\w.-]+"\}|"expression":"[\w.() -]+")\}\]$/,
    );
    expect(component.licenses).not.toEqual([{ license: { id: 'NOASSERTION' } }]);
  }
});

test('who needs whom leads from camwatch to every package', async () => {
  const { components, dependencies, metadata } = buildSbom(
    parseLock(await readFile('package-lock.json', 'utf8')),
    process.versions,
  );
  const needs = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
  const reached = new Set<string>();
  const queue = [metadata.component['bom-ref']];

  for (const ref of queue) {
    if (reached.has(ref)) continue;
    reached.add(ref);
    queue.push(...(needs.get(ref) ?? []));
  }

  const refs = components.filter(({ type }) => type === 'library').map((component) => component['bom-ref']);
  expect(refs.filter((ref) => !reached.has(ref))).toEqual([]);
});

test('Node stands in it as what it is, with what it carries', () => {
  const { components } = buildSbom(parseLock(lockOf()), {
    node: '24.21.0',
    openssl: '3.5.8',
    sqlite: '3.53.4',
  });

  expect(components.at(-1)).toMatchObject({
    type: 'platform',
    name: 'node',
    version: '24.21.0',
    cpe: 'cpe:2.3:a:nodejs:node.js:24.21.0:*:*:*:*:*:*:*',
    components: [
      { name: 'openssl', version: '3.5.8' },
      { name: 'sqlite', version: '3.53.4' },
    ],
  });
});

test('the same lock file gives the same bytes, and another one another number', () => {
  const build = (text: string) => buildSbom(parseLock(text), { node: '24.21.0' });

  expect(JSON.stringify(build(lockOf()))).toBe(JSON.stringify(build(lockOf())));
  expect(build(lockOf({ version: '1.2.4' })).serialNumber).not.toBe(build(lockOf()).serialNumber);
});

test('a package finds what it asks for at its own place first, then on the way up', () => {
  const inner = { version: '2.0.0', integrity: `sha512-${'A'.repeat(86)}==`, license: 'MIT' };
  const lock = JSON.parse(lockOf({ dependencies: { inner: '*', 'png-js': '*', absent: '*' } }));
  lock.packages['node_modules/inner'] = { ...inner, version: '1.0.0' };
  lock.packages['node_modules/some/node_modules/inner'] = inner;

  const { dependencies } = buildSbom(parseLock(JSON.stringify(lock)), {});

  expect(dependencies).toContainEqual({ ref: 'some@1.2.3', dependsOn: ['inner@2.0.0', 'png-js@2.0.0'] });
});
