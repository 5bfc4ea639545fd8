import type { terms as vi } from '../vi/terms.ts';

export const terms: typeof vi = {
  title: 'Terms as they were applied',
  header: { name: 'Term', value: 'As it was applied' },
  periods: { month: 'month', quarter: 'quarter', year: 'year' },
  indicator: 'Indicator',
  period: 'Period',
  service: 'Hours of service',
  holidays: 'Holidays, which do not count',
  unknown: {
    name: 'Unknown time',
    'left-out': 'is in neither good nor counted time',
    up: 'counts as up',
    down: 'counts as down, but not of devices and lines that were never measured in the period',
  },
  degraded: { name: 'Degraded time', up: 'counts as up', down: 'counts as down' },
  othersDown: {
    name: 'Down because of others',
    'left-out': 'is in neither good nor counted time',
    own: 'the contractor answers for it all the same',
  },
  short: {
    name: 'Short outages',
    below: (span) => `shorter than ${span}, taken whole: count as up`,
  },
  redundant: {
    name: 'Lines that stand in for one another',
    together: 'are down only while all of them are',
  },
  excused: { name: 'Causes that are excused', none: 'none' },
  plannedWork: {
    name: 'Planned work',
    notice: (span) => `announced at least ${span} before`,
    atMost: (span, period) => `at most ${span} in each ${period}`,
    between: (hours) => `only ${hours}`,
  },
  ups: {
    name: 'Time on batteries',
    first: (span) => `the first ${span} of each power cut are not excused`,
  },
  claimedUnknown: { name: 'Unknown time of a claim that was accepted', excused: 'is excused as well' },
  grace: { name: 'Time to restart', atMost: (span) => `at most ${span}` },
  target: (name) => `Target: ${name}`,
  targets: {
    devices: 'devices and lines',
    atLeast: (percent) => `${percent} or more`,
    fleet: (percent, of) => `at every instant ${percent} or more of the ${of}`,
    atMost: (span) => `not over ${span}`,
    outages: (count) => `not over ${count} in each period`,
    within: (span) => `within ${span}`,
    retention: (span) => `at least ${span}`,
    saturation: (percent, days) =>
      `P95 of the day not over ${percent} of the capacity on ${days} days in a row`,
  },
  fees: {
    each: 'Monthly fee of each device and line',
    contract: 'Monthly fee of the contract',
  },
  cap: {
    name: 'Limit of the contract',
    of: (percent) => `${percent} of the fee of the period, for all amounts together`,
  },
  money: {
    tiers: {
      device: 'each device, by its availability',
      link: 'each line, by its availability',
      fleet: 'all devices and lines together, by their availability',
      incident: 'each incident',
    },
    by: {
      'hours-over-restoration': 'each hour (a begun hour counts whole) over the time to restore',
      'days-without-recording': 'each recorder and each day without recordings',
      'whole-days-without-recording': 'each recorder and each day on which nothing was recorded',
      'started-days-without-recording': 'each recorder and each day with a time without recording',
      'hours-over-response':
        'each incident and each hour (a begun hour counts whole) over the time to respond',
    },
    ofFee: (percent) => `${percent} of the fee of the period`,
    below: (percent, amount) => `below ${percent}: ${amount}`,
    repeated: (percent) => `for each further period of breach in a row ${percent} more`,
    cap: (percent) => `limit ${percent} of the fee of the contract for the period`,
    statutoryCap: (percent) => `limit of the law ${percent} of the value of the part in breach`,
    basis: (text) => `basis: ${text}`,
    id: (id) => `(called in the contract: ${id})`,
  },
  deadlines: {
    objection: 'Time to object to a draft',
    claim: 'Time to file a claim',
    claimWithin: (span) => `${span} from the end of the outage on`,
    decision: 'Time to decide on a claim',
    decideWithin: (span) => `${span} from its receipt on`,
  },
  hours: {
    always: '24 hours a day, 7 days a week',
    daily: (hours) => `${hours} every day`,
    days: {
      mon: 'Monday',
      tue: 'Tuesday',
      wed: 'Wednesday',
      thu: 'Thursday',
      fri: 'Friday',
      sat: 'Saturday',
      sun: 'Sunday',
    },
  },
  links: 'lines',
};
