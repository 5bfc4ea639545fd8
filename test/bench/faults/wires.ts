import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { State } from '#core/domain/state.ts';

interface Wire {
  /** Third octet of the addresses, by which `wire.py` knows it. */
  readonly octet: number;
  /** Whatever else is judged of a device behind it is wrong. */
  readonly right: readonly State[];
}

/** What is wrong with them lasts; each has some devices of its own. */
const WIRES: Readonly<Record<string, Wire>> = {
  'one of three packets lost': { octet: 1, right: ['up', 'degraded'] },
  'answers after three seconds': { octet: 2, right: ['down'] },
  'three answers to each packet': { octet: 3, right: ['up'] },
  'answers just after the timeout': { octet: 4, right: ['down'] },
};
const DEVICES_PER_WIRE = 5;

const devices = Object.entries(WIRES).flatMap(([kind, { octet, right }]) =>
  Array.from({ length: DEVICES_PER_WIRE }, (_, index) => ({
    ...{ kind, right, id: `wire-${octet}-${index + 1}`, address: `10.66.${octet}.${index + 1}` },
  })),
);

export const wireRows = (): readonly string[] =>
  devices.map(
    ({ id, kind, address }) => `${id},${kind},camera,pole-1,fixed,police,2025-08-01,camera,${address}`,
  );

export async function startWires(): Promise<void> {
  const child = spawn('python3', [join(import.meta.dirname, 'wire.py'), 'wires'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`devices behind bad wires do not answer: wire.py ended with ${code}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
}

interface Said {
  readonly entity: string;
  readonly state: State;
}

/** What is on record of them: all of it right, and something of each. */
export function judgeWires(changes: readonly Said[]): readonly string[] {
  const byEntity = Map.groupBy(changes, ({ entity }) => entity);
  return devices.flatMap(({ id, kind, right }) => {
    const states = (byEntity.get(`device:${id}`) ?? []).map(({ state }) => state);
    const wrong = states.filter((state) => state !== 'unknown' && !right.includes(state));
    if (wrong.length > 0) return [`${id} (${kind}): ${wrong.join(', ')}`];
    return states.some((state) => right.includes(state)) ? [] : [`${id} (${kind}): nothing on record`];
  });
}
