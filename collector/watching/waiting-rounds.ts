import type { Steps } from '../../core/host/in-slices.ts';
import type { CanaryRound } from '../scheduler/canaries.ts';
import type { Settlements } from './settlements.ts';

/**
 * Has rounds judged in their turn. A good one that comes while the good one before still waits, and nothing else came between, is judged
 * together with it: where a round takes longer than the time to the next, they do not queue up one behind another.
 */
export function createWaitingRounds(
  { run, given }: Settlements,
  judge: (rounds: readonly CanaryRound[]) => Steps<void>,
): (round: CanaryRound) => Promise<void> {
  let open:
    | { readonly rounds: CanaryRound[]; readonly place: number; readonly done: Promise<void> }
    | undefined;
  return (round) => {
    if (open && round.isGood && open.place === given()) {
      open.rounds.push(round);
      return open.done;
    }
    const rounds = [round];
    let hasBegun = false;
    const done = run(() => {
      hasBegun = true;
      if (open?.rounds === rounds) open = undefined;
      return judge(rounds);
    });
    open = round.isGood && !hasBegun ? { rounds, place: given(), done } : undefined;
    return done;
  };
}
