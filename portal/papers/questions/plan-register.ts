import type { Site } from '../../../core/domain/inventory.ts';
import { deviceEntity } from '../../../core/domain/state.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { Attachment } from '../../../ledger/files/attachments.ts';
import type { OpenPlan } from '../../../plan/actions/open-plan.ts';
import type { RegisterName } from '../../../plan/definition/registers.ts';
import { existingFirst } from '../../../plan/state/agencies-then.ts';
import { standingValues } from '../../../plan/state/change-entry.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { type EntryAuthor, fieldsFor, registerOf } from '../plan-fields.ts';
import { agencyOf } from './agency-of.ts';
import { type AgencyNames, namesOf } from './plan-overview.ts';

/** An entry of a register with its values by key, as they are written. */
export interface EntryShown {
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
  /** Its last row; 0: it stands in plan.yaml. */
  readonly afterSeq: number;
  /** Papers that bear it out. */
  readonly files: readonly Attachment[];
  readonly mayChange: boolean;
  readonly mayRemove: boolean;
}

export interface RegisterFound {
  readonly register: RegisterName;
  readonly entries: readonly EntryShown[];
  readonly agencies: AgencyNames;
  readonly tasks: readonly { readonly id: string; readonly name?: string; readonly nameEn?: string }[];
  readonly author: EntryAuthor;
  readonly mayAdd: boolean;
  /** Whether the site that a new entry is to be of is there, and has none. */
  readonly isFree: boolean;
  /** The last row that whoever asks put into the register: an entry that is sent twice is added once. */
  readonly afterSeq: number;
}

/** The entries of a register: all for those who watch the city, of an agency its own. @throws PAPER_UNKNOWN */
export async function readRegisterFor(
  { openPlan, reader, who, nowMs }: PaperContext,
  { register: wanted, site }: { readonly register: string; readonly site?: string | undefined },
): Promise<RegisterFound> {
  const register = registerOf(wanted);
  if (register === undefined) throw noSuch('register', 'sổ theo dõi', wanted);
  const plan = await openPlan();
  const own = agencyOf(who.scope);
  const isPolice = own !== undefined && plan.agencies.get(own)?.kind === 'police';
  const author: EntryAuthor = own === undefined ? { by: 'dost' } : { by: 'agency', agency: own, isPolice };
  const secretDevices = who.seesSecret ? new Set() : reader.secretEntities();
  const secretSites = who.seesSecret ? new Set() : secretSitesOf(plan, nowMs);
  const isSecret = (key: string, id: string) =>
    key === 'devices' ? secretDevices.has(deviceEntity(id)) : secretSites.has(id);
  const entries = idsOf(plan, register).flatMap((id): readonly EntryShown[] => {
    const values = standingValues(plan.state, register, id) ?? {};
    const isOwn = own === undefined || ('agency' in values && values.agency === own);
    // The police says its opinion on sites of all.
    const mayOpine = register === 'site' && isPolice;
    if ((!isOwn && !mayOpine) || (register === 'site' && isSecret('sites', id))) return [];
    const { flat, isWhole } = flatten(values, isSecret);
    const afterSeq = plan.steps.findLast((step) => step.id === `${register}:${id}`)?.seq ?? 0;
    const mayChange = isWhole && fieldsFor(register, author, { agency: flat.agency }).length > 0;
    // What names a site that is not told is told of in its papers.
    const files = isWhole ? filesOf(plan, register, id) : [];
    return [{ id, values: flat, afterSeq, files, mayChange, mayRemove: mayChange && isOwn }];
  });
  return {
    ...{ register, entries, agencies: namesOf(existingFirst(plan.agencies, plan.state.asOfMs)), author },
    mayAdd: fieldsFor(register, author).length > 0,
    // One that is not told is not there to be asked for either.
    isFree:
      site !== undefined &&
      plan.history.sites.has(site) &&
      !secretSites.has(site) &&
      !idsOf(plan, 'site').includes(site),
    tasks: plan.definition.tasks.map(({ id, name, nameEn }) => ({
      id,
      ...(name !== undefined && { name }),
      ...(nameEn !== undefined && { nameEn }),
    })),
    afterSeq:
      plan.steps.findLast((step) => step.id.startsWith(`${register}:`) && isBy(step.body, who.party))?.seq ??
      0,
  };
}

/** Whether a step was recorded for a party. */
export const isBy = (body: unknown, party: string): boolean =>
  typeof body === 'object' && body !== null && 'by' in body && body.by === party;

const idsOf = ({ state }: OpenPlan, register: RegisterName): readonly string[] =>
  register === 'site' ? state.site.map(({ site }) => site) : state[register].map(({ id }) => id);

const filesOf = ({ state }: OpenPlan, register: RegisterName, id: string): readonly Attachment[] =>
  (register === 'site'
    ? state.site.find(({ site }) => site === id)
    : state[register].find((entry) => entry.id === id)
  )?.files ?? [];

/** What stands there is told to those alone who may see it, and changed by nobody else. */
export function secretSitesOf({ history }: OpenPlan, nowMs: number): ReadonlySet<string> {
  const isSecret = (site: Site | undefined) => site?.secrecy === 'secret';
  return new Set(
    [...history.sites].flatMap(([id, versions]) =>
      isSecret(valueAt(versions, nowMs) ?? versions.at(-1)?.value) ? [id] : [],
    ),
  );
}

/** One level of keys within keys, as people write them. */
function flatten(values: object, isSecret: (key: string, id: string) => boolean) {
  const flat: Record<string, string> = {};
  let isWhole = true;
  const put = (key: string, value: unknown) => {
    if (Array.isArray(value)) {
      const shown = value.map(String).filter((id) => !isSecret(key, id));
      if (shown.length < value.length) isWhole = false;
      if (shown.length > 0) flat[key] = shown.join(', ');
    } else if (value !== undefined) flat[key] = String(value);
  };
  for (const [key, value] of Object.entries(values)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, member] of Object.entries(value)) put(`${key}.${name}`, member);
    else put(key, value);
  }
  return { flat, isWhole };
}
