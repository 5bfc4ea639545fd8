import { handoverId } from '#config/inventory/revisions.ts';
import type { DeviceKind, Stage } from '#core/domain/inventory.ts';
import type { Json } from '#core/text/canonical-json.ts';
import { omitUndefined } from '#core/text/omit-undefined.ts';
import { toJson } from '#core/text/to-json.ts';
import { device, link } from './inventory.ts';
import { LONG_AGO_MS, type VectorRecord } from './rules-vector-record.ts';
import type { Vector } from './rules-vectors.ts';

/** Writes what an example has of contracts, devices and lines, each revision in the order given. */
export function writeInventory({ revision }: VectorRecord, vector: Vector, rules: 1 | 2): void {
  const { contract, amendments, others, calendars, devices, links, revisions, handovers } = vector;
  const termsBy = (terms: Readonly<Record<string, Json | undefined>>) => ({
    ...terms,
    ...(rules === 2 && { rules }),
  });
  const contractBody = (
    own: Omit<Vector['others'][number], 'terms'> & { terms: Json; agency?: string | undefined },
  ) =>
    toJson({
      ...{ id: own.id, name: own.id, contractor: own.contractor, agency: own.agency },
      ...{ fromMs: own.from, toMs: own.to, sample: false, terms: own.terms },
    });
  for (const { id, from = LONG_AGO_MS, windows, holidays } of calendars)
    revision('calendar', id, from, toJson({ id, name: id, windows, holidays, sample: false }));
  for (const { id, from = LONG_AGO_MS, every } of vector.profiles) {
    const checks = Object.entries(every).map(([name, intervalMs]) => [name, { intervalMs }]);
    revision('profile', id, from, toJson({ id, checks: Object.fromEntries(checks) }), from);
  }
  for (const { of, from = LONG_AGO_MS, every } of vector.polling)
    revision('polling', of, from, toJson({ intervalMs: every }), from);
  const { recorded = contract.from, ...first } = contract;
  revision('contract', contract.id, recorded, contractBody({ ...first, terms: termsBy(contract.terms) }));
  let last = { ...first };
  for (const { from, contractor = last.contractor, terms = last.terms, removed } of amendments) {
    last = { ...last, contractor, terms };
    revision(
      'contract',
      contract.id,
      from,
      removed ? undefined : contractBody({ ...last, terms: termsBy(terms) }),
    );
  }
  for (const other of others) revision('contract', other.id, other.from, contractBody(other));
  for (const own of links) revision('link', own.id, own.from ?? LONG_AGO_MS, linkBody(own));
  for (const own of devices) revision('device', own.id, own.from ?? LONG_AGO_MS, deviceBody(own));
  const [linksNow, devicesNow] = [
    new Map(links.map((own) => [own.id, own])),
    new Map(devices.map((own) => [own.id, own])),
  ];
  for (const { of, from, removed, ...set } of revisions) {
    const [kind = '', id = ''] = of.split(':');
    const [ownLink, ownDevice] = [linksNow.get(id), devicesNow.get(id)];
    if (kind === 'link' && ownLink) {
      const next = { ...ownLink, ...omitUndefined(set) };
      linksNow.set(id, next);
      revision(kind, id, from, removed ? undefined : linkBody(next));
    } else if (kind === 'device' && ownDevice) {
      const next = { ...ownDevice, ...omitUndefined(set) };
      devicesNow.set(id, next);
      revision(kind, id, from, removed ? undefined : deviceBody(next));
    } else throw new Error(`vector ${vector.id}: expected ${of} before`);
  }
  for (const { of, at, ...rest } of handovers) {
    const [kind = '', id = ''] = of.split(':');
    const body = { atMs: at, kind: kind === 'contract' ? 'contract' : 'device', id, ...rest } as const;
    revision('handover', handoverId(omitUndefined(body)), at, toJson(body));
  }
}

const linkBody = ({ id, far, contracts, near, contractor }: Vector['links'][number]): Json =>
  toJson({ ...link({ id, far, contracts, near }), contractor });

function deviceBody(own: Vector['devices'][number]): Json {
  const { id, kind, contracts, upstreams, contractor, profile = 'camera', recorder } = own;
  return toJson({
    ...device({ id, kind: kindOf(kind), contracts, upstreams, profile, lifecycle: lifecycleOf(own) }),
    contractor,
    channelOf: recorder === undefined ? undefined : { recorder, channel: 1 },
  });
}

const KINDS: readonly DeviceKind[] = ['camera', 'nvr', 'switch', 'router', 'ups', 'controller', 'server'];
function kindOf(text: string): DeviceKind {
  const kind = KINDS.find((each) => each === text);
  if (kind) return kind;
  throw new Error(`expected one of ${KINDS.join(', ')}, got ${text}`);
}

function lifecycleOf({ accepted = LONG_AGO_MS, retired, paused }: Vector['devices'][number]) {
  const steps: { stage: Stage; atMs: number }[] = [{ stage: 'accepted', atMs: accepted }];
  for (const { fromMs, toMs } of paused)
    steps.push({ stage: 'paused', atMs: fromMs }, { stage: 'resumed', atMs: toMs });
  if (retired !== undefined) steps.push({ stage: 'retired', atMs: retired });
  return steps;
}
