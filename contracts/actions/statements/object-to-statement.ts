import { refOf } from '../../settle/settle-incidents.ts';
import { refused } from '../../statements/build-statement.ts';
import { entitiesOf, lineKey, linesOf } from '../../statements/statement-disputes.ts';
import { type ObjectedBody, type StatementLife, signOffOf } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';

/** What a contractor does not agree with. */
export interface NewObjection {
  /** Numbers of money lines of the draft. */
  readonly lines: readonly number[];
  /** Outages by their `ref`, and incidents by `incident:` and their id. */
  readonly outages: readonly string[];
  readonly entities: readonly string[];
  /** Who objects for the contractor. */
  readonly by: string;
  readonly why: string;
}

/**
 * An objection as it is recorded. One that names nothing is against all money lines.
 * @throws STATEMENT_REFUSED when it comes too late, by somebody else, or names what the draft does not have.
 */
export function buildObjection(
  life: StatementLife,
  draft: StatementDocument,
  objection: NewObjection,
  nowMs: number,
): Omit<ObjectedBody, 'files'> {
  if (life.issued)
    throw refused(life.id, {
      en: 'is issued already: a claim, if it is accepted, leads to a restatement',
      vi: 'đã phát hành: đề nghị loại trừ, nếu được chấp thuận, dẫn đến bảng điều chỉnh',
    });
  const signOff = signOffOf(life);
  if (signOff)
    throw refused(life.id, {
      en: `the contractor agreed to the draft at ${new Date(signOff.recordedMs).toISOString()} (${signOff.author}), which ended its time to object`,
      vi: `nhà thầu đã đồng ý với dự thảo lúc ${new Date(signOff.recordedMs).toISOString()} (${signOff.author}), thời hạn nêu ý kiến kết thúc từ đó`,
    });
  if (nowMs >= draft.objectionEndsMs)
    throw refused(life.id, {
      en: `expected an objection before ${new Date(draft.objectionEndsMs).toISOString()}, got one at ${new Date(nowMs).toISOString()}`,
      vi: `hạn nêu ý kiến là trước ${new Date(draft.objectionEndsMs).toISOString()}, nhận được lúc ${new Date(nowMs).toISOString()}`,
    });
  if (objection.why.trim() === '')
    throw refused(life.id, {
      en: 'expected to be told why, got nothing',
      vi: 'cần nêu lý do, không có lý do nào',
    });
  const contractor = `contractor:${draft.contract.contractor}`;
  if (objection.by !== contractor)
    throw refused(life.id, {
      en: `expected an objection by ${contractor}, got one by ${objection.by}`,
      vi: `cần ý kiến của ${contractor}, nhận được ý kiến của ${objection.by}`,
    });
  const lines = linesOf(draft.figures);
  const entities = entitiesOf(draft.figures);
  const refs = new Set([
    ...entities.flatMap(({ outages }) => outages.map(({ ref }) => ref)),
    ...(draft.figures.incidents?.rows.map(({ incident }) => refOf(incident)) ?? []),
  ]);
  const names = new Set(entities.map(({ entity }) => entity));
  const named = objection.lines.map((number) => {
    const line = lines.find((candidate) => candidate.line === number);
    if (!line)
      throw refused(life.id, {
        en: `expected a line from 1 to ${lines.length}, got ${number}`,
        vi: `cần khoản từ 1 đến ${lines.length}, nhận được ${number}`,
      });
    return lineKey(line);
  });
  const outages = objection.outages.map((ref) => {
    // The papers give the row of an outage by its number.
    const found = refs.has(ref) ? ref : `change:${ref}`;
    if (refs.has(found)) return found;
    throw refused(life.id, {
      en: `expected an outage of the draft, got ${ref}`,
      vi: `cần lần gián đoạn của dự thảo, nhận được ${ref}`,
    });
  });
  const objectedTo = objection.entities.map((entity) => entityOf(entity, names, life.id));
  const isAll = named.length + objection.outages.length + objection.entities.length === 0;
  const objected = {
    lines: isAll ? lines.map(lineKey) : named,
    outages,
    entities: objectedTo,
  };
  expectNew(life, { ...objected, why: objection.why });
  return {
    by: objection.by,
    why: objection.why,
    ...objected,
  };
}

/** A device or link of the draft by its name, or by its id alone where only one of them has it. */
function entityOf(given: string, names: ReadonlySet<string>, id: string): string {
  const found = [given, `device:${given}`, `link:${given}`].filter((name) => names.has(name));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  if (only === undefined)
    throw refused(id, {
      en: `expected a device or link of the draft, got ${given}`,
      vi: `cần thiết bị, đường truyền của dự thảo, nhận được ${given}`,
    });
  throw refused(id, {
    en: `expected one device or link, got ${given}, which may be ${found.join(' or ')}`,
    vi: `cần một thiết bị hoặc đường truyền, nhận được ${given}, có thể là ${found.join(' hoặc ')}`,
  });
}

type Objected = Pick<ObjectedBody, 'lines' | 'outages' | 'entities' | 'why'>;

/** The same words about the same things are one objection. */
function expectNew(life: StatementLife, objected: Objected): void {
  const same = life.objections.find((before) => keyOf(before) === keyOf(objected));
  if (same)
    throw refused(life.id, {
      en: `is on record already as objection ${same.number}: expected another, got the same`,
      vi: `đã có trong sổ ghi là ý kiến số ${same.number}: cần ý kiến khác, nhận được đúng ý kiến đó`,
    });
}

const keyOf = ({ lines, outages, entities, why }: Objected): string =>
  JSON.stringify([why.trim(), ...[lines, outages, entities].map((names) => [...new Set(names)].sort())]);
