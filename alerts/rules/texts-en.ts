import { formatDurationMs } from '../../core/time/units.ts';
import type { RuleTexts } from './texts.ts';

const PLACE = '{{ $labels.district }} ({{ $labels.agency }})';
const whole = (name: string) => `{{ printf "%.0f" $values.${name}.Value }}`;
const oneDecimal = (name: string) => `{{ printf "%.1f" $values.${name}.Value }}`;
const SPEEDS = { fast: 'fast', steady: 'steadily', slow: 'slowly' } as const;

export const RULE_TEXTS_EN: RuleTexts = {
  devicesDown: ({ ratio, leastCount, manyCount }) => ({
    title: 'Devices down',
    summary: `${PLACE}: ${whole('DOWN')}/${whole('ALL')} {{ $labels.kind }} down ({{ $labels.indicator }})`,
    description: `At least ${leastCount} devices and ${ratio * 100} % of a kind, or ${manyCount}. Look for what they hang on: the line, the switch, the power. camwatch's incident names the cause and who answers for it.`,
  }),
  availabilityLow: ({ percent, saidBy }) => ({
    title: 'Availability of cameras low',
    summary: `${PLACE}: ${oneDecimal('AVAILABLE')} % of camera time good in the last hour ({{ $labels.indicator }})`,
    description: `Below ${percent} %${saidBy === 'contracts' ? ', the least that a contract of the city asks for' : ''}. See which cameras are down or keep failing, and whether one cause is behind them.`,
  }),
  linkDown: {
    title: 'Link down',
    summary: '{{ $labels.entity }} is down: {{ $labels.district }} ({{ $labels.agency }})',
    description:
      'Call the carrier with the circuit number of the inventory; what is behind the link is silent because of it.',
  },
  linkSaturated: (percent) => ({
    title: 'Link saturated',
    summary: `{{ $labels.link }}: ${whole('IN')} % in, ${whole('OUT')} % out of its capacity in the last 15 minutes`,
    description: `From ${percent} % of its capacity pictures stutter. See what flows through it, and whether a camera sends more than it should.`,
  }),
  linkSaturatedP95: (percent) => ({
    title: 'Link too small (P95 of a day)',
    summary: `{{ $labels.link }}: P95 of a day ${whole('IN')} % in, ${whole('OUT')} % out of its capacity`,
    description: `From ${percent} % for more than 5 % of a day, a day counts as one on which the line was too small. Ask the carrier for more before the days in a row that the contract names are over.`,
  }),
  recorderDown: {
    title: 'Recorder does not record',
    summary: `${PLACE}: ${whole('LOST')} recorders record nothing`,
    description:
      'The dashboard names the reason: out of reach, full or failed disks, recording switched off. What is not recorded now is lost.',
  },
  recorderDisk: {
    title: 'Recorder disk failed',
    summary: `${PLACE}: ${whole('FAILED')} recorder disks do not work`,
    description:
      'Have the disk replaced before the next one fails: recordings of every channel on it are lost.',
  },
  recorderRetention: {
    title: 'Recordings do not reach back far enough',
    summary: `${PLACE}: ${whole('SHORT')} recorders keep fewer days than they must`,
    description:
      'Each is judged by the days of its contract, else of its profile. Look for a smaller disk, more channels or a higher bit rate. A recorder that is new fills up by itself.',
  },
  clockDrift: (seconds) => ({
    title: 'Clock of a device wrong',
    summary: `${PLACE}: clocks are off from ${oneDecimal('BEHIND')} s to ${oneDecimal('AHEAD')} s (negative: behind)`,
    description: `More than ${seconds} s off: recordings cannot be matched. Look at the device's time server and whether it reaches it.`,
  }),
  lossHigh: (percent) => ({
    title: 'Packet loss high',
    summary: `${PLACE}: ${oneDecimal('LOSS')} % of pings lost by devices that answer`,
    description: `From ${percent} % on average of 15 minutes. Look for a full or failing line of the place.`,
  }),
  latencyHigh: (ms) => ({
    title: 'Answers slow',
    summary: `${PLACE}: an answer takes ${whole('LATENCY')} ms on average`,
    description: `From ${ms} ms on average of 15 minutes. Look for a full line, or one that was led another way.`,
  }),
  collectorSilent: {
    title: 'camwatch silent',
    summary: 'No measurements of {{ with $labels.collector }}{{ . }}{{ else }}camwatch{{ end }} arrive',
    description:
      'camwatch does not run, InfluxDB does not, or one does not reach the other; nobody is told of outages while camwatch is gone. Look at its service and log first, then at InfluxDB. What was measured waits on disk and is written later.',
  },
  collectorBlind: {
    title: 'Collector blind',
    summary:
      '{{ $labels.collector }} cannot see: its canaries do not answer as they should, or the time of its machine is not believed',
    description:
      'Time is not covered while this lasts, and no outage is found. /readyz says which of the two it is. Look at the network of the collector itself: cable, switch, firewall; or at its clock: set it right, or confirm that it is right (docs/clock.md).',
  },
  influxDrops: {
    title: 'Measurements dropped',
    summary: `${whole('DROPPED')} points of {{ $labels.collector }} were not written`,
    description:
      'InfluxDB refused them, or the queue on disk is at its limit. The log of camwatch says which. Charts have a hole; SLA figures do not come from here.',
  },
  influxQueue: {
    title: 'InfluxDB falls behind',
    summary: 'What {{ $labels.collector }} has to write grows for half an hour',
    description:
      'InfluxDB takes less than is measured. Look at its disk, memory and number of series; what is written late is not lost until the queue is at its limit.',
  },
  incidentsLate: {
    title: 'Incidents late',
    summary: `Incidents of {{ $labels.collector }} are ${whole('LAG')} s behind the present`,
    description:
      'Measuring and the ledger go on, but nobody is told of new incidents meanwhile. The log of camwatch says why: a full disk, a locked ledger, a thread that ended or hangs. See on the status page what is down; where the log says nothing, start camwatch again.',
  },
  incidentsRestarted: {
    title: 'Thread of incidents ended',
    summary: `The thread of incidents and messages of {{ $labels.collector }} ended and was started again ${whole('RESTARTS')} times in 15 minutes`,
    description:
      'No message is lost, but some may come late or twice (with the same Message-ID). The log of camwatch has the error that ended it: no memory left, a damaged ledger, a fault of the program.',
  },
  messagesWaiting: {
    title: 'Messages of incidents are not taken',
    summary: `Messages of {{ $labels.collector }} have been waiting for ${whole('WAIT')} minutes`,
    description:
      'The mail server or webhook does not take them. The outbox says whose, and the error (docs/incidents.md, Messages). Each is tried for three days; until then, telephone.',
  },
  messagesDead: {
    title: 'Messages of incidents given up',
    summary: `${whole('DEAD')} messages of {{ $labels.collector }} did not reach their recipients and are not tried again`,
    description:
      'The outbox says whose, and why. Mend the address or the mail server, then send them again (docs/incidents.md, Messages).',
  },
  collectorAway: {
    title: 'A collector is not heard',
    summary: `The centre heard nothing of {{ $labels.collector }} (zone {{ $labels.zone }}) for ${whole('SILENT')} minutes`,
    description:
      'The collector has stopped, or its line to the centre is cut. Another of its zone watches in its place, if there is one: the page /cluster says. If only the line is cut, what it records waits on its disk and is sent later (docs/collectors.md).',
  },
  collectorBehind: {
    title: 'A collector is behind',
    summary: `{{ $labels.collector }} (zone {{ $labels.zone }}) has ${whole('ROWS')} rows to send, the oldest since ${whole('WAITING')} minutes`,
    description:
      'The centre hears it and has not received all that it recorded: a thin line, or a slow hub or database. Incidents of its zone are told late; no row is lost (docs/collectors.md).',
  },
  zoneUncovered: {
    title: 'Devices that nobody watches',
    summary: `Zone {{ $labels.zone }}: ${whole('UNCOVERED')} of ${whole('ALL')} devices are covered by no collector`,
    description:
      'Nothing is known of them meanwhile, and no outage is found. The page /cluster says which collector is to watch them. Mend it, or let another collector into the zone (docs/collectors.md, docs/cluster.md).',
  },
  collectorStopped: {
    title: 'A collector needs somebody',
    summary: `{{ $labels.collector }} (zone {{ $labels.zone }}): {{ if gt $values.TROUBLED.Value 0.0 }}it is in trouble{{ else }}its certificate has ${oneDecimal('LEFT')} days left{{ end }}`,
    description:
      'It cannot help itself: it sends no more because its rows are not those at the centre (a backup that was put back, two machines of one name), does not take the new configuration, or could not renew its certificate. The page /cluster says why; docs/collectors.md says what to do.',
  },
  budgetBurn: (speed, { factor, longMs, shortMs }) => ({
    title: `Error budget goes ${SPEEDS[speed]}`,
    summary: `{{ $labels.contractor }}: downtime ({{ $labels.indicator }}) goes ${oneDecimal('LONG')} times as fast as the contract leaves`,
    description: `More than ${factor} times over ${formatDurationMs(longMs)} and ${formatDurationMs(shortMs)}. Live counts: excused time and what others answer for are not taken out. See which devices, and whether the contractor is at work.`,
  }),
  message: {
    firing: 'firing',
    resolved: 'resolved',
    alert: 'ALERT',
    over: 'RESOLVED',
    since: 'Since',
    place: 'Place',
    owner: 'Agency',
    more: 'More',
    nobody: 'not determined',
  },
};
