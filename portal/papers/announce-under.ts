import type { z } from 'zod';
import type { ActContext } from '../../contracts/actions/act-context.ts';
import {
  type AnnouncedResult,
  type AnnounceWork,
  announceWork,
} from '../../contracts/actions/works/announce-work.ts';
import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { contractsOf } from '../../ledger/history/known-parties.ts';

/** Work under one contract. */
export type WorkAsked = z.input<typeof AnnounceWork> & { readonly contract: readonly [string] };

/**
 * Announces work on what is named of a contract, and on all of it where nothing is: rules of selection alone would add what is
 * named to all of the contract. @throws SELECTION_UNKNOWN for what is not under it, and as {@link announceWork}
 */
export function announceUnder(context: ActContext, { contract, ...work }: WorkAsked): AnnouncedResult {
  const { history } = context.record;
  const { device = [], link = [] } = work;
  const named = [...[device].flat().map(deviceEntity), ...[link].flat().map(linkEntity)];
  if (named.length === 0) return announceWork(context, { ...work, contract });
  const others = named.filter((entity) => !contractsOf(history, entity, work).has(contract[0]));
  if (others.length === 0) return announceWork(context, work);
  const told = others.slice(0, 10).map((entity) => entity.replace(/^(device|link):/, ''));
  throw new DecisionError('SELECTION_UNKNOWN', {
    en: `not under this contract: ${told.join(', ')}`,
    vi: `không thuộc hợp đồng này: ${told.join(', ')}`,
  });
}
