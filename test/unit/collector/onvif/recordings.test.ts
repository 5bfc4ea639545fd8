import { expect, test } from 'vitest';
import type { Operation } from '#collector/onvif/envelope.ts';
import type { OnvifClient } from '#collector/onvif/onvif-client.ts';
import { readRecorder } from '#collector/onvif/recordings.ts';
import type { Services } from '#collector/onvif/services.ts';
import { parseEnvelope } from '#collector/onvif/xml.ts';
import { ProbeError } from '#collector/probing/prober.ts';

const endpoint = { address: '127.0.0.1', port: 80, transport: 'plain', path: '/' } as const;
const both: Services = new Map([
  ['recording', endpoint],
  ['search', endpoint],
]);
const ANSWERS: Readonly<Record<string, string>> = {
  GetRecordings: '<RecordingItem><RecordingToken>r-1</RecordingToken></RecordingItem>',
  GetRecordingJobs:
    '<JobItem><JobToken>j-1</JobToken><JobConfiguration><RecordingToken>r-1</RecordingToken></JobConfiguration></JobItem>',
  GetRecordingJobState: '<State><State>Active</State></State>',
  GetRecordingSummary: '<Summary><DataFrom>2026-11-01T00:00:00Z</DataFrom></Summary>',
};

/** A conversation with a device that answers these, and fails with what is an error. */
function clientOf(answers: Readonly<Record<string, string | ProbeError>>) {
  const asked: string[] = [];
  const call = async ({ name }: Operation) => {
    asked.push(name);
    const answer = answers[name] ?? '';
    if (answer instanceof ProbeError) throw answer;
    return parseEnvelope(`<Envelope><Body>${answer}</Body></Envelope>`).body;
  };
  return { client: { call } as unknown as OnvifClient, asked };
}
const later = Number.POSITIVE_INFINITY;

test('a recorder is asked for its oldest recording and the state of each job', async () => {
  const { client } = clientOf(ANSWERS);

  expect(await readRecorder(client, async () => both, later)).toEqual({
    channels: [{ number: 1, video: 'present', recording: 'on' }],
    failing: [],
    disks: [],
    oldestMs: Date.UTC(2026, 10, 1),
  });
});

test('states that there is no time for are not asked, and stay unknown', async () => {
  const { client, asked } = clientOf(ANSWERS);

  const { channels, missing } = await readRecorder(client, async () => both, performance.now() - 1);

  expect(channels).toEqual([{ number: 1, video: 'unknown', recording: 'unknown' }]);
  expect(missing).toEqual({
    parts: new Set(['channels', 'disks']),
    why: { reason: 'timeout', detail: 'no time was left to ask for the state of every channel' },
  });
  expect(asked).not.toContain('GetRecordingJobState');
});

test.each(['GetRecordingSummary', 'GetRecordings', 'GetRecordingJobState'])(
  'it is cut short where %s is not answered in time, and not where it is refused',
  async (name) => {
    const late = clientOf({ ...ANSWERS, [name]: new ProbeError('timeout', '') });
    const refused = clientOf({ ...ANSWERS, [name]: new ProbeError('unsupported', '') });

    expect(await readRecorder(late.client, async () => both, later)).toHaveProperty('missing');
    expect(await readRecorder(refused.client, async () => both, later)).not.toHaveProperty('missing');
  },
);

test('what neither service tells is why the recorder is not known', async () => {
  const { client } = clientOf({
    GetRecordingSummary: new ProbeError('device-error', 'search'),
    GetRecordings: new ProbeError('device-error', 'recording'),
  });

  await expect(readRecorder(client, async () => both, later)).rejects.toThrow('recording');
});

test('a refusal is of everything, and ends it at once', async () => {
  const { client, asked } = clientOf({ ...ANSWERS, GetRecordingSummary: new ProbeError('locked', 'locked') });

  await expect(readRecorder(client, async () => both, later)).rejects.toThrow(
    expect.objectContaining({ reason: 'locked' }),
  );
  expect(asked).toEqual(['GetRecordingSummary']);
});
