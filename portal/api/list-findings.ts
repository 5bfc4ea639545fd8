import { z } from 'zod';
import { FINDING_CODES } from '../../core/domain/findings.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { FindingQuery } from '../../ledger/record/devices.ts';
import type { CityView } from '../city/city-view.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { listFindings } from '../city/standing-findings.ts';
import {
  compareFindings,
  type FindingKey,
  type ListedFinding,
  readInFull,
  type VisibleFinding,
} from '../city/visible-findings.ts';
import { entitiesOf } from '../city/visible-fleet.ts';
import { cursorInstant, cursorParameter, renderCursor } from './cursor.ts';
import { describeFindingAsJson } from './finding-json.ts';
import { formatParameter, type List, type Table } from './list.ts';
import { type DeviceFilter, matchesGroup } from './list-devices.ts';
import { filterParameters, type KnownIn, limitParameter, oneOf, parseParameters } from './parameters.ts';
import { RequestError } from './request-error.ts';

/** When it was first seen, and gone (0: it stands), then what it is. */
const CursorKey = z.tuple([cursorInstant, cursorInstant, z.string(), z.string(), z.string()]);

export const findingCursor = cursorParameter(CursorKey);

export interface FindingSources {
  readonly learnt: LearntSource;
  /** What stands. */
  readonly standing: readonly ListedFinding[];
}

/** One page of findings of what is visible, what stands first and of that the latest; by default only what stands. */
export function* listFindingPage(
  view: CityView,
  search: URLSearchParams,
  sources: FindingSources,
): Steps<List<FindingPage>> {
  const { limit, cursor, format, ...filter } = parseParameters(search, findingListParameters(view));
  const query = queryOf(filter);
  const matching = yield* findMatching(view, { query, filter }, sources);
  const inFull = (listed: readonly ListedFinding[]) => readInFull(view, sources.learnt, query, listed);
  if (format !== 'json') return { format, table: findingTable(view, matching, inFull) };

  const key = cursor && findingKeyOf(cursor);
  const rest = key ? matching.filter((finding) => compareFindings(finding, key) > 0) : matching;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    format,
    body: {
      at: apiTime(view.atMs, view.shown.settings.city.timeZone),
      total: matching.length,
      items: inFull(page).map((finding) => describeFindingAsJson(view, finding)),
      next: last && page.length < rest.length ? findingCursorOf(last) : null,
    },
  };
}

interface FindingPage {
  readonly at: ReturnType<typeof apiTime>;
  readonly total: number;
  readonly items: readonly ReturnType<typeof describeFindingAsJson>[];
  readonly next: string | null;
}

export const findingListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: findingCursor,
  format: formatParameter,
  ...findingParameters(known),
});

export function findingParameters(known: KnownIn) {
  const { indicator: _none, ...filters } = filterParameters(known);
  return {
    code: oneOf(FINDING_CODES).optional(),
    open: oneOf(['true', 'false', 'all']).default('true'),
    device: z.string().optional(),
    link: z.string().optional(),
    ...filters,
  };
}

export interface FindingFilter extends DeviceFilter {
  readonly code?: FindingQuery['code'] | undefined;
  readonly open: 'true' | 'false' | 'all';
  readonly device?: string | undefined;
  readonly link?: string | undefined;
}

function queryOf({ code, open, device, link }: FindingFilter): FindingQuery {
  if (device !== undefined && link !== undefined)
    throw new RequestError('PORTAL_PARAMETER', 'device: expected either a device or a link, got both');
  const entity = entityOf(device, link);
  return {
    ...(code !== undefined && { code }),
    ...(open !== 'all' && { open: open === 'true' }),
    ...(entity !== undefined && { entity }),
  };
}

/** What is gone is read for whoever asks. */
function* findMatching(
  { fleet }: CityView,
  { query, filter }: { readonly query: FindingQuery; readonly filter: FindingFilter },
  { learnt, standing }: FindingSources,
): Steps<readonly ListedFinding[]> {
  const { entity, code, open } = query;
  const isKept = open === true && entity === undefined;
  const asked = entity === undefined ? entitiesOf(fleet) : [entity].filter(fleet.isVisible);
  const all = isKept ? standing : yield* listFindings(fleet, learnt, query, asked);
  return all.filter(
    (finding) => (code === undefined || finding.code === code) && matchesFilter(finding, filter),
  );
}

function entityOf(device: string | undefined, link: string | undefined): Entity | undefined {
  if (device !== undefined) return deviceEntity(device);
  return link === undefined ? undefined : linkEntity(link);
}

/** A link is of no kind of device and has no agency; its carrier is the contractor that answers for it. */
export function matchesFilter({ group, link }: ListedFinding, filter: DeviceFilter): boolean {
  if (group) return matchesGroup(group, filter);
  if (link === undefined || filter.kind !== undefined || filter.agency !== undefined) return false;
  return (
    (filter.area === undefined || link.area.id === filter.area) &&
    (filter.district === undefined || link.district.id === filter.district) &&
    (filter.contractor === undefined || link.link.carrier === filter.contractor)
  );
}

/** Where the page after a finding goes on. */
export const findingCursorOf = ({ firstMs, goneMs = 0, entity, code, subject }: FindingKey): string =>
  renderCursor([firstMs, goneMs, entity, code, subject]);

export function findingKeyOf([firstMs, goneMs, entity, code, subject]: z.output<
  typeof CursorKey
>): FindingKey {
  return { firstMs, entity, code, subject, ...(goneMs > 0 && { goneMs }) };
}

const HEAD = [
  'entity',
  'name',
  'code',
  'subject',
  'first_seen',
  'last_seen',
  'gone',
  'agency',
  'district',
  'area',
  'values',
];

const findingTable = (
  view: CityView,
  listed: readonly ListedFinding[],
  inFull: (listed: readonly ListedFinding[]) => readonly VisibleFinding[],
): Table => ({
  head: HEAD,
  size: listed.length,
  rowsOf: (from, to) => inFull(listed.slice(from, to)).map((finding) => cellsOf(view, finding)),
});

function cellsOf(view: CityView, finding: VisibleFinding): readonly string[] {
  const { timeZone } = view.shown.settings.city;
  const time = (atMs: number | undefined) => (atMs === undefined ? '' : apiTime(atMs, timeZone).iso);
  const { entity, name, code, subject, agency, district, area, values } = describeFindingAsJson(
    view,
    finding,
  );
  const { firstMs, lastMs, goneMs } = finding;
  return [
    entity,
    name ?? '',
    code,
    subject,
    time(firstMs),
    time(lastMs),
    time(goneMs),
    agency ?? '',
    district ?? '',
    area ?? '',
    Object.entries(values)
      .map(([key, value]) => `${key}=${value}`)
      .join('; '),
  ];
}
