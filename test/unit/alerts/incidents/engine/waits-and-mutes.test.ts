import { describe, expect, test } from 'vitest';
import { camera, line, several, storyOf } from '#test/support/incident-story.ts';

const STREET = [line('link-7'), ...several(3, camera, 'cam', { ways: [['link:link-7']] }), camera('alone')];
const ALL = ['link-7', 'cam-1', 'cam-2', 'cam-3'];

describe('flapping', () => {
  test('what is down again soon opens the same incident again', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone');
    story.at('10m').restore('alone');
    story.at('20m').cut('alone');
    story.at('30m').restore('alone');
    story.at('50m').cut('alone');
    story.until('1h');

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '10m10s resolved alone: 0 lost, minor',
      '21m10s reopened alone: 1 lost, 1 cameras, minor, 2 times',
      '30m10s resolved alone: 0 lost, minor, 2 times',
      '51m10s opened alone: 1 lost, 1 cameras, minor',
    ]);
  });

  test('a camera that goes up and down is held open until it is quiet', () => {
    const story = storyOf(STREET);
    for (let turn = 0; turn < 10; turn++) {
      story.at(`${5 * turn}m`).cut('alone');
      story.at(`${5 * turn + 2}m`).restore('alone');
    }
    story.until('3h');

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '2m10s resolved alone: 0 lost, minor',
      '6m10s reopened alone: 1 lost, 1 cameras, minor, 2 times',
      '7m10s resolved alone: 0 lost, minor, 2 times',
      '11m10s reopened alone: 1 lost, 1 cameras, minor, 3 times',
      '12m10s resolved alone: 0 lost, minor, 3 times',
      '16m10s reopened alone: 1 lost, 1 cameras, minor, flapping, 4 times',
      '1h47m10s resolved alone: 0 lost, minor, 4 times',
    ]);
  });

  test('outages that are each too short to be told are told as flapping', () => {
    const story = storyOf(STREET);
    for (let turn = 0; turn < 6; turn++) {
      story.at(`${2 * turn}m`).cut('alone');
      story.at(`${2 * turn}m30s`).restore('alone');
    }
    story.until('3h');

    expect(story.told()).toEqual([
      '7m10s opened alone: 0 lost, minor, flapping',
      '1h10m40s resolved alone: 0 lost, minor',
    ]);
  });

  test('what is behind a line that flaps does not flap itself', () => {
    const story = storyOf(STREET);
    for (let turn = 0; turn < 10; turn++) {
      story.at(`${5 * turn}m`).cut(ALL);
      story.at(`${5 * turn + 2}m`).restore(ALL);
    }
    story.until('3h');

    expect(story.told().every((words) => words.includes('link-7'))).toBe(true);
    expect(story.told()).toHaveLength(8);
  });

  test('nor does it where each outage is too short to be told', () => {
    const story = storyOf(STREET);
    for (let turn = 0; turn < 10; turn++) {
      story.at(`${5 * turn}m`).cut(ALL);
      story.at(`${5 * turn}m30s`).restore(ALL);
    }
    story.until('3h');

    expect(story.told()).toEqual([
      '16m10s opened link-7: 0 lost, minor, flapping',
      '1h45m40s resolved link-7: 0 lost, minor',
    ]);
  });

  test('a line that comes back for a moment still takes along what is behind it', () => {
    const story = storyOf(STREET);
    story.at(0).cut(ALL);
    story.at('10m').restore('link-7');
    story.at('10m30s').cut('link-7');
    story.at('1h').restore(ALL);
    story.until('3h');

    expect(story.told()).toEqual([
      '1m10s opened link-7: 4 lost, 3 cameras, minor',
      '1h10s resolved link-7: 0 lost, minor',
    ]);
  });
});

describe('a blind collector', () => {
  test('opens its own incident, and none of a device before it sees again', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone');
    story.at('30s').goBlind();
    story.at('30m').see();
    story.until('1h');

    expect(story.told()).toEqual([
      '2m30s opened collector main: 0 lost, critical',
      '30m resolved collector main: 0 lost, critical',
      '31m opened alone: 1 lost, 1 cameras, minor',
    ]);
  });

  test('that sees again soon is not told, and what came back meanwhile is resolved', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone');
    story.at('10m').goBlind();
    story.at('11m').restore('alone');
    story.at('11m30s').see();
    story.until('1h');

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '11m10s resolved alone: 0 lost, minor',
    ]);
  });

  test('that is blind twice in one instant is told once', () => {
    const story = storyOf(STREET);
    story.at(0).goBlind();
    story.at(0).see();
    story.at(0).goBlind();
    story.at('1h').see();

    expect(story.told()).toEqual([
      '2m opened collector main: 0 lost, critical',
      '1h resolved collector main: 0 lost, critical',
    ]);
  });

  test('cannot see that something does not flap any more', () => {
    const story = storyOf(STREET);
    for (let turn = 0; turn < 4; turn++) {
      story.at(`${2 * turn}m`).cut('alone');
      story.at(`${2 * turn}m30s`).restore('alone');
    }
    story.at('1h').goBlind();
    story.at('2h').see();
    story.until('4h');

    expect(story.told().filter((words) => words.includes('alone'))).toEqual([
      '7m10s opened alone: 0 lost, minor, flapping',
      '3h resolved alone: 0 lost, minor',
    ]);
  });

  test('what becomes unknown neither opens an incident nor resolves one', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone');
    story.at('10m').lose(['alone', 'cam-1']);
    story.at('20m').restore('alone');
    story.until('1h');

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '20m10s resolved alone: 0 lost, minor',
    ]);
  });
});

describe('planned work', () => {
  test('mutes an incident, until the work over-runs', () => {
    const story = storyOf(STREET);
    story.at(0).planWork(['link-7'], '1h', '2h');
    story.at('1h10m').cut(ALL);
    story.at('2h30m').restore(ALL);

    expect(story.told()).toEqual([
      '1h11m10s opened link-7: 4 lost, 3 cameras, minor, muted',
      '2h unmuted link-7: 4 lost, 3 cameras, minor',
      '2h30m10s resolved link-7: 0 lost, minor',
    ]);
  });

  test('mutes no resolve, and nothing elsewhere', () => {
    const story = storyOf(STREET);
    story.at(0).planWork(['link-7'], '1h', '2h');
    story.at('1h10m').cut([...ALL, 'alone']);
    story.at('1h30m').restore(ALL);

    expect(story.told()).toEqual([
      '1h11m10s opened alone: 1 lost, 1 cameras, minor',
      '1h11m10s opened link-7: 4 lost, 3 cameras, minor, muted',
      '1h30m10s resolved link-7: 0 lost, minor, muted',
    ]);
  });

  test('on the only way to a camera mutes the camera, and is over when it is cancelled', () => {
    const story = storyOf(STREET);
    story.at(0).planWork(['link-7'], '1h', '3h');
    story.at('1h10m').cut('cam-1');
    story.at('2h').planWork([], '1h', '3h');

    expect(story.told()).toEqual([
      '1h11m10s opened cam-1: 1 lost, 1 cameras, minor, muted',
      '2h unmuted cam-1: 1 lost, 1 cameras, minor',
    ]);
  });
});

test('planned work that is given more time mutes for as long', () => {
  const story = storyOf(STREET);
  story.at(0).planWork(['alone'], '1h', '2h');
  story.at('1h10m').cut('alone');
  story.at('1h30m').planWork(['alone'], '1h', '3h');
  story.until('4h');

  expect(story.told()).toEqual([
    '1h11m10s opened alone: 1 lost, 1 cameras, minor, muted',
    '3h unmuted alone: 1 lost, 1 cameras, minor',
  ]);
});

describe('late data', () => {
  test('opens nothing, and what it says is kept', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone', { recordedAfter: '20m' });
    story.until('1h');

    expect(story.told()).toEqual([]);
    expect(story.engine().standingOf('device:alone')).toEqual({ kind: 'quiet' });
  });

  test('older than what is known changes nothing', () => {
    const story = storyOf(STREET);
    story.at('1m').restore('alone');
    story.at('30s').cut('alone', { recordedAfter: '5m' });
    story.until('1h');

    expect(story.told()).toEqual([]);
    expect(story.engine().standingOf('device:alone')).toEqual({ kind: 'well' });
  });

  test('that says it was well again resolves what was opened', () => {
    const story = storyOf(STREET);
    story.at(0).cut('alone');
    story.at('5m').restore('alone', { recordedAfter: '30m' });

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '35m resolved alone: 0 lost, minor',
    ]);
  });

  test('of a line is made news by what fails behind it now', () => {
    const story = storyOf(STREET);
    story.at(0).cut('link-7', { recordedAfter: '20m' });
    story.at('20m').cut(['cam-1', 'cam-2'], { seenBefore: '30m' });
    story.until('1h');

    expect(story.told()).toEqual(['21m10s opened link-7: 3 lost, 2 cameras, minor']);
  });
});

describe('people', () => {
  test('acknowledge an incident and write notes, also under the name it had before', () => {
    const story = storyOf(STREET);
    story.at(0).cut(['cam-1']);
    story.at('30s').cut('cam-2');
    story.at('2m').cut('link-7', { seenBefore: '3m' });
    story.at('5m').acknowledge('device:cam-2@100000', 'noc-1');
    story.at('6m').note('device:cam-1@70000', 'noc-1', 'splicing');
    story.at('7m').acknowledge('nothing', 'noc-1');
    story.at('1h').restore(ALL);
    story.at('2h').acknowledge('device:cam-1@70000', 'noc-1');

    expect(story.told()).toEqual([
      '1m10s opened cam-1: 1 lost, 1 cameras, minor',
      '1m40s opened cam-2: 1 lost, 1 cameras, minor',
      '3m10s cause-changed link-7: 3 lost, 2 cameras, minor',
      '3m10s resolved cam-2: 0 lost, minor, now in device:cam-1@70000',
      '5m acknowledged link-7: 3 lost, 2 cameras, minor, by noc-1',
      '6m noted link-7: 3 lost, 2 cameras, minor, by noc-1, splicing',
      '1h10s resolved link-7: 0 lost, minor',
    ]);
  });
});

describe('a snooze and a release', () => {
  const summaryAt = (story: ReturnType<typeof storyOf>) => story.engine().unresolved()[0]?.summary;

  test('are told to nobody, and known to whoever escalates', () => {
    const story = storyOf(STREET);
    story.at(0).cut(['cam-1']);
    story.at('5m').acknowledge('device:cam-1@70000', 'noc-1');
    story.at('6m').snooze('device:cam-1@70000', 'noc-1', '2h');
    story.until('10m');

    expect(summaryAt(story)).toMatchObject({ acknowledgedBy: 'noc-1', snoozedUntilMs: 7_200_000 });
    expect(story.told()).toHaveLength(2);
  });

  test('an acknowledgement ends a snooze, a release both', () => {
    const story = storyOf(STREET);
    story.at(0).cut(['cam-1', 'cam-2']);
    story.at('5m').snooze('device:cam-1@70000', 'noc-1', '2h');
    story.at('6m').acknowledge('device:cam-1@70000', 'noc-1');
    story.until('10m');
    expect(summaryAt(story)).not.toHaveProperty('snoozedUntilMs');

    story.at('11m').release('device:cam-1@70000', 'noc-1');
    story.until('12m');
    expect(summaryAt(story)).not.toHaveProperty('acknowledgedBy');
  });
});

describe('what an incident tells of', () => {
  test('it grows and shrinks at most once in five minutes', () => {
    const story = storyOf([line('link-7'), ...several(9, camera, 'cam', { ways: [['link:link-7']] })]);
    story.at(0).cut(['link-7', 'cam-1']);
    for (let index = 2; index < 9; index++) story.at(`${index}m`).cut(`cam-${index}`, { seenBefore: '10m' });
    story.until('30m');

    expect(story.told()).toEqual([
      '1m10s opened link-7: 2 lost, 1 cameras, minor',
      '6m10s grew link-7: 6 lost, 5 cameras, minor',
      '11m10s grew link-7: 9 lost, 8 cameras, minor',
    ]);
  });

  test('a junction without a working camera, and devices of high priority, make it major', () => {
    const junction = { area: 'ward-1', junction: 'square' };
    const story = storyOf([
      ...several(2, camera, 'square', junction),
      ...several(5, camera, 'cam', { area: 'ward-1' }),
      camera('gate', { area: 'ward-1', priority: 'high' }),
    ]);
    story.at(0).cut('square-1');
    story.at('10m').cut('square-2');
    story.at('20m').cut('gate');
    story.until('30m');

    expect(story.told()).toEqual([
      '1m10s opened square-1: 1 lost, 1 cameras, minor',
      '11m10s opened square-2: 1 lost, 1 cameras, major',
      '21m10s opened gate: 1 lost, 1 cameras, major',
    ]);
    expect(story.news()[1]?.incident.blindSpots).toEqual([{ kind: 'junction', name: 'square' }]);
  });
});
