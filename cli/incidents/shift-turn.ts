import { findShift } from '../../alerts/incidents/actions/find-shift.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import type { Roster } from '../../core/domain/alert-settings.ts';
import { InputError } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';
import type { Interval } from '../../core/time/intervals.ts';

/** The turn of a roster of the settings that is on, until now, else the last one; `true`: of the only one. @throws INPUT_INVALID */
export async function findTurn(config: string, shift: string | true, nowMs: number): Promise<Interval> {
  const { alerts, city } = await loadSettings(config);
  const rosters = [...(alerts?.rosters.values() ?? [])];
  const found = shift === true ? rosters : rosters.filter(({ id }) => id === shift);
  const [roster, second] = found;
  if (!roster) throw refuse(noRoster(rosters));
  if (second) throw refuse(whichRoster(rosters));
  const turn = findShift(roster, nowMs, city.timeZone);
  if (turn) return { fromMs: turn.fromMs, toMs: Math.min(turn.toMs, nowMs) };
  throw refuse({
    en: `expected a roster with turns, ${roster.id} had none in the last week`,
    vi: `cần lịch trực có ca, ${roster.id} không có ca nào trong tuần qua`,
  });
}

const refuse = (said: Said): InputError => new InputError([{ member: 'shift', ...said }]);

const namesOf = (rosters: readonly Roster[]): string => rosters.map(({ id }) => id).join(', ');

function noRoster(rosters: readonly Roster[]): Said {
  const names = namesOf(rosters);
  const known =
    names === ''
      ? { en: 'the settings have none', vi: 'cấu hình không có lịch trực nào' }
      : { en: `one of ${names}`, vi: `một trong ${names}` };
  return {
    en: `expected a roster of the settings (alerts.rosters): ${known.en}; or name --from and --to`,
    vi: `cần một lịch trực của cấu hình (alerts.rosters): ${known.vi}; hoặc ghi --from và --to`,
  };
}

const whichRoster = (rosters: readonly Roster[]): Said => ({
  en: `expected the name of a roster, one of ${namesOf(rosters)}`,
  vi: `cần tên của một lịch trực, một trong ${namesOf(rosters)}`,
});
