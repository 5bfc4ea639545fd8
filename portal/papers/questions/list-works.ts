import { judgeWork, type WorkOutcome } from '../../../contracts/settle/judge-work.ts';
import { days } from '../../../core/time/units.ts';
import type { WorkState } from '../../../core/words/claim-words.ts';
import { type AnnouncedWork, foldMaintenance, workState } from '../../../ledger/decisions/works.ts';
import { readContractEntities, readDevicesUpwards } from '../../../ledger/history/history.ts';
import { mayReadContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface WorkListed extends AnnouncedWork {
  readonly state: WorkState;
  /** Of its last row: whoever cancels it says what they saw. */
  readonly afterSeq: number;
  /** What contracts that whoever asks may read make of it; of what was cancelled nothing. */
  readonly outcomes: readonly WorkOutcome[];
  /** Whether whoever asks may cancel it. */
  readonly mayCancel: boolean;
}

const SHOWN_MS = days(90);

/** Planned work of the last 90 days and to come: of what whoever asks has contracts for, and what they announced. */
export function listWorksFor(
  context: PaperContext,
  _asked: Readonly<Record<never, never>> = {},
): { readonly works: readonly WorkListed[]; readonly nowMs: number } {
  const { reader, who, nowMs } = context;
  const rows = [...reader.decisions('maintenance')];
  const lastOf = new Map(rows.map(({ id, seq }) => [id, seq]));
  const secret = reader.secretEntities();
  const isTheirs = who.scope === 'city' ? () => true : coveredBy(context);
  const all = [...foldMaintenance(rows).values()];
  const works = all
    .filter(({ interval }) => interval.toMs > nowMs - SHOWN_MS)
    .filter(
      ({ by, entities }) =>
        (by === who.party || entities.some(isTheirs)) &&
        (who.seesSecret || !entities.some((entity) => secret.has(entity))),
    )
    .map((work): Omit<WorkListed, 'outcomes'> => {
      const state = workState(work, nowMs);
      const isOver = state === 'over' || state === 'cancelled';
      const mayCancel = !isOver && (work.by === who.party || !who.party.startsWith('contractor:'));
      return { ...work, state, afterSeq: lastOf.get(work.id) ?? 0, mayCancel };
    });
  const outcomesOf = judgesOf(context, all, works);
  return {
    works: works
      .sort((a, b) => b.interval.fromMs - a.interval.fromMs)
      .map((work) => ({ ...work, outcomes: work.state === 'cancelled' ? [] : outcomesOf(work) })),
    nowMs,
  };
}

/** Work on more is judged by these of it: a contract takes out as much for one of its devices as for the next. */
const MOST_JUDGED = 500;

/** Of the city's devices only those that are worked on are read. */
function judgesOf(
  context: PaperContext,
  all: readonly AnnouncedWork[],
  works: readonly AnnouncedWork[],
): (work: AnnouncedWork) => readonly WorkOutcome[] {
  const { reader, parties, nowMs, timeZone } = context;
  const judged = new Set(works.flatMap(({ entities }) => entities.slice(0, MOST_JUDGED)));
  const devices = readDevicesUpwards(reader, [...judged], { links: parties.links });
  return ({ entities, ...work }) =>
    judgeWork(
      { ...parties, devices },
      all,
      { ...work, entities: entities.slice(0, MOST_JUDGED) },
      timeZone,
    ).filter(({ contract }) => mayReadContract(context, contract, nowMs));
}

function coveredBy(context: PaperContext): (entity: AnnouncedWork['entities'][number]) => boolean {
  const { parties, reader, nowMs } = context;
  const own = new Set(
    [...parties.contracts.keys()]
      .filter((id) => mayReadContract(context, id, nowMs))
      .flatMap((id) => readContractEntities(reader, id, { links: parties.links })),
  );
  return (entity) => own.has(entity);
}
