import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';
import { seconds } from '../../core/time/units.ts';

const Members = z.object({
  members: z.array(
    z.object({ name: z.string(), role: z.string(), state: z.string(), timeline: z.number().optional() }),
  ),
});

/** How Patroni sees its PostgreSQLs. */
export interface Members {
  readonly primary: string | undefined;
  /** Has all that was acknowledged. */
  readonly synchronous: string | undefined;
  /** Follow the primary, synchronously or not. */
  readonly streaming: readonly string[];
}

/** Asks the Patroni at `address`, whose machine's files lie in `folder`. @throws when it does not answer. */
export async function readMembers(address: string, folder: string): Promise<Members> {
  const ca = await readFile(join(folder, 'etc/camwatch-cluster/ca.crt'));
  const text = await new Promise<string>((resolve, reject) => {
    const asked = request(
      { host: address, port: 8008, path: '/cluster', ca, timeout: seconds(3) },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
        answer.on('error', reject);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`Patroni at ${address}: no answer within 3 s`)));
    asked.on('error', reject);
    asked.end();
  });
  const { members } = Members.parse(JSON.parse(text));
  const running = members.filter(({ state }) => state === 'running' || state === 'streaming');
  return {
    primary: running.find(({ role }) => role === 'leader')?.name,
    synchronous: running.find(({ role, state }) => role === 'sync_standby' && state === 'streaming')?.name,
    streaming: running.filter(({ state }) => state === 'streaming').map(({ name }) => name),
  };
}
