import { type ApiTime, apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';

export type WriteTime = (atMs: number | undefined) => ApiTime | null;

export function timeWriter({ shown }: CityView): WriteTime {
  return (atMs) => (atMs === undefined ? null : apiTime(atMs, shown.settings.city.timeZone));
}
