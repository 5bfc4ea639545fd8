import type { WorkingTexts } from './working-texts.ts';

export const workingTextsEn: WorkingTexts = {
  below: (good, counted, percent, limit) =>
    `availability ${good} / ${counted} ms = ${percent} (cut off), below ${limit}`,
  fee: (fee) => `fee of the period: ${fee}`,
  wholeMonth: (fee, month) => `${fee} for ${month}`,
  wholeMonths: (monthly, count, months) => `${monthly} a month × ${count} months (${months})`,
  monthly: (monthly, shares) => `${monthly} a month × (${shares})`,
  monthShare: (share, month) => (share === '1' ? `all of ${month}` : `${share} of ${month}`),
  month: (year, month) => `${MONTHS[Number(month) - 1]} ${year}`,
  manyFees: (count) => `sum of ${count} fees`,
  noFee: 'no fee is agreed, so that there is no amount',
  agreed: (vnd) => `agreed amount ${vnd}`,
  repeated: (breach, factor) => `breach ${breach} in a row: × ${factor}`,
  late: ({ ref, down, within, severity, over }) =>
    `${ref}: ${down} down that the contractor answers for − ${within} allowed (${severity}) = ${over} over`,
  lateAnswer: ({ ref, took, limit, severity, over }) =>
    `${ref}: ${took} until the contractor answered or the period ended − ${limit} allowed (${severity}) = ${over} too long`,
  startedHours: (count) => `over by ${count} ${count === '1' ? 'hour' : 'hours'} (a begun hour counts whole)`,
  hoursBefore: (span) => `, less those of ${span} over before the period`,
  noRecording: (dates) => `without recording on ${dates}`,
  nothingRecorded: (days) => `nothing recorded on ${days}`,
  timeUnrecorded: (days) => `a time without recording on ${days}`,
  judgedDay: ({ date, down, known, inService }) =>
    `${date} (down ${down} of ${known} known, ${inService} in service)`,
  rounded: (exact, vnd) => `${exact} VND, rounded half up to ${vnd}`,
  cutOff: (exact, vnd) => `${exact} VND, cut off to ${vnd}`,
  caps: { rule: 'limit of the rule', statutory: 'limit of the law', contract: 'limit of the contract' },
  noLimit: (percent) => `${percent} of a fee that is not agreed: no limit`,
  limit: (percent, fee, vnd) => `${percent} of (${fee}) = ${vnd}`,
  notOver: (lines) => `lines together ${lines}, not over it`,
  reduced: (lines, left) => `lines together ${lines}, reduced to ${left}`,
  share: (working, vnd) => `share of this line: ${working} = ${vnd}`,
  shareCutOff: ' (cut off)',
  oneMore: (vnd) => `, and 1 VND of what dividing left over = ${vnd}`,
  afterLimits: (vnd) => `after limits: ${vnd}`,
  evidence: {
    spans: {
      down: {
        ended: (entity, from, to) => `${entity} down ${from} to ${to}`,
        lasting: (entity, from) => `${entity} down since ${from}, and still`,
      },
      'switched-off': {
        ended: (entity, from, to) => `port of ${entity} switched off ${from} to ${to}`,
        lasting: (entity, from) => `port of ${entity} switched off since ${from}, and still`,
      },
    },
    grace: (until) => `time to restart until ${until}`,
    besides: (refs) => `; besides ${refs}`,
  },
  breaches: {
    availability: ([good, counted, percent, target]) => `${good} / ${counted} ms = ${percent} < ${target}`,
    fleet: ([good, counted, percent, from, target, below]) =>
      `lowest ${good} of ${counted} = ${percent} from ${from}; below ${target} for ${below}`,
    outages: ([count, most]) => `${count} outages > ${most}`,
    restoration: ([took, within, severity, over]) => `${took} > ${within} (${severity}) by ${over}`,
    saturation: ([direction, from, to, shares, target, days]) =>
      `${direction}, ${from} to ${to}: P95/capacity in bit/s ${shares} > ${target} on ${days} days in a row`,
  },
  directions: { in: 'in', out: 'out' },
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
] as const;
