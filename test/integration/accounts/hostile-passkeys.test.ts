import { describe, expect, it } from 'vitest';
import { addPasskey, beginPasskey } from '#accounts/actions/passkeys.ts';
import { CEREMONY_MS } from '#accounts/passkey-options.ts';
import { makeSecret } from '#accounts/secrets.ts';
import { createAuthenticator, type Spoilt } from '#test/support/software-authenticator.ts';
import { openDoor } from './open-door.ts';
import { ADDRESS, addPerson, addPersonWithKey, half, REFUSED } from './passkey-people.ts';

describe('what is signed', () => {
  it.each<[string, Spoilt]>([
    ['at another address', { origin: 'https://cam.example.evil.example' }],
    ['at the same name by another port', { origin: 'https://cam.example:8443' }],
    ['at the same name without TLS', { origin: 'http://cam.example' }],
    ['within a page of another site', { crossOrigin: true }],
    ['for another name', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: makeSecret().text }],
    ['as something else', { type: 'webauthn.create' }],
    ['without the person', { flags: 0 }],
    ['for somebody else', { userHandle: 'c29tZWJvZHk' }],
    ['by another key', { isForged: true }],
  ])('%s lets nobody in', async (_what, spoilt) => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    const { request, finish } = await half(door, given);
    await expect(finish(key.get(request, spoilt))).rejects.toMatchObject(REFUSED);
  });

  it.each<[string, Spoilt]>([
    ['at another address', { origin: 'https://evil.example' }],
    ['for another name', { rpId: 'evil.example' }],
    ['to another challenge', { challenge: makeSecret().text }],
    ['as something else', { type: 'webauthn.get' }],
    ['without the person', { flags: 0x40 }],
  ])('%s makes no passkey', async (_what, spoilt) => {
    const door = openDoor();
    const { again } = await addPerson(door);
    const options = await beginPasskey(door, ADDRESS, again);
    const answer = createAuthenticator(ADDRESS.origin).create(options, spoilt);
    const added = addPasskey(door, ADDRESS, { secret: again.secret, name: 'x', answer });
    await expect(added).rejects.toMatchObject(REFUSED);
    expect(door.store.passkeys.listOf('an')).toEqual([]);
  });

  it('is told apart in words where that helps', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    const { request, finish } = await half(door, given);
    await expect(finish(key.get(request, { origin: 'https://evil.example' }))).rejects.toThrow(
      'passkey: expected one of https://cam.example, got one of "https://evil.example"',
    );
    await expect(finish(key.get(request))).rejects.toThrow('has been used, or its five minutes are over');
  });

  it('may say who made it: that is neither believed nor followed', async () => {
    const door = openDoor();
    const { again } = await addPerson(door);
    const key = createAuthenticator(ADDRESS.origin);
    const statement = ['apple', new Map([['x5c', Buffer.from('no certificate')]])] as const;
    const answer = key.create(await beginPasskey(door, ADDRESS, again), { statement });
    await addPasskey(door, ADDRESS, { secret: again.secret, name: 'x', answer });
    expect(door.store.passkeys.find(key.id)?.account).toBe('an');
  });

  it('counts once, whoever brings it and however often', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    const first = await half(door, given);
    const answer = key.get(first.request);
    const both = await Promise.allSettled([first.finish(answer), first.finish(answer)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const second = await half(door, given);
    await expect(second.finish(answer)).rejects.toMatchObject(REFUSED);
  });

  it('counts for five minutes', async () => {
    const door = openDoor();
    const { given, again, key } = await addPersonWithKey(door);
    const { request, finish } = await half(door, given);
    const options = await beginPasskey(door, ADDRESS, again);
    door.clock.nowMs += CEREMONY_MS;
    await expect(finish(key.get(request))).rejects.toMatchObject(REFUSED);
    const answer = createAuthenticator(ADDRESS.origin).create(options);
    await expect(
      addPasskey(door, ADDRESS, { secret: again.secret, name: 'x', answer }),
    ).rejects.toMatchObject(REFUSED);
  });

  it('with a counter that went back is that of a copy: refused, and on record', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    const first = await half(door, given);
    await first.finish(key.get(first.request, { counter: 7 }));
    for (const counter of [7, 6, 0]) {
      const { request, finish } = await half(door, given);
      await expect(finish(key.get(request, { counter }))).rejects.toThrow('its counter went back');
    }
    const [{ id, counter } = { id: '', counter: 0 }] = door.store.passkeys.listOf('an');
    expect(counter).toBe(7);
    const row = JSON.stringify({ action: 'passkey-refused', account: 'an', passkey: id, why: 'copied' });
    expect(door.audited.filter((text) => text === row)).toHaveLength(3);
  });

  it('without a counter is as good each time', async () => {
    const door = openDoor();
    const { given, key } = await addPersonWithKey(door);
    for (let count = 0; count < 3; count++) {
      const { request, finish } = await half(door, given);
      await finish(key.get(request, { counter: 0 }));
    }
  });

  it.each([
    ['nothing', 'x'],
    ['no object', '[]'],
    ['an empty one', '{}'],
    ['one of 100,000 letters', JSON.stringify({ id: 'a'.repeat(100_000) })],
    ['no base64url', JSON.stringify({ id: '<b>', rawId: '<b>', type: 'public-key', response: {} })],
    ['__proto__', '{"__proto__":{"id":"x"}}'],
  ])('as %s is refused in words', async (_what, answer) => {
    const door = openDoor();
    const { given, again } = await addPersonWithKey(door);
    const { finish } = await half(door, given);
    await expect(finish(answer)).rejects.toMatchObject(REFUSED);
    await beginPasskey(door, ADDRESS, again);
    const { secret } = again;
    await expect(addPasskey(door, ADDRESS, { secret, name: 'x', answer })).rejects.toMatchObject(REFUSED);
  });

  it.each([
    ['no CBOR', Buffer.from('no CBOR')],
    ['deep CBOR', Buffer.alloc(6_000, 0x81)],
    ['long CBOR', Buffer.from('bbffffffffffffffff', 'hex')],
    ['a map of nothing', Buffer.from('a0', 'hex')],
    ['a number for data', Buffer.from('a368617574684461746101', 'hex')],
  ])('with %s inside is refused in words', async (_what, bytes) => {
    const door = openDoor();
    const { again } = await addPerson(door);
    const made = JSON.parse(
      createAuthenticator(ADDRESS.origin).create(await beginPasskey(door, ADDRESS, again)),
    );
    made.response.attestationObject = bytes.toString('base64url');
    const given = { secret: again.secret, name: 'x', answer: JSON.stringify(made) };
    await expect(addPasskey(door, ADDRESS, given)).rejects.toMatchObject(REFUSED);
  });
});
