import { expect, test } from 'vitest';
import { camera, line, ms, OPTIONS, several, storyOf } from '#test/support/incident-story.ts';

const inWard = (site: string) => ({ area: 'ward-1', groups: { area: 'ward-1', site } });
/** A ward of which nobody wrote down what hangs on what. */
const WARD = [
  ...several(6, camera, 'north', inWard('north')),
  ...several(6, camera, 'south', inWard('south')),
  camera('next', { area: 'ward-2', groups: { area: 'ward-2', site: 'next' } }),
];
const NORTH = WARD.slice(0, 6).map(({ entity }) => entity.slice(7));
const SOUTH = WARD.slice(6, 12).map(({ entity }) => entity.slice(7));

test('a ward without power is one probable common cause, with its evidence', () => {
  const story = storyOf(WARD);
  story.at(0).cut(NORTH);
  story.at('20s').cut(SOUTH.slice(0, 3));
  story.at('1h').restore([...NORTH, ...SOUTH.slice(0, 3)]);

  expect(story.told()).toEqual([
    '1m10s opened 9 of 12 devices in area ward-1: 9 lost, 9 cameras, minor',
    '1h10s resolved 9 of 12 devices in area ward-1: 0 lost, minor',
  ]);
  expect(story.news()[0]).toMatchObject({
    incident: { root: { kind: 'common', by: 'area', fallen: 9, of: 12, firstMs: 0, lastMs: ms('20s') } },
    joined: [...NORTH, ...SOUTH.slice(0, 3)].map((name) => `device:${name}`),
  });
});

test('the narrowest place in which all of them are is named', () => {
  const story = storyOf(WARD);
  story.at(0).cut(NORTH);
  story.until('10m');

  expect(story.told()).toEqual(['1m10s opened 6 of 6 devices in site north: 6 lost, 6 cameras, minor']);
});

test('a cause that turns out to be wider takes over the narrower one', () => {
  const story = storyOf(WARD);
  story.at(0).cut(NORTH);
  story.at('50s').cut(SOUTH, { recordedAfter: '40s' });
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened 6 of 6 devices in site north: 6 lost, 6 cameras, minor',
    '2m30s cause-changed 12 of 12 devices in area ward-1: 12 lost, 12 cameras, critical',
  ]);
  expect(story.news()[1]?.incident.blindSpots).toEqual([{ kind: 'area', name: 'ward-1' }]);
});

test('too few of what is there, or too far apart in time, have nothing in common', () => {
  const few = storyOf(WARD);
  few.at(0).cut(NORTH.slice(0, 4));
  few.until('10m');
  const apart = storyOf(WARD);
  for (const [index, name] of [...NORTH, ...SOUTH].entries()) apart.at(`${index * 90}s`).cut(name);
  apart.until('1h');

  expect(few.told()).toHaveLength(4);
  expect(apart.told()).toHaveLength(12);
  expect(apart.told().every((words) => words.includes('opened') && words.includes('1 lost'))).toBe(true);
});

test('the doubt about when each fell counts for their having fallen together', () => {
  const story = storyOf(WARD);
  for (const [index, name] of NORTH.entries()) story.at(`${index * 90}s`).cut(name, { seenBefore: '8m' });
  story.until('1h');

  expect(
    story
      .told()
      .slice(0, 4)
      .every((words) => words.includes('opened north-')),
  ).toBe(true);
  expect(story.told().slice(4)).toEqual([
    '7m10s cause-changed 5 of 6 devices in site north: 5 lost, 5 cameras, minor',
    '7m10s resolved north-2: 0 lost, minor, now in device:north-1@70000',
    '7m10s resolved north-3: 0 lost, minor, now in device:north-1@70000',
    '7m10s resolved north-4: 0 lost, minor, now in device:north-1@70000',
    '12m10s grew 6 of 6 devices in site north: 6 lost, 6 cameras, minor',
  ]);
});

test('lines of one carrier in one ward that fail together are one', () => {
  const groups = { area: 'ward-1', 'area-carrier': 'ward-1 carrier-a' };
  const story = storyOf([
    ...several(6, line, 'a', { groups }),
    ...several(6, line, 'b', { groups: { area: 'ward-1', 'area-carrier': 'ward-1 carrier-b' } }),
    ...several(6, camera, 'cam', { ways: [['link:a-1']] }),
  ]);
  story.at(0).cut(['a-1', 'a-2', 'a-3', 'a-4', 'a-5', 'cam-1', 'cam-2']);
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened 5 of 6 links in area-carrier ward-1 carrier-a: 7 lost, 2 cameras, minor',
  ]);
});

test('the last few of a common cause go their own way', () => {
  const story = storyOf(WARD);
  story.at(0).cut([...NORTH, ...SOUTH]);
  story.at('1h').restore([...NORTH, ...SOUTH.slice(0, 5)]);
  story.until('2h');

  expect(story.told()).toEqual([
    '1m10s opened 12 of 12 devices in area ward-1: 12 lost, 12 cameras, critical',
    '1h1m10s opened south-6: 1 lost, 1 cameras, minor, left from devices:area:ward-1@70000',
    '1h1m10s resolved 12 of 12 devices in area ward-1: 0 lost, critical',
  ]);
});

test('a parent that is found down later takes a common cause over', () => {
  const story = storyOf([
    line('link-7'),
    ...several(6, camera, 'cam', { ...inWard('north'), ways: [['link:link-7']] }),
  ]);
  story.at(0).cut(['cam-1', 'cam-2', 'cam-3', 'cam-4', 'cam-5', 'cam-6']);
  story.at('1m').cut('link-7', { seenBefore: '2m', recordedAfter: '30s' });
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened 6 of 6 devices in site north: 6 lost, 6 cameras, critical',
    '2m30s cause-changed link-7: 7 lost, 6 cameras, critical',
  ]);
});

test('what else fell goes its own way when a parent is found of most of them', () => {
  const story = storyOf([
    line('link-7'),
    ...several(6, camera, 'cam', { ...inWard('north'), ways: [['link:link-7']] }),
    camera('other', inWard('north')),
  ]);
  const cameras = ['cam-1', 'cam-2', 'cam-3', 'cam-4', 'cam-5', 'cam-6'];
  story.at(0).cut([...cameras, 'other']);
  story.at('1m').cut('link-7', { seenBefore: '2m', recordedAfter: '30s' });
  story.at('3m').restore('other');
  story.until('10m');

  expect(story.told()).toEqual([
    '1m10s opened 7 of 7 devices in site north: 7 lost, 7 cameras, critical',
    '2m30s opened link-7: 7 lost, 6 cameras, critical',
    '3m10s resolved 7 of 7 devices in site north: 0 lost, critical',
  ]);
});

test('what stays down together when the way to it is back is one, and was none of its own before', () => {
  const story = storyOf([
    line('link-7'),
    ...several(6, camera, 'cam', { ...inWard('north'), ways: [['link:link-7']] }),
  ]);
  const cameras = ['cam-1', 'cam-2', 'cam-3', 'cam-4', 'cam-5', 'cam-6'];
  story.at(0).cut(['link-7', ...cameras]);
  story.at('10m').restore('link-7');
  story.at('20m').restore(cameras);
  story.at('25m').cut('cam-1');
  story.until('30m');

  expect(story.told()).toEqual([
    '1m10s opened link-7: 7 lost, 6 cameras, critical',
    '11m10s opened 6 of 6 devices in site north: 6 lost, 6 cameras, critical, left from link:link-7@70000',
    '11m10s resolved link-7: 0 lost, critical',
    '20m10s resolved 6 of 6 devices in site north: 0 lost, critical, left from link:link-7@70000',
    '26m10s opened cam-1: 1 lost, 1 cameras, minor',
  ]);
});

test('a common cause takes no part of another one', () => {
  const story = storyOf(several(3, camera, 'cam', inWard('north')), {
    common: { ...OPTIONS.common, leastCount: 2 },
  });
  story.at(0).cut('cam-1');
  story.at('40s').cut('cam-2');
  story.at('80s').cut('cam-3');
  story.until('3h');

  expect(story.told()).toEqual([
    '1m10s opened 2 of 3 devices in site north: 2 lost, 2 cameras, minor',
    '2m30s opened cam-3: 1 lost, 1 cameras, critical',
  ]);
});
