import type { AdviceByReason } from '../advice.ts';

const USUAL_PATHS =
  'Usual ones: Hikvision /Streaming/Channels/101, Dahua /cam/realmonitor?channel=1&subtype=0, Axis /axis-media/media.amp, Hanwha /profile2/media.smp, Uniview /media/video1.';

export const device: AdviceByReason<
  | 'busy'
  | 'unsupported'
  | 'device-error'
  | 'cut-short'
  | 'no-media'
  | 'video-loss'
  | 'not-recording'
  | 'disk'
  | 'retention'
  | 'port-down'
  | 'saturated'
  | 'ping-filtered'
> = {
  busy: {
    means: 'The device says that it has no room for one more.',
    check: [
      'Who is connected? Recorder, video system and viewers each take a session, and dead ones stay for minutes.',
      'Ask for the second stream, which costs it less, or lift the limit of sessions.',
      'Busy without anybody connected: restart it.',
    ],
  },
  unsupported: {
    means: 'The device answers that it does not offer what was asked for.',
    check: ['Is this the right path and port for this maker and model?'],
    by: {
      snmp: {
        check: [
          'See what it does offer: `camwatch probe … --walk`; docs/makers.md shows how to describe a new maker.',
          'Its SNMP may be a part that is switched on separately, or come with newer firmware.',
          'Of disks, channels and recordings ONVIF often tells more (`--as onvif`; `prober: onvif` on the check).',
        ],
      },
      onvif: {
        check: [
          'Does it speak ONVIF at all, and is the path /onvif/device_service? Set `path` on the check where it is another.',
          'It may lack this one service: recorders without Profile G tell nothing of their recordings.',
        ],
      },
      rtsp: {
        check: [
          'The path of the stream is another: take the one that ONVIF tells (see streams), and set `path` on the check.',
          USUAL_PATHS,
          'The channel may be empty, or the stream switched off at the device.',
        ],
      },
    },
  },
  'device-error': {
    means: 'The device answers with an error of its own.',
    check: [
      'Ask again in a minute: after a restart services come up one by one.',
      'Always the same error: restart it, then update its firmware; the detail is what its maker wants to know.',
    ],
    by: {
      snmp: {
        check: [
          'Time or engine id wrong: the agent restarted or was replaced. Ask again; if it stays, restart the agent.',
          'Always the same error on the same object: update its firmware.',
        ],
      },
    },
  },
  'cut-short': {
    means:
      'The device answers, and a part of what it was asked for did not come. What came may prove a fault, and never that all is well.',
    check: [
      'Is it slow, or busy? See how long it took: give the check a longer `timeout`, or ask less often.',
      'Which part is missing stands in the detail. Always the same part: update its firmware, or restart it.',
      'Large answers that never come: does a firewall on the way drop fragments?',
    ],
  },
  'no-media': {
    means:
      'The device answers, and no video comes: there is no stream at the path, or it plays without a packet.',
    check: [
      'Answered 404: the path is another. Take the one that ONVIF tells (see streams), and set `path` on the check.',
      USUAL_PATHS,
      'Otherwise: is there a picture on its own page? If not, the encoder or sensor hangs. Restart it; if that does not help, replace it.',
      'Is the stream switched off, or set to multicast only?',
      'The first packets may come late on a slow line: give the check a longer `timeout`.',
    ],
  },
  'video-loss': {
    means: 'The recorder gets no picture from this camera.',
    check: [
      'Does the camera itself answer? Then the recorder has a wrong address or password for it.',
      'Neither does it answer: power and cable between camera and recorder; a PoE port of the recorder that is off.',
      'An analogue camera: the coaxial cable and its plugs.',
    ],
  },
  'not-recording': {
    means: 'There is a picture, and it is not kept.',
    check: [
      'Does the recorder have a schedule for this channel, now, and is its mode continuous?',
      'Is there a disk that it may write to? A disk that was swapped must be formatted first.',
    ],
  },
  disk: {
    means: 'A disk of the recorder has failed, is missing, or is full and is not overwritten.',
    check: [
      'Which one is it: see the disks above. A failed one is replaced soon: what is on it may be lost.',
      'Full: is overwriting switched on, or are recordings locked?',
      'Several at once: power supply, cable or controller rather than disks.',
    ],
  },
  retention: {
    means: 'The oldest recording is younger than was agreed.',
    check: [
      'Was a disk swapped or formatted lately? Then it grows back by itself.',
      'Do the disks suffice? Days kept = size in bytes ÷ (sum of the bit rates ÷ 8 × 86,400).',
      'Has somebody raised bit rate, size or frame rate? See the findings about changed streams.',
    ],
  },
  'port-down': {
    means: 'The interface is switched on and has no link.',
    check: [
      'What is at its other end: no power there, or a cable or fibre that is out?',
      'A module (SFP) that fits neither the fibre nor the speed; the light it receives.',
    ],
  },
  'ping-filtered': {
    means:
      'It answers no ping and answers another check: something on the way, or the device itself, drops pings. Its reach counts as down; nobody is told that it is lost.',
    check: [
      'Ask who changed a firewall, an access list of a router or switch, or the setting "answer to ping" of the device.',
      "Let echo requests (ICMP type 8) of this machine pass; a ping from the device's own subnet tells on which side they are dropped.",
      'Where pings cannot be let pass, measure reach by a TCP connect: `prober: tcp` in the profile.',
    ],
  },
  saturated: {
    means: 'The line carries nearly all that it can.',
    check: [
      'What takes it: bit rates of the streams behind it, a backup, an update, a viewer of everything?',
      'Is the capacity in links.csv what was agreed with the carrier?',
      'Pictures stutter before they stop: lower the bit rates, or have the line widened.',
    ],
  },
};
