import type { RecordedFinding } from '../../core/domain/findings.ts';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { FindingQuery } from '../../ledger/record/devices.ts';
import { hidesPlace } from '../server/blur-places.ts';
import type { CityView } from './city-view.ts';
import { hideAddresses } from './hide-addresses.ts';
import type { LearntSource } from './learnt-source.ts';
import { compareText, type VisibleDevice, type VisibleFleet, type VisibleLink } from './visible-fleet.ts';

/** As much of a finding that may be told as a list is filtered, counted and sorted by: of tens of thousands a page tells a few. */
export interface ListedFinding extends Omit<RecordedFinding, 'lastMs' | 'values'> {
  /** What its device is counted by. */
  readonly group: DeviceGroup | undefined;
  readonly link: VisibleLink | undefined;
}

/** A finding that may be told, with what it is about. */
export interface VisibleFinding extends RecordedFinding, ListedFinding {
  readonly device: VisibleDevice | undefined;
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
      subject: toldSubject(fleet, finding, index),
      group: fleet.groupOf(index),
      link,
      get device() {
        return fleet.deviceAt(index);
      },
      get values() {
        return toldValues(fleet, finding, index);
      },
    });
  }
  return findings.sort(compareFindings);
}

/** These in full, as the same question finds them; nothing where the record says something else by now. */
export function readInFull(
  view: Pick<CityView, 'fleet'>,
  source: Pick<LearntSource, 'findings'>,
  query: FindingQuery,
  listed: readonly ListedFinding[],
): readonly VisibleFinding[] {
  const entities = [...new Set(listed.map(({ entity }) => entity))];
  const known = new Map(gatherFindings(view, source, { ...query, entities }).map((one) => [keyOf(one), one]));
  return listed.flatMap((one) => known.get(keyOf(one)) ?? []);
}

const keyOf = ({ entity, code, subject, firstMs }: FindingKey) =>
  `${entity}\n${code}\n${subject}\n${firstMs}`;

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

/** What a device calls itself and its ports. */
const OWN_NAMES: ReadonlySet<string> = new Set(['subject', 'interface']);
/** Their subject is the name of a port. */
const OF_PORTS: ReadonlySet<string> = new Set(['counter-implausible']);

/** @param index Of its device in the columns. */
export const toldSubject = (
  fleet: VisibleFleet,
  { code, subject }: Pick<RecordedFinding, 'code' | 'subject'>,
  index: number,
): string => (OF_PORTS.has(code) && hidesOwn(fleet, index) ? '' : subject);

function hidesOwn(fleet: VisibleFleet, index: number): boolean {
  const visible = fleet.deviceAt(index);
  return visible !== undefined && hidesPlace(fleet, visible.site);
}

function toldValues(
  fleet: VisibleFleet,
  { entity, values }: RecordedFinding,
  index: number,
): RecordedFinding['values'] {
  const ofLink = fleet.linkById.get(parseEntity(entity)?.id ?? '')?.link.interface?.device;
  const whose = [index, ...[values.switch, ofLink].map((id) => fleet.indexOf(String(id ?? '')))];
  const isNamed = Object.keys(values).some((name) => OWN_NAMES.has(name));
  const hidesNames = isNamed && whose.some((one) => hidesOwn(fleet, one));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (NEVER_TOLD.has(name) || (hidesNames && OWN_NAMES.has(name))) return [];
      if (NAMES_OF_DEVICES.has(name) && !fleet.deviceById.has(String(value))) return [];
      return [[name, name === 'subject' ? hideAddresses(String(value)) : value]];
    }),
  );
}
