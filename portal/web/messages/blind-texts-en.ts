import type { BlindTexts } from './blind-texts.ts';

const many = (count: string, one: string, more: string) => `${count} ${count === '1' ? one : more}`;

export const blindTextsEn: BlindTexts = {
  heading: 'Blind spots',
  count: (count) => many(count, 'place', 'places'),
  none: 'There is no such place.',
  about:
    'Wards and sites where no camera is known to work. “All lost”: every camera was checked and is lost. “Not known”: some camera could not be measured; it counts neither as working nor as lost.',
  aboutOwn: 'Counted are cameras that you may see: at the same place those of another agency may work.',
  where: 'Place',
  places: { area: 'ward', site: 'site' },
  states: {
    lost: 'all lost',
    unknown: 'not known',
    'out-of-service': 'cameras not in service',
    'no-camera': 'no camera',
  },
  byPlace: 'By place',
  lost: (cameras) => (cameras === '1' ? 'its only camera lost' : `all ${cameras} cameras lost`),
  notKnown: (down, unknown) =>
    down === '0' ? `${many(unknown, 'camera', 'cameras')} not known` : `${down} lost, ${unknown} not known`,
  outOfService: (cameras) => `${many(cameras, 'camera', 'cameras')} not in service`,
  cause: 'Cause, and who is at it',
  noCause: 'in no incident yet',
  whose: 'Cameras of',
  plan: 'Planned work',
  running: (until) => `planned work until ${until}`,
  planned: (span) => `planned work ${span}`,
  wards: (count) => many(count, 'ward', 'wards'),
  sites: (count) => many(count, 'site', 'sites'),
  siteWord: (count) => (count === 1 ? 'site' : 'sites'),
  unknownMore: (count) => `${count} not known`,
  no: 'no place has lost all its cameras',
};
