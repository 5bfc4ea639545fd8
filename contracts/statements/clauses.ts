import type { TargetName } from '../sla/check-targets.ts';
import type { Refusal } from '../sla/excuse.ts';

/** The clauses of `docs/rules.md` that make figures what they are, read from what a statement holds: old ones have them too. */

/** By which version of the rules a part was settled, as its terms say. */
export const rulesOf = (terms: object): 1 | 2 => (Reflect.get(terms, 'rules') === 2 ? 2 : 1);

/** Each once, in the order of their numbers. */
export const joinClauses = (...lists: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(lists.flat())].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));

export interface CitedBlame {
  readonly cause: string;
  readonly isOwn?: boolean | undefined;
  readonly evidence?: readonly string[] | undefined;
}

/** Who answers: 5.1 always, then what made it so, and 5.8 where it is another party. */
export function clausesOfBlame({ cause, isOwn = true, evidence = [] }: CitedBlame): readonly string[] {
  const isPort = evidence.some((step) => step.includes(' switched-off '));
  const isGrace = evidence.some((step) => step.startsWith('restart grace'));
  const isDecided = cause !== 'own' && cause !== 'upstream';
  return [
    '5.1',
    ...(isPort ? ['5.3'] : []),
    ...(isGrace ? ['5.5'] : []),
    ...(isDecided ? ['5.7'] : []),
    ...(isOwn ? [] : ['5.8']),
  ];
}

export interface CitedStretch {
  readonly class: string;
  readonly measured: string;
  readonly reason?: string | undefined;
  readonly excuse?: { readonly cause: string } | undefined;
  readonly blame?: CitedBlame | undefined;
  /** Of what was measured down and counts as up: the outage was too short, not carried by another line. */
  readonly isShort?: boolean;
  /** Nothing was ever known in the part. */
  readonly isNeverMeasured?: boolean;
}

/** Of a stretch: its place in the order of classes (4.1), and what puts it there. */
export function clausesOfStretch(stretch: CitedStretch): readonly string[] {
  const { measured, excuse, blame = { cause: 'own' } } = stretch;
  switch (stretch.class) {
    case 'out-of-service':
      return ['4.1.1', measured === 'out-of-service' ? '3.4' : '3.5'];
    case 'excused':
      return excuse?.cause === 'planned-work'
        ? ['4.1.2', '6.2']
        : ['4.1.4', ...clausesOfClaim(excuse?.cause)];
    case 'others':
      return ['4.1.5', ...clausesOfBlame({ ...blame, isOwn: false })];
    case 'up':
      if (measured !== 'down') return ['4.1.6'];
      return ['4.1.3', stretch.isShort ? '4.2' : '4.3'];
    case 'down':
      return ['4.1.6', ...clausesOfBlame(blame)];
    case 'unknown':
      return [
        '4.1.6',
        ...(stretch.reason === 'blind' ? ['2.2'] : []),
        stretch.isNeverMeasured ? '7.5' : '7.1',
      ];
    default:
      return ['4.1.6', '7.1'];
  }
}

/** Batteries owe the beginning of a power cut, and what was cut off may start after it. */
function clausesOfClaim(cause: string | undefined): readonly string[] {
  if (cause === 'power-cut') return ['6.4', '6.6', '6.7'];
  return cause === 'line' ? ['6.4', '6.7'] : ['6.4'];
}

const OF_REFUSALS: Readonly<Record<Refusal, string>> = {
  'cause-not-agreed': '6.1',
  'announced-late': '6.2',
  'outside-agreed-hours': '6.2',
  'allowance-used-up': '6.3',
  'within-ups-autonomy': '6.6',
};

const OF_TARGETS: Readonly<Record<TargetName, string>> = {
  availability: '8.1',
  fleet: '8.2',
  'longest-outage': '8.3',
  outages: '8.4',
  restoration: '8.5',
  response: '8.6',
  'recording-retention': '8.7',
  'longest-recording-gap': '8.7',
  saturation: '8.8',
};

/** None for what a later version refuses or promises. */
export const clausesOfRefusal = (why: string): readonly string[] => lookUp(OF_REFUSALS, why);
export const clausesOfTarget = (target: string): readonly string[] => lookUp(OF_TARGETS, target);

const lookUp = (clauses: Readonly<Record<string, string>>, name: string): readonly string[] => {
  const clause = Object.hasOwn(clauses, name) ? clauses[name] : undefined;
  return clause === undefined ? [] : [clause];
};

export interface CitedLine {
  readonly inputs: Readonly<Record<string, string | number>>;
  readonly amount: string;
  readonly payable: string;
}

/** Of a money line: how it is worked out, the repeats that it counts, and the limits that cut it. */
export function clausesOfLine({ inputs, amount, payable }: CitedLine): readonly string[] {
  return [
    ...clausesOfAmount(inputs),
    ...(Number(inputs.breach ?? 1) > 1 ? ['11.7'] : []),
    ...(amount === payable ? [] : LIMITS),
  ];
}

/** Of a limit, and of what it leaves of each line. */
export const LIMITS: readonly string[] = ['11.9', '11.10'];

function clausesOfAmount(inputs: CitedLine['inputs']): readonly string[] {
  if ('belowPpm' in inputs) return ['11.3', ...('ofFeePpm' in inputs ? ['11.2'] : [])];
  if ('tookMs' in inputs) return ['11.5', '10.6'];
  if ('startedHours' in inputs) return ['11.4', '8.5'];
  if ('days' in inputs) return ['11.6', inputs.counted === 'started-days-without-recording' ? '9.2' : '9.1'];
  return [];
}
