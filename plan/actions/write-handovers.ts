import { z } from 'zod';
import { loadConfig } from '../../config/load-config.ts';
import { indexHandovers } from '../../core/domain/ownership.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { applyEdit, finishEdit } from '../collecting/edit-config.ts';
import { type HandoverFault, isOnRecord, judgeHandover } from '../collecting/judge-handover.ts';
import type { NewHandover } from '../collecting/new-handover.ts';
import { planTogether } from '../collecting/plan-together.ts';
import type { ProposedHandover } from '../handovers/fold-handover.ts';
import type { OpenPlan } from './open-plan.ts';

/** Hand-overs that both agencies agreed on go into the configuration folder. */
export const WriteHandovers = z.object({
  dryRun: z.boolean().default(false).describe('write nothing; only show what would be'),
});

export interface WrittenHandovers {
  readonly handovers: readonly WrittenHandover[];
  /** Files of the configuration folder that they change. */
  readonly changedFiles: readonly string[];
  readonly isDryRun: boolean;
}

export interface WrittenHandover {
  readonly handover: ProposedHandover;
  /** `known`: the folder has all of it already. */
  readonly outcome: 'written' | 'known' | 'refused';
  readonly devices: number;
  /** The first thing that is wrong, by the rules of hand-overs and those of the folder. */
  readonly fault?: HandoverFault & Pick<NewHandover, 'id'>;
  readonly problem?: string;
}

/**
 * Writes what both agreed on and the folder does not have yet, each hand-over whole or not at all, the way that collected forms are
 * written: checked in a copy, announced, then all files or none. Whatever is cut off is finished by whoever comes next.
 * @throws CONFIG_INVALID, FORMS_CHANGED, FORMS_REFUSED
 */
export async function writeHandovers(
  { folder, cityZone: zone, state }: OpenPlan,
  input: z.input<typeof WriteHandovers>,
): Promise<WrittenHandovers> {
  const { dryRun } = parseInput(WriteHandovers, input);
  if (!dryRun) await finishEdit(folder);
  const config = await loadConfig(folder);
  const { inventory } = config;
  const index = indexHandovers(inventory.handovers);
  const agreed = state.handovers.filter(({ answer }) => answer?.what === 'accepted');
  const judged = agreed.map((handover) => {
    const fresh = rowsOf(handover, zone.parseInstantMs(handover.day) ?? Number.NaN).filter(
      (row) => !isOnRecord(row, index),
    );
    const [fault] = fresh.flatMap((row) =>
      judgeHandover(row, { inventory, index, zone }).map((one) => ({ ...one, id: row.id })),
    );
    return { handover, handovers: fresh, fault };
  });
  const sound = judged.filter(({ handovers, fault }) => handovers.length > 0 && fault === undefined);
  const { edit, refused } = await planTogether(config, sound, zone);
  if (!dryRun && edit.size > 0) await applyEdit(folder, edit);
  return {
    handovers: judged.map(({ handover, handovers, fault }): WrittenHandover => {
      const at = sound.findIndex((one) => one.handover === handover);
      const problem = refused[at];
      if (handovers.length === 0) return { handover, outcome: 'known', devices: handover.devices.length };
      const isRefused = fault !== undefined || problem !== undefined;
      return {
        ...{ handover, outcome: isRefused ? 'refused' : 'written', devices: handovers.length },
        ...(fault && { fault }),
        ...(problem !== undefined && { problem }),
      };
    }),
    changedFiles: [...edit.keys()],
    isDryRun: dryRun,
  };
}

const rowsOf = ({ devices, from, to, document }: ProposedHandover, atMs: number): readonly NewHandover[] =>
  devices.map((id) => ({ kind: 'device', id, atMs, field: 'agency', from, to, document }));
