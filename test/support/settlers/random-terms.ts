import type { Draw } from './draw.ts';

/** Terms of a contract as people write them: anything that may be agreed, and nothing that `check` refuses. */
export function drawTerms(draw: Draw, zone: string): { readonly [key: string]: unknown } {
  const indicator = draw.pick(['reach', 'reach', 'reach', 'service', 'recording']);
  const excused = draw.some(
    ['planned-work', 'power-cut', 'vandalism', 'third-party-works', 'client', 'line', 'force-majeure'],
    0.8,
  );
  return {
    indicator,
    time_zone: zone,
    ...(draw.chance(0.5) && { unknown: draw.pick(['left-out', 'up', 'down']) }),
    ...(draw.chance(0.4) && { degraded: draw.pick(['up', 'down']) }),
    ...(draw.chance(0.4) && { others_down: draw.pick(['left-out', 'own']) }),
    ...(draw.chance(0.3) && { redundant_lines: 'down-together' }),
    ...(draw.chance(0.4) && { shortest_outage: draw.pick(['1ms', '1m', '5m', '1h']) }),
    ...drawHours(draw),
    excused,
    ...(excused.includes('planned-work') && draw.chance(0.7) && { planned_work: drawPlannedWork(draw) }),
    ...(draw.chance(0.5) && { ups_autonomy: draw.pick(['1ms', '10m', '30m', '2h']) }),
    ...(draw.chance(0.7) && { restart_grace: draw.pick(['1ms', '1m', '5m', '30m']) }),
    availability: '99%',
    ...(draw.chance(0.4) && {
      fleet: draw.pick(['90%', '95% of the cameras at all times', '99% of the links']),
    }),
    ...(draw.chance(0.4) && { longest_outage: '12h' }),
    ...(draw.chance(0.3) && { outages: '2 per month' }),
    restoration: draw.pick([{ normal: '12h' }, { normal: '6h', urgent: '30m' }]),
    ...(draw.chance(0.3) && { longest_recording_gap: '1h' }),
    ...drawMoney(draw),
    objection: '0s',
  };
}

function drawHours(draw: Draw) {
  const hours = draw.pick([
    '24x7',
    '05:00-23:00',
    '22:30-05:30',
    '02:30-24:00',
    { 'mon-fri': ['00:00-12:00', '13:30-17:30'], sat: '08:00-12:00' },
    { 'fri-sun': '20:00-02:30' },
  ]);
  const kind = draw.int(0, 5);
  if (kind === 0) return { calendar: 'office' };
  return { ...(draw.chance(0.5) && { service_hours: hours }), ...(draw.chance(0.4) && { holidays: 'tet' }) };
}

const drawPlannedWork = (draw: Draw) => ({
  ...(draw.chance(0.7) && { notice: draw.pick(['0s', '24h', '48h']) }),
  ...(draw.chance(0.6) && { at_most: draw.pick(['1h per month', '4h per month', '3h per quarter', '5h']) }),
  ...(draw.chance(0.4) && {
    only_between: draw.pick(['22:00-05:00', '00:00-06:00', { 'mon-fri': '08:00-17:00' }]),
  }),
});

function drawMoney(draw: Draw) {
  const shares = [
    { below: '99%', amount: '5%' },
    { below: '95%', amount: '12.3457%' },
    { below: '80%', amount: '100%' },
  ];
  const amounts = [
    { below: '99%', amount: '1001 VND' },
    { below: '97%', amount: '33333 VND' },
  ];
  const limits = () => ({
    ...(draw.chance(0.4) && {
      cap: draw.pick(['1%', '30%', '3.3333%']).concat(' of the monthly fee of the contract'),
    }),
    ...(draw.chance(0.4) && {
      statutory_cap: draw.pick(['8%', '12%', '1.5%']).concat(' of the breached part'),
    }),
    ...(draw.chance(0.4) && { repeat: draw.pick(['50%', '33.3333%', '100%']) }),
  });
  const rules = () =>
    draw.some(
      [
        { per: 'device', of: 'monthly fee of the device', tiers: shares, ...limits() },
        { per: 'link', of: 'monthly fee of the link', tiers: shares, ...limits() },
        { per: 'fleet', of: 'monthly fee of the contract', tiers: shares.slice(0, 2), ...limits() },
        { per: 'device', tiers: amounts, ...limits() },
        { per: 'device and started hour beyond the restoration time', amount: '7777 VND', ...limits() },
        { per: 'link and started hour beyond the restoration time', amount: '12345 VND', ...limits() },
        { per: 'recorder and started day without recording', amount: '500000 VND', ...limits() },
      ],
      0.4,
    );
  const byKind = {
    ...(draw.chance(0.9) && { camera: '150000 VND' }),
    ...(draw.chance(0.7) && { switch: '77777 VND' }),
    ...(draw.chance(0.8) && { nvr: '1234567 VND' }),
    ...(draw.chance(0.8) && { link: '3000001 VND' }),
  };
  const [deductions, penalties, damages] = [rules(), rules(), rules()];
  return {
    ...(draw.chance(0.9) && {
      fees: {
        by_kind: byKind,
        ...(draw.chance(0.3) && { by_entity: { 'device:cam-1': '99999 VND' } }),
        ...(draw.chance(0.4) && { contract: '10000001 VND' }),
      },
    }),
    ...(deductions.length > 0 && { deductions }),
    ...(penalties.length > 0 && { penalties: draw.chance(0.5) ? penalties : penalties[0] }),
    ...(damages.length > 0 && { damages }),
    ...(draw.chance(0.4) && {
      cap: draw.pick(['5%', '50%', '0.0001%']).concat(' of the monthly fee of the contract'),
    }),
  };
}
