import { type EntityFacts, factsOf } from '../../alerts/incidents/engine/entity-facts.ts';
import type { Config } from '../../config/load-config.ts';
import type { Entity } from '../../core/domain/state.ts';
import { buildNetwork, type Member } from '../../simulator/history/network.ts';
import { applyTurn } from '../../simulator/history/turns.ts';

/** What a scenario is chosen from. */
export interface SurveyedCity {
  /** What is watched and asked by itself, in the order of the inventory. */
  readonly cameras: readonly Member[];
  /** Links and devices that others hang on, those with most cameras behind them first. */
  readonly above: readonly Above[];
  readonly members: ReadonlyMap<Entity, Member>;
  readonly facts: ReadonlyMap<Entity, EntityFacts>;
}

export interface Above {
  readonly member: Member;
  /** Whoever is reached by no way when it breaks. */
  readonly lost: readonly Member[];
  readonly cameras: readonly Member[];
}

export function surveyCity(
  {
    inventory,
    settings: { profiles },
  }: Pick<Config, 'inventory'> & { readonly settings: Pick<Config['settings'], 'profiles'> },
  atMs: number,
): SurveyedCity {
  const { members } = buildNetwork({ inventory, profiles, atMs });
  const facts = new Map([...factsOf(inventory, atMs)].map((one) => [one.entity, one]));
  const isMeasured = (member: Member) => member.watchedBy > 0 && member.checks.length > 0;
  const isCamera = ({ kind }: Member) => kind === 'camera';
  const above = [...members.values()]
    .filter((member) => member.behind.length > 0 && isMeasured(member))
    .map((member): Above => {
      const touched = applyTurn({ atMs, member, what: 'break' });
      const lost = touched.filter((one) => one !== member && !one.isReachable && isMeasured(one));
      applyTurn({ atMs, member, what: 'mend' });
      return { member, lost, cameras: lost.filter(isCamera) };
    });
  return {
    cameras: [...members.values()].filter(
      (member) => isCamera(member) && isMeasured(member) && hasReach(member),
    ),
    above: above.sort((a, b) => b.cameras.length - a.cameras.length),
    members,
    facts,
  };
}

export const hasReach = ({ checks }: Member): boolean =>
  checks.some(({ indicator }) => indicator === 'reach');
