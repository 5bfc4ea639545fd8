import { ClusterError } from './cluster-error.ts';
import { runHere as run } from './run-here.ts';

/** Machines on one switch, each a network namespace. Only for a process that has namespaces of its own (`runInNamespaces`). */
export interface Network {
  /** Joins a machine and gives back its address. */
  readonly join: (machine: string) => string;
  readonly addressOf: (machine: string) => string;
  /** Pulls the cable at the switch: no packet passes, and nobody is told. */
  readonly cutOff: (machine: string) => void;
  /**
   * Of connections with a port of TCP that are open now no packet passes any more, and nobody is told; new ones are made as ever.
   * Gives back how many. @throws ClusterError where neither the kernel nor `nft` can.
   */
  readonly halfOpen: (machine: string, port: number) => number;
  readonly mend: (machine: string) => void;
  /** Loses so many of a hundred packets in either direction. @throws ClusterError where neither the kernel nor `nft` can. */
  readonly lose: (machine: string, percent: number) => void;
}

/** Of a private network, as the machines of a city have them; nobody outside of these namespaces sees them. */
const addressOfNumber = (number: number): string => `10.213.0.${number}`;
const hardwareOfNumber = (number: number): string => `02:00:00:00:00:${number.toString(16).padStart(2, '0')}`;
const SWITCH = 'switch0';
const SWITCH_NUMBER = 254;

export function createNetwork(): Network {
  const numbers = new Map<string, number>();
  const filtering = new Set<string>();
  run('ip', 'link', 'add', SWITCH, 'address', hardwareOfNumber(SWITCH_NUMBER), 'type', 'bridge');
  run('ip', 'addr', 'add', `${addressOfNumber(SWITCH_NUMBER)}/24`, 'dev', SWITCH);
  run('ip', 'link', 'set', SWITCH, 'up');

  const numberOf = (machine: string): number => {
    const number = numbers.get(machine);
    if (number === undefined)
      throw new ClusterError(`machine ${machine}: expected one of ${[...numbers.keys()].join(', ')}`);
    return number;
  };
  const portOf = (machine: string): string => `port${numberOf(machine)}`;
  const inside = (machine: string, ...words: readonly string[]) =>
    run('ip', 'netns', 'exec', machine, ...words);
  const filter = (machine: string, rulesOf: (way: 'input' | 'output') => readonly string[]) => {
    for (const way of ['input', 'output'] as const) {
      const chain = `{ type filter hook ${way} priority 0; ${rulesOf(way).join('; ')}; }`;
      inside(machine, 'nft', `add table inet faults; add chain inet faults ${way} ${chain}`);
    }
    filtering.add(machine);
  };

  return {
    join: (machine) => {
      const number = numbers.size + 1;
      numbers.set(machine, number);
      run('ip', 'netns', 'add', machine);
      const there = ['name', 'eth0', 'address', hardwareOfNumber(number), 'netns', machine];
      run('ip', 'link', 'add', portOf(machine), 'type', 'veth', 'peer', ...there);
      run('ip', 'link', 'set', portOf(machine), 'master', SWITCH, 'up');
      inside(machine, 'ip', 'link', 'set', 'lo', 'up');
      inside(machine, 'ip', 'addr', 'add', `${addressOfNumber(number)}/24`, 'dev', 'eth0');
      inside(machine, 'ip', 'link', 'set', 'eth0', 'up');
      // Neighbours are known for good: packets to one that is cut off are lost, where "no such host" would come back else.
      const known = (of: number) => ['neigh', 'replace', addressOfNumber(of), 'lladdr', hardwareOfNumber(of)];
      run('ip', ...known(number), 'dev', SWITCH, 'nud', 'permanent');
      inside(machine, 'ip', ...known(SWITCH_NUMBER), 'dev', 'eth0', 'nud', 'permanent');
      for (const [other, otherNumber] of numbers) {
        if (other === machine) continue;
        inside(machine, 'ip', ...known(otherNumber), 'dev', 'eth0', 'nud', 'permanent');
        inside(other, 'ip', ...known(number), 'dev', 'eth0', 'nud', 'permanent');
      }
      return addressOfNumber(number);
    },
    addressOf: (machine) => addressOfNumber(numberOf(machine)),
    cutOff: (machine) => void run('ip', 'link', 'set', portOf(machine), 'nomaster'),
    halfOpen: (machine, port) => {
      const open = inside(machine, 'ss', '-Htn', 'state', 'established').split('\n').flatMap(portsOf);
      const those = open.filter((ports) => ports.includes(port));
      filter(machine, (way) =>
        those.map((ports) => {
          const [from, to] = way === 'output' ? ports : ports.toReversed();
          return `tcp sport ${from} tcp dport ${to} drop`;
        }),
      );
      return those.length;
    },
    mend: (machine) => {
      if (filtering.delete(machine)) inside(machine, 'nft', 'delete', 'table', 'inet', 'faults');
      run('ip', 'link', 'set', portOf(machine), 'master', SWITCH);
    },
    lose: (machine, percent) =>
      filter(machine, (way) => [
        `${way === 'input' ? 'iif' : 'oif'} eth0 numgen random mod 100 < ${percent} drop`,
      ]),
  };
}

/** Own port and that of the other end, of a line of `ss`; none where there is no connection in it. */
function portsOf(line: string): [own: number, other: number][] {
  const [, , own, other] = line.trim().split(/\s+/);
  if (own === undefined || other === undefined) return [];
  const portOf = (address: string) => Number(address.slice(address.lastIndexOf(':') + 1));
  return [[portOf(own), portOf(other)]];
}
