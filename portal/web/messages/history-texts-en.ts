import type { HistoryTexts } from './history-texts.ts';

export const historyTextsEn: HistoryTexts = {
  heading: 'Reach over time',
  day: (date) => `Day ${date}`,
  month: 'Last 31 days',
  year: 'Last 12 months',
  nothingMeasured: 'nothing measured yet',
  up: (duration) => `up ${duration}`,
  degraded: (duration) => `degraded ${duration}`,
  down: (duration, times) => `down ${duration} (${times}×)`,
  unmeasured: (duration) => `not measured ${duration}`,
  unmeasuredWord: 'not measured',
  withOutages: 'Days with outages',
  noOutages: 'No day had an outage.',
  today: 'today',
  earlier: 'Day before',
  later: 'Day after',
  outagesOf: (date) => `Outages of ${date}`,
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
