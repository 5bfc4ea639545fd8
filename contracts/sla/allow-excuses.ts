import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { IntervalSet } from '../../core/time/intervals.ts';
import type { Lane } from '../../core/time/lane.ts';
import { allowClaims, type Claim, type Claimant } from './allow-claims.ts';
import { type Excuse, type ExcuseLabel, type Refused, refuse } from './excuse.ts';
import { allowPlannedWork, type PlannedWork } from './planned-work.ts';

export interface Excuses {
  /** Taken out whole. */
  readonly windows: Lane<ExcuseLabel>;
  /** Taken out as far as it was down, or by what is agreed not known. */
  readonly claims: Lane<ExcuseLabel>;
  readonly refused: readonly Refused[];
}

export interface ExcuseInput extends Claimant {
  readonly excused: readonly Excuse[];
  readonly terms: ContractTerms;
  /** When the contract answers for the entity, in its service hours. */
  readonly service: IntervalSet;
}

/** Holds what was asked for against the terms. Of what several ask for, the one that begins first has it. */
export function allowExcuses({ excused, terms, service, ...claimant }: ExcuseInput): Excuses {
  const agreed = excused.filter(({ cause }) => terms.excused.has(cause));
  const others = excused.filter(({ cause }) => !terms.excused.has(cause));
  const windows = allowPlannedWork(agreed.filter(isWindow), terms, service);
  const claims = allowClaims(agreed.filter(isClaim), terms, claimant);
  return {
    windows: windows.lane,
    claims: claims.lane,
    refused: [
      ...others.flatMap(({ set, ref }) => refuse(set, 'cause-not-agreed', ref)),
      ...windows.refused,
      ...claims.refused,
    ].sort((a, b) => a.fromMs - b.fromMs),
  };
}

const isWindow = (excuse: Excuse): excuse is PlannedWork => excuse.scope === 'window';
const isClaim = (excuse: Excuse): excuse is Claim => excuse.scope === 'down';
