import { expect, test } from 'vitest';
import { createOneAtATime } from '#hub/receiving/one-at-a-time.ts';

/** One that is read and worked on when the test says so. */
function asked(name: string) {
  const [body, answer] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()];
  const steps = {
    read: () => body.promise,
    work: async (text: string) => {
      await answer.promise;
      return text;
    },
    giveUp: () => body.reject(new Error(`${name} was given up`)),
  };
  return { steps, arrive: () => body.resolve(name), finish: answer.resolve };
}

test('so many are under way, and no more until one is answered', async () => {
  const turns = createOneAtATime(2);
  const [a, b] = [asked('a'), asked('b')];
  const first = turns.run('one', a.steps);
  const second = turns.run('two', b.steps);

  await expect(turns.run('three', asked('c').steps)).rejects.toMatchObject({ code: 'BUSY' });
  a.arrive();
  await expect(turns.run('three', asked('c').steps)).rejects.toMatchObject({ code: 'BUSY' });
  a.finish();

  expect(await first).toBe('a');
  const c = asked('c');
  c.arrive();
  c.finish();
  expect(await turns.run('three', c.steps)).toBe('c');
  b.arrive();
  b.finish();
  expect(await second).toBe('b');
});

test('whoever asks again takes the place of what did not come to its end, and waits for what did', async () => {
  const turns = createOneAtATime(1);
  const [cut, again, third] = [asked('cut'), asked('again'), asked('third')];
  const given = expect(turns.run('one', cut.steps)).rejects.toThrow('cut was given up');
  const second = turns.run('one', again.steps);
  await given;
  again.arrive();
  await Promise.resolve();

  await expect(turns.run('one', third.steps)).rejects.toMatchObject({ code: 'BUSY' });
  again.finish();

  expect(await second).toBe('again');
});
