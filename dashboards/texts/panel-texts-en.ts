import { figureTextsEn } from './figure-texts-en.ts';
import type { Texts } from './texts.ts';

export const panelTextsEn: Texts['panels'] = {
  ...figureTextsEn,
  camerasLost: {
    title: 'Cameras out of reach',
    description:
      'Cameras that did not answer at the last count (within 5 minutes), those of which nothing is known, and all whose reach is measured. Cameras that are seen only through a recorder are counted beside.',
  },
  picturesLost: {
    title: 'Cameras without a picture',
    description: 'Cameras without a stream at the last count, of all whose stream is measured.',
  },
  recordersLost: {
    title: 'Recorders not recording',
    description:
      'Lost: records nothing. Degraded: records with a shortfall (disk, channel or retention). Of all that are measured.',
  },
  networkLost: {
    title: 'Network devices out of reach',
    description: 'Routers and switches: with them goes every camera behind them. Look at these first.',
  },
  collectorSeeing: {
    title: 'camwatch',
    description:
      'Whether the collector sees (its canaries answer as they should). Grey: no data within 5 minutes, and no other tile can be trusted.',
  },
  networkDown: {
    title: 'Infrastructure that is down',
    description:
      'Links, routers, switches and servers that are down, the latest first: the cause is usually here.',
  },
  brokeLastHour: {
    title: 'Broke in the last hour',
    description: 'The 50 devices and links that went down last within an hour, those that are back included.',
  },
  districtsWorst: {
    title: 'Districts by cameras out of reach',
    description:
      'Cameras lost and unknown at the end of the range, of how many; availability in the range from counts of each minute, without the time in which nothing was known.',
  },
  agenciesWorst: {
    title: 'Agencies by cameras out of reach',
    description:
      'As for districts, by the agency that runs the cameras. A click on the name opens its dashboard.',
  },
  wardsWorst: {
    title: 'Wards and communes',
    description:
      'Lost cameras of each ward and commune of the district. A click on the name shows that ward alone.',
  },
  wardMap: {
    title: 'Map of wards and communes',
    description:
      'A circle each: the larger the more cameras are lost, coloured by the share lost. It stands at the centre of the ward.',
  },
  camerasOverTime: {
    title: 'Cameras that were not well',
    description: 'Cameras down, degraded and unknown, stacked; all others were well.',
  },
  availabilityInRange: {
    title: 'Availability by counts',
    description:
      'Share of the known time in which cameras were in reach, in the range shown, from counts of each minute.',
  },
  contractsBehind: {
    title: 'Contracts this month',
    description:
      'Availability since the first of the month against the target, and the share of the time that may be lost that is used up (100 %: just all of it; only measured time is used up); the most used first. Provisional until today.',
  },
  contracts: {
    title: 'Contracts in the period',
    description:
      'Added up by the terms of each contract in the range shown (usually since the first of the month). Excused: planned work and accepted claims.',
  },
  collectors: {
    title: 'Collectors',
    description:
      'Each collector within 5 minutes: whether it sees, how late it probes, what waits to be written, how far the record lies behind.',
  },
  downNow: {
    title: 'Down now, the latest first',
    description: 'Devices and links that are down, since when and why; 500 at most.',
  },
  stateTimeline: {
    title: 'States over time',
    description:
      'Up to 20 devices and links whose reach changed in the range; what did not change is not shown.',
  },
  worstDevices: {
    title: 'The 10 devices that were down longest',
    description: 'Time down (reach) by hours of the record (of the last 35 days), in the range shown.',
  },
  lossByWard: {
    title: 'Packet loss by ward',
    description:
      'Mean loss of the devices that answer. Where a whole ward loses packets, look at the line it shares.',
  },
  latencyByWard: { title: 'Round trip by ward', description: 'Mean round trip of the devices that answer.' },
  notWell: {
    title: 'Answers, but not as it should',
    description:
      'Cameras without video, recorders that do not record or record with a shortfall, lines that are full or lose packets, devices that refuse our password: since when and why. What cannot be reached at all is in the other lists.',
  },
  deviceTrouble: {
    title: 'What is wrong with this device, and whom to call',
    description:
      'Each indicator that is down or degraded: since when, why, who keeps it working and their telephone. A click on the id opens the page of the device, with its cause and the way to it.',
  },
  deviceUpstream: {
    title: 'Infrastructure that is down in the district',
    description:
      'Links, routers and switches that are down in the chosen district: the cause where a whole place is gone.',
  },
  deviceAbout: {
    title: 'Device',
    description:
      'Name, kind and place by its last change of state; several rows: it has changed its agency or place.',
  },
  deviceAnswers: { title: 'Reach', description: 'What the last probe of reach said, within 15 minutes.' },
  deviceAvailability: {
    title: 'Availability',
    description:
      'By the record, over the hours of the range that are over (of the last 35 days), with the share of time in which anything was known.',
  },
  deviceRtt: { title: 'Round trip, last hour', description: 'Mean round trip in the last hour.' },
  deviceLoss: {
    title: 'Packet loss, last hour',
    description: 'Share of pings without an answer in the last hour.',
  },
  deviceClock: {
    title: 'Clock offset, last hour',
    description:
      "By the last look of the last hour: how far the device's clock is ahead (+) or behind (−); orange beyond what the settings allow.",
  },
  deviceStates: {
    title: 'States now',
    description: 'The last state of each indicator, since when and why (changes within 90 days).',
  },
  deviceTimeline: {
    title: 'States over time',
    description: 'Changes of each indicator in the range; what did not change is not shown.',
  },
  deviceLatency: {
    title: 'Round trip',
    description: 'Shortest, mean and longest round trip and jitter of probes of reach.',
  },
  deviceLossOverTime: { title: 'Packet loss', description: 'Share of pings without an answer.' },
  deviceService: {
    title: 'How fast the service answers',
    description:
      'Time to connect and to answer of the service (ONVIF, SNMP, RTSP, TCP), and until the first packet of the stream.',
  },
  deviceClockOverTime: { title: 'Clock offset over time', description: 'Positive: the device is ahead.' },
  deviceBitrate: { title: 'Bit rate of the stream', description: 'Measured each time the stream is played.' },
  deviceTraffic: {
    title: 'Traffic of the interfaces',
    description:
      'In and out of each interface of the device, of the last 35 days; above 20,000 devices a port without a link has a value an hour.',
  },
  deviceHours: {
    title: 'Downtime by hour',
    description: 'Time down, degraded and unknown (reach) in each hour of the last 35 days, by the record.',
  },
  deviceDays: {
    title: 'Downtime by day, one year',
    description: 'Time down, degraded and unknown (reach) in each day that is over, by the record.',
  },
  deviceChanges: { title: 'Changes', description: 'Every change of state in the range, the newest first.' },
};
