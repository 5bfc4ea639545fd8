import type {
  Agency,
  Area,
  Contract,
  Contractor,
  Device,
  District,
  Handover,
  Link,
  Programme,
  Site,
} from '../../core/domain/inventory.ts';
import type { RevisionKind } from '../../core/domain/revision.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { parseJson } from '../../core/text/parse-json.ts';
import type { Calendar } from '../../core/time/calendar.ts';
import { LedgerError } from '../record/ledger-error.ts';

/** What the ledger keeps of each kind. */
export interface RecordedKinds {
  readonly agency: Agency;
  readonly contractor: Contractor;
  readonly contract: Contract;
  readonly calendar: Calendar;
  readonly programme: Programme;
  readonly district: District;
  readonly area: Area;
  readonly site: Site;
  readonly device: Device;
  readonly link: Link;
  readonly handover: Handover;
  readonly profile: RecordedProfile;
  readonly polling: RecordedPolling;
}

/** How a profile has devices checked, by indicator. */
export interface RecordedProfile {
  readonly checks: { readonly [Name in Indicator]?: { readonly intervalMs: number } };
}

/** How often something is checked of which no profile alone says it, by indicator. */
export interface RecordedPolling {
  readonly intervalMs: { readonly [Name in Indicator]?: number };
}

/** Reads the body of a revision, as the configuration once handed it over: what is needed of it is checked, no more. */
export function parseRecordedBody<Kind extends RevisionKind>(
  kind: Kind,
  id: string,
  text: string,
): RecordedKinds[Kind] {
  const body = parseJson(text);
  if (isRecorded(kind, body)) return body;
  throw new LedgerError(
    'LEDGER_CORRUPT',
    `the ledger is damaged: ${kind} ${id}: expected a revision with ${MEMBERS[kind].map(([name]) => name).join(', ')}, got ${text}`,
  );
}

type MemberType = 'string' | 'number' | 'object' | 'list';

/** Members that every body of a kind has had in every version of camwatch. */
const MEMBERS: Readonly<Record<RevisionKind, readonly (readonly [name: string, type: MemberType])[]>> = {
  agency: [
    ['id', 'string'],
    ['name', 'string'],
  ],
  contractor: [
    ['id', 'string'],
    ['name', 'string'],
  ],
  contract: [
    ['id', 'string'],
    ['contractor', 'string'],
    ['fromMs', 'number'],
    ['terms', 'object'],
  ],
  calendar: [
    ['id', 'string'],
    ['windows', 'list'],
    ['holidays', 'list'],
  ],
  programme: [['id', 'string']],
  district: [['id', 'string']],
  area: [
    ['id', 'string'],
    ['district', 'string'],
  ],
  site: [
    ['id', 'string'],
    ['area', 'string'],
  ],
  device: [
    ['id', 'string'],
    ['kind', 'string'],
    ['site', 'string'],
    ['contracts', 'list'],
    ['lifecycle', 'list'],
    ['upstreams', 'list'],
  ],
  link: [
    ['id', 'string'],
    ['near', 'string'],
    ['far', 'string'],
    ['contracts', 'list'],
  ],
  handover: [
    ['kind', 'string'],
    ['id', 'string'],
    ['field', 'string'],
    ['atMs', 'number'],
  ],
  profile: [['checks', 'object']],
  polling: [['intervalMs', 'object']],
};

function isRecorded<Kind extends RevisionKind>(kind: Kind, body: unknown): body is RecordedKinds[Kind] {
  if (typeof body !== 'object' || body === null) return false;
  return MEMBERS[kind].every(([name, type]) => isOfType(Reflect.get(body, name), type));
}

function isOfType(value: unknown, type: MemberType): boolean {
  if (type === 'list') return Array.isArray(value);
  return typeof value === type && value !== null;
}
