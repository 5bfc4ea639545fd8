import type { RecordedFinding } from '../../core/domain/findings.ts';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { FindingQuery } from '../../ledger/record/devices.ts';
import type { CityView } from './city-view.ts';
import { hideAddresses } from './hide-addresses.ts';
import type { LearntSource } from './learnt-source.ts';
import { compareText, type VisibleDevice, type VisibleFleet, type VisibleLink } from './visible-fleet.ts';

/** A finding that may be told, with what it is about. Of tens of thousands a page tells a few: only those are read in full. */
export interface VisibleFinding extends RecordedFinding {
  /** What its device is counted by. */
  readonly group?: DeviceGroup | undefined;
  readonly device?: VisibleDevice | undefined;
  readonly link?: VisibleLink | undefined;
}

/** The findings of what is visible, the latest first; values that would name what is withheld are left out. */
export function gatherFindings(
  { fleet }: Pick<CityView, 'fleet'>,
  source: Pick<LearntSource, 'findings'>,
  query: FindingQuery,
): readonly VisibleFinding[] {
  const findings: VisibleFinding[] = [];
  for (const finding of source.findings(query)) {
    const { kind, id = '' } = parseEntity(finding.entity) ?? {};
    const index = kind === 'device' ? fleet.indexOf(id) : -1;
    const link = kind === 'link' ? fleet.linkById.get(id) : undefined;
    if (index < 0 && link === undefined) continue;
    findings.push({
      ...finding,
      group: fleet.groupOf(index),
      link,
      get device() {
        return fleet.deviceAt(index);
      },
      get values() {
        return toldValues(fleet, finding);
      },
    });
  }
  return findings.sort(compareFindings);
}

/** What stands comes first, then what was first seen last. */
export function compareFindings(a: FindingKey, b: FindingKey): number {
  return (
    Number(a.goneMs !== undefined) - Number(b.goneMs !== undefined) ||
    b.firstMs - a.firstMs ||
    compareText(a.entity, b.entity) ||
    compareText(a.code, b.code) ||
    compareText(a.subject, b.subject)
  );
}

export type FindingKey = Pick<RecordedFinding, 'firstMs' | 'goneMs' | 'subject'> & {
  readonly entity: string;
  readonly code: string;
};

/** Values that are the id of a device. */
const NAMES_OF_DEVICES: ReadonlySet<string> = new Set(['switch', 'recorder']);
/** The owner of a certificate is often an address; addresses and the reference to credentials are nobody's business. */
const NEVER_TOLD: ReadonlySet<string> = new Set(['reference', 'asked', 'from']);

function toldValues(fleet: VisibleFleet, { values }: RecordedFinding): RecordedFinding['values'] {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (NEVER_TOLD.has(name)) return [];
      if (NAMES_OF_DEVICES.has(name) && !fleet.deviceById.has(String(value))) return [];
      return [[name, name === 'subject' ? hideAddresses(String(value)) : value]];
    }),
  );
}
