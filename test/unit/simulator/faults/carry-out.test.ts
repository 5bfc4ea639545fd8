import { expect, test } from 'vitest';
import type { Act } from '#simulator/faults/act.ts';
import { createActor } from '#simulator/faults/carry-out.ts';

const act: Act = {
  addresses: ['127.99.0.1'],
  virtual: [
    { device: 'cam-1', fault: { kind: 'silent' } },
    { device: 'sw-1', fault: { kind: 'port-down', interface: 'swp01' } },
  ],
  expected: [],
  touched: [],
};

function recordingActor() {
  const done: string[] = [];
  const say = (what: string) => async (of: readonly string[]) => {
    done.push(`${what} ${of.join(' ')}`);
  };
  const actor = createActor(
    { cut: say('cut'), restore: say('restore') },
    {
      set: async (device, { kind }) => {
        done.push(`set ${device} ${kind}`);
      },
      clear: async (device, { kind }) => {
        done.push(`clear ${device} ${kind}`);
      },
    },
  );
  return { actor, done };
}

test('an act takes addresses away and makes devices fail', async () => {
  const { actor, done } = recordingActor();

  await actor.begin(act);

  expect(done.toSorted()).toEqual(['cut 127.99.0.1', 'set cam-1 silent', 'set sw-1 port-down']);
});

test('an address is there again before its device listens at it', async () => {
  const { actor, done } = recordingActor();

  await actor.end(act);

  expect(done).toEqual(['restore 127.99.0.1', 'clear cam-1 silent', 'clear sw-1 port-down']);
});

test('where no address is taken away, none is given back', async () => {
  const { actor, done } = recordingActor();

  await actor.begin({ ...act, addresses: [], virtual: [] });
  await actor.end({ ...act, addresses: [], virtual: [] });

  expect(done).toEqual([]);
});
