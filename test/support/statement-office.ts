import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCamwatch } from './camwatch.ts';
import { device, link } from './inventory.ts';
import { contract } from './settled-city.ts';
import {
  contractRevision,
  deviceRevision,
  linkRevision,
  type Recorded,
  writeLedger,
} from './settlement-ledger.ts';
import { change } from './temp-ledger.ts';

/** `09-05T08:00` of 2025 in Hanoi. */
export const at = (text: string): number => Date.parse(`2025-${text}+07:00`);
const START = at('08-01T00:00');
const TERMS = {
  indicator: 'reach',
  availability: '99%',
  others_down: 'left-out',
  restoration: { normal: '24h' },
  objection: '5d',
  fees: { by_kind: { camera: '150000 VND' } },
  deductions: {
    per: 'device',
    of: 'monthly fee of the device',
    tiers: [{ below: '99%', amount: '30%' }],
  },
};

/** Down from a minute after it was last seen up, and up a minute after it was last found down. */
const down = (entity: `${'device' | 'link'}:${string}`, from: string, to: string) => [
  change(entity, 'down', at(from), { afterMs: at(from) - 60_000 }),
  change(entity, 'up', at(to), { afterMs: at(to) - 60_000 }),
];

/** Two cameras behind a line of another contract: one broke for two days, both were cut off for an hour. */
function city(terms: Readonly<Record<string, unknown>>): Recorded[] {
  const upstreams = [['link:line' as const]];
  const cameras = ['cam-1', 'cam-2'].map((id) => device({ id, upstreams, contracts: ['cameras'] }));
  const entities = ['device:cam-1', 'device:cam-2', 'link:line'] as const;
  const cut = [...entities].reverse().flatMap((entity) => down(entity, '09-20T10:00', '09-20T11:00'));
  return [
    {
      recordedMs: START,
      revisions: [
        contractRevision(
          START,
          contract({
            id: 'cameras',
            contractor: 'a',
            fromMs: at('01-01T00:00'),
            terms: { ...TERMS, ...terms },
          }),
        ),
        contractRevision(START, contract({ id: 'lines', contractor: 'b', fromMs: at('01-01T00:00') })),
        linkRevision(START, link({ id: 'line', contracts: ['lines'] })),
        ...cameras.map((camera) => deviceRevision(START, camera)),
      ],
    },
    {
      recordedMs: at('10-02T00:00'),
      changes: [
        ...entities.map((entity) => change(entity, 'up', START)),
        ...down('device:cam-1', '09-05T08:00', '09-07T08:00'),
        ...cut,
      ],
      coverage: [{ fromMs: START, toMs: at('10-02T00:00'), closed: 'stop' }],
    },
  ];
}

/** A ledger of that city, with these terms besides, and the commands about statements on it. */
export function statementOffice(terms: Readonly<Record<string, unknown>> = {}) {
  const ledger = writeLedger(city(terms));
  const folder = dirname(ledger);
  const which = ['--contract', 'cameras', '--period', '2025-09'];
  // Of a document it is the language of what is written.
  const run = (command: string, ...args: readonly string[]) =>
    runCamwatch(
      ...['statement', command, '--ledger', ledger],
      ...(command === 'document' ? [] : ['--lang', 'en']),
      ...args,
    );
  return {
    ledger,
    run,
    file: (name: string) => join(folder, name),
    seal: (command: string, name: string, ...args: readonly string[]) =>
      run(command, ...which, '--author', 'an', '--out', join(folder, name), ...args),
    /** The contractor agreed, on paper. */
    agreed: () => {
      const paper = join(folder, 'agreed.pdf');
      writeFileSync(paper, 'a agrees');
      return ['--agreed-by', 'a', '--attach', paper] as const;
    },
    about: (command: string, ...args: readonly string[]) => run(command, ...which, ...args),
    /** A camera that was down for another day is learnt of late. */
    learnLate: () =>
      writeLedger(
        [{ recordedMs: Date.now(), changes: down('device:cam-2', '09-11T00:00', '09-12T00:00') }],
        ledger,
      ),
  };
}
