import type { RecordedFinding } from '../../core/domain/findings.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { FindingQuery } from '../../ledger/record/devices.ts';
import type { CityView } from './city-view.ts';
import { hideAddresses } from './hide-addresses.ts';
import type { LearntSource } from './learnt-source.ts';
import { compareText, type VisibleDevice, type VisibleFleet, type VisibleLink } from './visible-fleet.ts';

/** A finding that may be told, with what it is about. */
export interface VisibleFinding extends RecordedFinding {
  readonly device?: VisibleDevice;
  readonly link?: VisibleLink;
}

/** The findings of what is visible, the latest first; values that would name what is withheld are left out. */
export function gatherFindings(
  { fleet }: Pick<CityView, 'fleet'>,
  source: Pick<LearntSource, 'findings'>,
  query: FindingQuery,
): readonly VisibleFinding[] {
  const findings: VisibleFinding[] = [];
  for (const finding of source.findings(query)) {
    if (!fleet.isVisible(finding.entity)) continue;
    const { kind, id = '' } = parseEntity(finding.entity) ?? {};
    const device = kind === 'device' ? fleet.deviceById.get(id) : undefined;
    const link = kind === 'link' ? fleet.linkById.get(id) : undefined;
    findings.push({
      ...finding,
      values: toldValues(fleet, finding),
      ...(device && { device }),
      ...(link && { link }),
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
