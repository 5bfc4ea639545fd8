import { describe, expect, test } from 'vitest';
import { parseProfiles, parseProfiles2, parseUri } from '#collector/onvif/media-profiles.ts';
import { child, parseEnvelope } from '#collector/onvif/xml.ts';

const response = (content: string) =>
  child(parseEnvelope(`<Envelope><Body><R>${content}</R></Body></Envelope>`).body, 'R') ?? {};
const encoder = (name: string, content: string) => `<${name} token="e">${content}</${name}>`;
const H264 =
  '<Encoding>H264</Encoding><Resolution><Width>1920</Width><Height>1080</Height></Resolution>' +
  '<RateControl><FrameRateLimit>25</FrameRateLimit><BitrateLimit>4096</BitrateLimit></RateControl>';
const settings = {
  codec: 'H264',
  width: 1_920,
  height: 1_080,
  framesPerSecond: 25,
  bitsPerSecond: 4_096_000,
};

describe('profiles', () => {
  test('are read of Media 1, those with video', () => {
    const told = response(
      `<Profiles token="main"><Name>Main</Name>${encoder('VideoEncoderConfiguration', H264)}</Profiles>` +
        '<Profiles token="audio"><Name>Audio</Name></Profiles>' +
        `<Profiles><Name>no token</Name>${encoder('VideoEncoderConfiguration', H264)}</Profiles>`,
    );

    expect(parseProfiles(told)).toEqual([{ id: 'main', name: 'Main', ...settings }]);
  });

  test('are read of Media 2', () => {
    const told = response(
      `<Profiles token="a"><Configurations>${encoder('VideoEncoder', H264.replace('H264', 'h265'))}</Configurations></Profiles>`,
    );

    expect(parseProfiles2(told)).toEqual([{ id: 'a', ...settings, codec: 'H265' }]);
  });

  test('leave out what is zero or nonsense', () => {
    const nonsense = H264.replace('1920', '0')
      .replace('1080', '-5')
      .replace('25', 'fast')
      .replace('4096', '1e9');

    expect(
      parseProfiles(
        response(`<Profiles token="m">${encoder('VideoEncoderConfiguration', nonsense)}</Profiles>`),
      ),
    ).toEqual([{ id: 'm', codec: 'H264' }]);
  });

  test('are at most 256', () => {
    const one = `<Profiles token="m">${encoder('VideoEncoderConfiguration', H264)}</Profiles>`;

    expect(parseProfiles(response(one.repeat(300)))).toHaveLength(256);
  });
});

describe('parseUri', () => {
  test.each([
    ['<MediaUri><Uri>rtsp://127.0.0.9/a?b=1&amp;c=2</Uri></MediaUri>', 'rtsp://127.0.0.9/a?b=1&c=2'],
    ['<Uri>rtsps://127.0.0.9:322/a</Uri>', 'rtsps://127.0.0.9:322/a'],
    ['<MediaUri><Uri>http://127.0.0.9/snap.jpg</Uri></MediaUri>', 'http://127.0.0.9/snap.jpg'],
  ])('reads %s', (content, expected) => {
    expect(parseUri(response(content))).toBe(expected);
  });

  test.each([
    ['rtsp://admin:s3cret@127.0.0.9/a', 'rtsp://127.0.0.9/a'],
    ['rtsp://admin:s3@cret@127.0.0.9/a@b', 'rtsp://127.0.0.9/a@b'],
    ['http://127.0.0.9/snap?user=a&pwd=s3cret&x=1', 'http://127.0.0.9/snap?user=a&pwd=***&x=1'],
    [
      'rtsp://127.0.0.9/user=admin_password=s3cret_channel=1_stream=0.sdp',
      'rtsp://127.0.0.9/user=admin_password=***_channel=1_stream=0.sdp',
    ],
  ])('takes the secret out of %s', (address, expected) => {
    expect(parseUri(response(`<Uri>${address.replaceAll('&', '&amp;')}</Uri>`))).toBe(expected);
  });

  test.each([
    '',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/stream1',
    `rtsp://127.0.0.9/${'a'.repeat(300)}`,
  ])('finds no address in %j', (address) => {
    expect(parseUri(response(`<Uri>${address}</Uri>`))).toBeUndefined();
  });
});
