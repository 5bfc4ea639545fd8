import { describe, expect, test } from 'vitest';
import { parseSdp } from '#collector/rtsp/parse-sdp.ts';

const sdp = (...lines: readonly string[]) =>
  ['v=0', 'o=- 0 0 IN IP4 0.0.0.0', 's=x', ...lines, ''].join('\r\n');

describe('parseSdp', () => {
  test('reads session and tracks as a camera writes them', () => {
    const text = sdp(
      'a=control:*',
      'm=video 0 RTP/AVP 96',
      'b=AS:4096',
      'a=rtpmap:96 H264/90000',
      'a=fmtp:96 packetization-mode=1; profile-level-id=640028; sprop-parameter-sets=Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA',
      'a=control:trackID=1',
      'm=audio 0 RTP/AVP 0',
      'a=control:trackID=2',
      'm=application 0 RTP/AVP 107',
      'a=rtpmap:107 vnd.onvif.metadata/90000',
    );

    expect(parseSdp(text)).toEqual({
      control: '*',
      tracks: [
        {
          media: 'video',
          control: 'trackID=1',
          codec: 'H264',
          width: 1920,
          height: 1080,
          framesPerSecond: 25,
          bitsPerSecond: 4_096_000,
        },
        { media: 'audio', control: 'trackID=2' },
        { media: 'application', codec: 'VND.ONVIF.METADATA' },
      ],
    });
  });

  test.each([
    [
      'H265 by its parameter sets',
      [
        'm=video 0 RTP/AVP 98',
        'a=rtpmap:98 H265/90000',
        'a=fmtp:98 sprop-vps=QAEM;sprop-sps=QgEBAWAAAAMAkAAAAwAAAwBdoAKAgC0WWVmkkyvAWgIAAAMAAgAAAwAeEA==',
      ],
      { codec: 'H265', width: 1280, height: 720 },
    ],
    [
      'JPEG by its static payload type',
      ['m=video 0 RTP/AVP 26', 'a=x-dimensions:1280,960'],
      { codec: 'JPEG', width: 1280, height: 960 },
    ],
    [
      'a size of 3GPP',
      ['m=video 0 RTP/AVP 97', 'a=rtpmap:97 MP4V-ES/90000', 'a=framesize:97 640-480'],
      { codec: 'MPEG4', width: 640, height: 480 },
    ],
    [
      'a size as a rectangle',
      ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 h264/90000', 'a=cliprect:0,0,576,704'],
      { codec: 'H264', width: 704, height: 576 },
    ],
    [
      'a frame rate',
      ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=framerate:12.500000'],
      { codec: 'H264', framesPerSecond: 12.5 },
    ],
    ['a rate in bits', ['m=video 0 RTP/AVP 96', 'b=TIAS:1500000', 'b=AS:1800'], { bitsPerSecond: 1_500_000 }],
    [
      'nothing of what means "not said"',
      ['m=video 0 RTP/AVP 96', 'b=AS:0', 'a=framerate:0', 'a=x-dimensions:0,0', 'a=control:'],
      {},
    ],
    [
      'the payload type that is offered, not another',
      ['m=video 0 RTP/AVP 96', 'a=rtpmap:9 JPEG/90000', 'a=rtpmap:96 H264/90000'],
      { codec: 'H264' },
    ],
    ['no impossible size', ['m=video 0 RTP/AVP 96', 'a=x-dimensions:99999,99999'], {}],
  ])('reads %s', (_what, lines, expected) => {
    expect(parseSdp(sdp(...lines)).tracks).toEqual([{ media: 'video', ...expected }]);
  });

  test('takes bare line feeds, spaces in front and lines that mean nothing', () => {
    expect(
      parseSdp('v=0\nnonsense\n m=video 0 RTP/AVP 26\na=control:rtsp://10.0.0.1/a?b=c:d').tracks,
    ).toEqual([{ media: 'video', codec: 'JPEG', control: 'rtsp://10.0.0.1/a?b=c:d' }]);
  });

  test.each([
    ['', 'expected a description (SDP) with a medium, got ""'],
    ['<html>', 'expected a description (SDP) with a medium, got "<html>"'],
  ])('refuses %j', (text, message) => {
    expect(() => parseSdp(text)).toThrow(message);
  });
});
