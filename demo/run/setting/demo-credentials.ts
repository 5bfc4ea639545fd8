import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Device } from '../../../core/domain/inventory.ts';
import type { VirtualAccess } from '../../../simulator/protocols/device/virtual-device.ts';

/** What opens the devices of one demo: made up for it, known to nobody else. */
export interface DemoCredentials {
  /** The reference of the sample city, as one to a file of the demo. */
  readonly referTo: (reference: string) => string;
  /** What the device itself lets in. */
  readonly accessOf: (device: Pick<Device, 'credentials'>) => VirtualAccess;
}

/** Writes one file for each reference that the sample city names, readable by nobody else. */
export async function writeDemoCredentials(
  dir: string,
  references: Iterable<string>,
): Promise<DemoCredentials> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const accesses = new Map<string, VirtualAccess>();
  for (const reference of new Set(references)) {
    const access = makeUp(nameOf(reference));
    const path = pathOf(dir, reference);
    await writeFile(path, renderDocument(access), { mode: 0o600 });
    accesses.set(`file:${path}`, access);
  }
  return {
    referTo: (reference) => `file:${pathOf(dir, reference)}`,
    accessOf: ({ credentials = '' }) => accesses.get(credentials) ?? {},
  };
}

const nameOf = (reference: string): string => reference.slice(reference.indexOf(':') + 1);
const pathOf = (dir: string, reference: string): string => join(dir, `${nameOf(reference)}.yaml`);

function makeUp(name: string): VirtualAccess {
  switch (name) {
    case 'snmp':
      return { snmp: { version: '2c', community: randomUUID() } };
    case 'snmp-v3':
      return {
        snmp: {
          version: '3',
          user: 'camwatch',
          auth: { protocol: 'sha256', password: randomUUID() },
          privacy: { protocol: 'aes', password: randomUUID() },
        },
      };
    case 'recorder':
      return {
        login: { user: 'camwatch', password: randomUUID() },
        snmp: { version: '2c', community: randomUUID() },
      };
    default:
      return { login: { user: 'camwatch', password: randomUUID() } };
  }
}

function renderDocument({ login, snmp }: VirtualAccess): string {
  return stringify({
    ...login,
    ...(snmp && { snmp: snmp.version === '3' ? renderUser(snmp) : { community: snmp.community } }),
  });
}

type SnmpUser = Extract<NonNullable<VirtualAccess['snmp']>, { version: '3' }>;

function renderUser({ user, auth, privacy }: SnmpUser) {
  return {
    version: '3',
    user,
    ...(auth && { auth: auth.protocol, auth_password: auth.password }),
    ...(privacy && { privacy: privacy.protocol, privacy_password: privacy.password }),
  };
}
