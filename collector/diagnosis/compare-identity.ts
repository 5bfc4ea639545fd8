import { findMaker } from '../../config/makers/find-maker.ts';
import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import type { FindingCode } from '../../core/domain/findings.ts';
import type { Device } from '../../core/domain/inventory.ts';
import { findIdentity } from '../findings/find-identity.ts';
import type { CheckRun } from './checks/check-run.ts';
import { surveyOf } from './checks/observe.ts';

const FIELDS = ['maker', 'model', 'serial', 'firmware', 'name', 'description', 'location'] as const;
type Field = (typeof FIELDS)[number];

/** One thing that a device says of itself, beside what the inventory says of it. */
export interface IdentityRow {
  readonly field: Field;
  readonly found: string;
  /** What told: `snmp`, `onvif`. */
  readonly toldBy: readonly string[];
  /** What the inventory says; of firmware the least version that is wanted. */
  readonly expected?: string;
  readonly match: 'same' | 'different' | 'not-comparable' | 'not-inventoried';
}

interface Held {
  readonly makers: readonly MakerProfile[];
  readonly wanted: Settings['findings'];
}

/** Held against the inventory as findings are. Two protocols may tell two things: then there are two rows. */
export function compareIdentity(
  looks: readonly CheckRun[],
  device: Device,
  held: Held,
): readonly IdentityRow[] {
  const told = looks.flatMap((look) =>
    look.rounds.flatMap((round) => {
      const { identity } = round.outcome.report ?? {};
      const matches = matchesOf(look, round, held);
      return identity ? [{ engine: look.engine, identity, matches }] : [];
    }),
  );
  return FIELDS.flatMap((field) => {
    const byText = Map.groupBy(
      told.filter(({ identity }) => identity[field] !== undefined),
      ({ identity }) => identity[field] ?? '',
    );
    return [...byText].map(([found, tellers]): IdentityRow => {
      const expected = expectedOf(device, field);
      const match = field === 'maker' ? compareMaker(found, expected, held) : tellers[0]?.matches.get(field);
      return {
        field,
        found,
        toldBy: [...new Set(tellers.map(({ engine }) => engine))],
        ...(expected !== undefined && { expected }),
        match: expected === undefined ? 'not-inventoried' : (match ?? 'not-comparable'),
      };
    });
  });
}

const FIELDS_BY_CODE: Partial<Record<FindingCode, Field>> = {
  'serial-changed': 'serial',
  'model-changed': 'model',
  'firmware-old': 'firmware',
};

function matchesOf(
  look: CheckRun,
  round: CheckRun['rounds'][0],
  { wanted }: Held,
): ReadonlyMap<Field, IdentityRow['match']> {
  const observations = [...findIdentity(surveyOf(look, round, wanted))];
  return new Map(
    observations.flatMap(({ code, isPresent }) => {
      const field = FIELDS_BY_CODE[code];
      return field ? [[field, isPresent ? 'different' : 'same'] as const] : [];
    }),
  );
}

function compareMaker(found: string, expected = '', { makers }: Held): IdentityRow['match'] {
  const [one, other] = [found, expected].map((name) => findMaker(makers, name)?.id ?? name.toLowerCase());
  return one === other ? 'same' : 'different';
}

function expectedOf(device: Device, field: Field): string | undefined {
  if (field === 'firmware') return device.minFirmware;
  return field === 'maker' || field === 'model' || field === 'serial' ? device[field] : undefined;
}
