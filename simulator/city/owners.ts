import type { Area, District, Handover } from '../../core/domain/inventory.ts';
import type { Calendar } from './calendar.ts';
import type { Owner } from './recipe.ts';

/** An owner of the recipe at a certain place, until `untilMs`. */
export interface Tenure {
  readonly agency: string;
  readonly untilMs?: number;
  readonly document?: string;
}

/** Fills in the place: `ubnd-{area_kind}-{area}` becomes `ubnd-phuong-ba-dinh`. */
export function resolveOwners(
  owners: readonly Owner[],
  area: Area,
  district: District,
  calendar: Calendar,
): readonly Tenure[] {
  const place: Readonly<Record<string, string>> = {
    area: area.id,
    area_kind: area.kind,
    district: district.id,
    district_kind: district.kind.replace('_', '-'),
  };
  return owners.map(({ agency, until, document }) => ({
    agency: agency.replace(/\{(\w+)\}/g, (written, name) => place[name] ?? written),
    ...(until === undefined ? {} : { untilMs: calendar.midnightMs(until) }),
    ...(document === undefined ? {} : { document }),
  }));
}

/** The hand-overs that a device went through since it was installed. */
export function handoversOf(
  deviceId: string,
  installedMs: number | undefined,
  tenures: readonly Tenure[],
): Handover[] {
  if (installedMs === undefined) return [];
  return tenures.flatMap(({ agency, untilMs, document }, index): Handover[] => {
    const next = tenures[index + 1];
    if (untilMs === undefined || !next || untilMs <= installedMs) return [];
    const change = { atMs: untilMs, kind: 'device', id: deviceId, field: 'agency', from: agency } as const;
    return [{ ...change, to: next.agency, ...(document === undefined ? {} : { document }) }];
  });
}
