import { answerAgeMs } from '../../collector/scheduler/proven-to.ts';
import { graceMs } from '../../collector/watching/judgment.ts';
import type { Config } from '../../config/load-config.ts';
import { parseEntity } from '../../core/domain/state.ts';
import type { CheckName } from '../../ledger/record/turns.ts';

/** How long before the end of its coverage the last answer of a check may have been, by the settings that collectors have as well. */
export function createAnswerAge(
  config: () => Pick<Config, 'inventory' | 'settings'>,
): (check: CheckName, isDown: boolean) => number {
  return ({ entity, indicator }, isDown) => {
    const { inventory, settings } = config();
    const { kind, id = '' } = parseEntity(entity) ?? {};
    const profile = kind === 'device' ? inventory.devices.get(id)?.profile : undefined;
    const own = profile === undefined ? undefined : settings.profiles[profile]?.[indicator];
    const profiles = Object.values(settings.profiles);
    const of = (name: typeof indicator) => profiles.flatMap((checks) => checks[name] ?? []);
    // Of a link, or a channel of a recorder, the checks of others tell.
    const checks = own ? [own] : [...of(indicator), ...of('reach')];
    const lateMs = graceMs(settings.collector.canaryIntervalMs);
    return Math.max(0, ...checks.map((check) => answerAgeMs(check, isDown, lateMs)));
  };
}
