import { ConfigError, renderProblem } from '../../config/files/config-error.ts';
import type { Config } from '../../config/load-config.ts';
import type { Zone } from '../../core/time/zone.ts';
import { type ConfigEdit, checkEdit, planEdit } from './edit-config.ts';
import type { NewHandover } from './new-handover.ts';

interface HandoverList {
  readonly handovers: readonly NewHandover[];
}

export interface PlannedTogether {
  readonly handovers: readonly NewHandover[];
  readonly edit: ConfigEdit;
  /** Why each list is not taken, in the order of the lists; `undefined` for those that are. */
  readonly refused: readonly (string | undefined)[];
}

/**
 * What lists of hand-overs change in the configuration folder, which must hold together with all of them; where it does not, it is
 * tried with each list by itself, so that the one that is wrong is told. Nothing is written.
 */
export async function planTogether(
  config: Config,
  lists: readonly HandoverList[],
  zone: Zone,
): Promise<PlannedTogether> {
  const { edit, problem } = await tryEdit(config, unique(lists), zone);
  if (problem === undefined) return { handovers: unique(lists), edit, refused: lists.map(() => undefined) };
  const alone: (string | undefined)[] = [];
  for (const { handovers } of lists) alone.push((await tryEdit(config, handovers, zone)).problem);
  const sound = lists.filter((_, at) => alone[at] === undefined);
  const rest = await tryEdit(config, unique(sound), zone);
  // Each may stand by itself and yet not beside another: then none of them is taken.
  if (rest.problem !== undefined)
    return { handovers: [], edit: new Map(), refused: alone.map((why) => why ?? rest.problem) };
  return { handovers: unique(sound), edit: rest.edit, refused: alone };
}

/** Two files that say the same bring a hand-over twice. */
function unique(lists: readonly HandoverList[]): readonly NewHandover[] {
  const byKey = new Map(
    lists.flatMap(({ handovers }) =>
      handovers.map((one) => [`${one.kind}:${one.id}:${one.atMs}`, one] as const),
    ),
  );
  return [...byKey.values()];
}

async function tryEdit(
  config: Config,
  handovers: readonly NewHandover[],
  zone: Zone,
): Promise<{ readonly edit: ConfigEdit; readonly problem?: string }> {
  if (handovers.length === 0) return { edit: new Map() };
  const edit = await planEdit(config.dir, handovers, zone);
  try {
    await checkEdit(config, edit);
    return { edit };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { edit, problem: error.problems.slice(0, 3).map(renderProblem).join('; ') };
  }
}
