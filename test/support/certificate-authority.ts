import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** An authority made for a test, and a server's certificate that it signed for 127.0.0.1 and localhost. */
export interface TestAuthority {
  /** Files, in PEM. */
  readonly authorityFile: string;
  readonly certFile: string;
  readonly keyFile: string;
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
  readonly remove: () => Promise<void>;
}

export async function makeAuthority(): Promise<TestAuthority> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-authority-'));
  const file = (name: string) => join(dir, name);
  const newKey = (name: string) => [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
  ];
  await openssl([...newKey('authority'), '-subj', '/CN=camwatch tests']);
  await openssl([
    ...newKey('server'),
    ...['-subj', '/CN=mail', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
    ...['-addext', 'basicConstraints=critical,CA:FALSE'],
    ...['-CA', file('authority.pem'), '-CAkey', file('authority.key')],
  ]);
  const read = (name: string) => readFile(file(name), 'utf8');
  return {
    authorityFile: file('authority.pem'),
    certFile: file('server.pem'),
    keyFile: file('server.key'),
    authority: await read('authority.pem'),
    cert: await read('server.pem'),
    key: await read('server.key'),
    remove: () => rm(dir, { recursive: true }),
  };
}

export async function openssl(parameters: readonly string[]): Promise<void> {
  const { exitCode, err } = await runProgram('openssl', parameters, 'openssl');
  if (exitCode !== 0) throw new Error(`openssl failed:\n${err}`);
}
