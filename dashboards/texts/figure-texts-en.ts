import type { figureTextsVi } from './figure-texts-vi.ts';
import type { PanelText } from './panel-text.ts';

export const figureTextsEn: Readonly<Record<keyof typeof figureTextsVi, PanelText>> = {
  linksMeasured: {
    title: 'Links measured',
    description: 'Links with traffic in the range; a link without an interface to measure is not among them.',
  },
  linksSaturated: {
    title: 'Saturated links',
    description:
      'Links whose P95 in the range is above the share of the settings (90 % unless they say otherwise), each way.',
  },
  linksFullest: {
    title: 'Fullest link',
    description:
      'The highest P95 of all links: 95 % of the means of five minutes are not above it. Of more than 200 links: of quarters of an hour, on the fuller of today and yesterday, whatever the range.',
  },
  linksErrors: {
    title: 'Errors and discards',
    description:
      'All errors and discards of interfaces of links in the range (of more than 200 links: of today and yesterday): errors point to a cable, discards to too little capacity.',
  },
  linksFullestFirst: {
    title: 'Links, the fullest first',
    description:
      'P95 and peak of means of five minutes against the agreed capacity, errors, discards; of more than 200 links those of quarters of an hour, of the fuller of today and yesterday, whatever the range. A click on the name shows its charts below.',
  },
  linksSevenDays: {
    title: 'Above 90 % in the last 7 days (Circular 06/2026)',
    description:
      'Days of the last seven on which the P95 of one direction was above the share; of more than 200 links only those that had one. Seven in a row: the line must be widened.',
  },
  linksDown: {
    title: 'Links and network devices that are down',
    description: 'Since when and why, the latest first.',
  },
  linkRate: {
    title: 'Traffic of $link',
    description: 'In and out as its interface sees them, and the agreed capacity.',
  },
  linkShare: {
    title: 'Utilisation of $link',
    description:
      'Share of the agreed capacity in means of five minutes; the dashed line is where it counts as saturated.',
  },
  linkFaults: { title: 'Errors of $link', description: 'Errors and discards over time, each way.' },
  recordersUnreached: {
    title: 'Recorders out of reach',
    description: 'Recorders that did not answer at the last count (within 5 minutes).',
  },
  disksFailed: {
    title: 'Failed disks',
    description: 'Disks that recorders say have failed, of how many (within 15 minutes).',
  },
  channelsLost: {
    title: 'Lost channels',
    description: 'Channels that recorders say are lost, of how many (within 15 minutes).',
  },
  shortestRetention: {
    title: 'Shortest retention',
    description:
      'How far back the recorder reaches that reaches least. Orange: less than the strictest contract or setting asks for; red: less than any.',
  },
  recordersTable: {
    title: 'Recorders, those that do not record first',
    description: 'The latest check of each recorder; of one that failed the reason.',
  },
  recordersOverTime: {
    title: 'Recorders that were not well',
    description: 'Recorders that recorded nothing, with a shortfall, or of which nothing was known.',
  },
  channelsOverTime: { title: 'Lost channels over time', description: 'Lost channels of all recorders.' },
  contractAvailability: {
    title: 'Availability by contract, and target',
    description:
      'Since the first of the month (or in the range shown) by the terms of the chosen contract. Provisional until the statement is issued.',
  },
  contractBudgetUsed: {
    title: 'Budget of the month used',
    description:
      'Share of the time that may be lost in the whole month (taken for 30 days) that is lost already. Only what was measured is used up; beside it stands how much was.',
  },
  contractBudgetLeft: {
    title: 'Budget left',
    description:
      'Time that devices and links of the contract may still be down this month (taken for 30 days), all of them together.',
  },
  contractForecast: {
    title: 'Forecast for the end of the month',
    description:
      'Share of the budget that will be used if the month goes on as it began: above 100 % the target is missed. Only measured time is used up.',
  },
  contractSettled: {
    title: 'Figures',
    description:
      'Provisional, or issued with a statement; days that are in, devices and links under the contract.',
  },
  contractMonth: {
    title: 'Availability by contract so far',
    description: 'Added up day by day, against the target of the chosen contract.',
  },
  contractDaily: {
    title: 'Time lost and taken out, by day',
    description:
      'Down, unknown, excused and what others answer for, of everything under the chosen contract.',
  },
  burnOverTime: {
    title: 'Burn rate by contractor',
    description:
      'How many times faster than allowed (by its strictest contract) a contractor loses time: at 1 all is just used up at the end; above the dashed line something large is broken. From counts of each minute, before anything is excused.',
  },
  contractorsWorst: {
    title: 'Cameras by contractor',
    description: 'Lost cameras by the contractor who keeps them, most lost first.',
  },
  programmesWorst: {
    title: 'Cameras by programme, most lost first',
    description: 'Lost cameras of each programme; what is not determined is from before the plan.',
  },
  programmeKinds: {
    title: 'Devices by programme and kind',
    description: 'Devices of every kind at the end of the range.',
  },
  programmeDays: {
    title: 'Availability of the last 30 days',
    description:
      'Added up from days of the record that are over: fit to be quoted. Device days: devices in service, of all days.',
  },
  reportCameras: { title: 'Cameras in the period', description: 'Cameras in service on the fullest day.' },
  reportAvailability: {
    title: 'Availability of reach',
    description:
      'Share of the known time in which cameras were in reach, from days of the record that are over; nothing is excused by a contract.',
  },
  reportPictures: {
    title: 'Availability of pictures',
    description: 'Share of the known time in which cameras had a stream.',
  },
  reportDown: { title: 'Time lost', description: 'Time out of reach of all cameras together.' },
  reportCoverage: {
    title: 'Coverage',
    description: 'Share of the period in which the state was known; printed with every figure.',
  },
  reportByDistrict: {
    title: 'Districts, the lowest first',
    description: 'Device days, availability of reach, time down and coverage of the period.',
  },
  reportByAgency: {
    title: 'Agencies, the lowest first',
    description: 'As by district, by the agency that ran the cameras on each day.',
  },
  reportByKind: {
    title: 'Kinds of devices and indicators',
    description: 'Every kind of device, each indicator that is measured.',
  },
  reportByDay: {
    title: 'Day by day',
    description: 'Availability of reach of cameras and coverage of each day.',
  },
  collectorLateness: {
    title: 'Lateness',
    description: 'How late the most overdue probe was: when it grows, the machine cannot keep up.',
  },
  collectorQueue: {
    title: 'Waiting for InfluxDB',
    description: 'Measurements that wait on disk: when they grow, InfluxDB takes none.',
  },
  collectorDropped: {
    title: 'Dropped points',
    description: 'Points dropped in the range shown: the queue was full, or InfluxDB refused them.',
  },
  collectorLag: {
    title: 'Record behind',
    description: 'How far the end of the record lies behind the present; figures of contracts end there.',
  },
  collectorSight: {
    title: 'Sight',
    description:
      '1: the canaries answer as they should; 0: the collector is blind, and nothing is known of that time.',
  },
  latenessOverTime: { title: 'Lateness over time', description: 'The most overdue probe of each bucket.' },
  probesOverTime: { title: 'Probes a second', description: 'How fast each collector probes.' },
  lostOverTime: {
    title: 'Work left out',
    description:
      'Probes left out for lack of time, readings dropped with a bad canary, and bad rounds of canaries, in each bucket.',
  },
  queueOverTime: { title: 'Waiting over time', description: 'Bytes of the queue on disk.' },
  writesOverTime: { title: 'Writing to InfluxDB', description: 'Points written a second.' },
  failuresOverTime: {
    title: 'Failed writes and dropped points',
    description:
      'Writes to InfluxDB that failed (they are repeated) and points that were dropped for good, in each bucket.',
  },
  lagOverTime: {
    title: 'Record behind, over time',
    description: 'How far the end of the record lies behind the present.',
  },
  pendingOverTime: {
    title: 'Waiting for the ledger',
    description: 'Batches of changes that wait to be written to the ledger.',
  },
  incidentLagOverTime: {
    title: 'Incidents behind, over time',
    description: 'How far incidents lie behind the present: nobody is told of what came since.',
  },
  messageWaitOverTime: {
    title: 'Messages waiting, over time',
    description: 'For how long the eldest message that waits could have been sent.',
  },
};
