import type { TargetName } from '../../../contracts/sla/check-targets.ts';
import { readBreach } from '../../../contracts/sla/read-arithmetic.ts';
import type { Words } from './words.ts';

/** What was reached and what was promised of a missed target; none where it is written otherwise than this version knows. */
export function renderBreachFigures(
  target: TargetName,
  arithmetic: string,
  { percent, span, count }: Words,
): readonly string[] {
  const numbers = readBreach(target, arithmetic);
  if (!numbers) return [];
  const [a, b, c, d, e, f] = numbers;
  switch (target) {
    case 'availability':
      return [percent(c), percent(d)];
    case 'fleet':
      return [percent(c), percent(e)];
    case 'outages':
      return [count(Number(a)), count(Number(b))];
    case 'saturation':
      return [count(Number(f)), percent(e)];
    case 'longest-outage':
    case 'restoration':
    case 'response':
    case 'recording-retention':
    case 'longest-recording-gap':
      return [span(Number(a)), span(Number(b))];
  }
}
