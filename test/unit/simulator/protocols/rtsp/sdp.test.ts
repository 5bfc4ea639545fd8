import { expect, test } from 'vitest';
import { prepareStream } from '#simulator/protocols/rtsp/player.ts';
import { renderSdp } from '#simulator/protocols/rtsp/sdp.ts';
import { sampleCamera } from '#test/support/virtual-device.ts';

test('a description names codec, rate and parameter sets', () => {
  const [stream] = sampleCamera().streams;
  if (!stream) throw new Error('the sample has a stream');

  expect(renderSdp(prepareStream(stream, new Map()), '127.0.0.1').split('\r\n')).toEqual([
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=Main',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
    'a=range:npt=now-',
    'm=video 0 RTP/AVP 96',
    'b=AS:2000',
    'a=rtpmap:96 H264/90000',
    expect.stringMatching(
      /^a=fmtp:96 packetization-mode=1;profile-level-id=42C028;sprop-parameter-sets=Z[\w+/=]+,a[\w+/=]+$/,
    ),
    'a=framerate:25',
    'a=x-dimensions:1920,1080',
    'a=control:trackID=0',
    '',
  ]);
});
